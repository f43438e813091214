package dev.claimsverdict.infra;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A function.zip with the parts that a deployment checks. */
final class TestArtefact {

    static final int X86_64 = 62;
    static final int AARCH64 = 183;

    private TestArtefact() {}

    /** A zip with an executable for this machine. */
    static Path executable(int machine) {
        byte[] header = new byte[64];
        System.arraycopy(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1}, 0, header, 0, 7);
        header[18] = (byte) machine;
        header[19] = (byte) (machine >> 8);
        return zip("bootstrap", header);
    }

    static Path jar() {
        return zip("dev/claimsverdict/function/VerdictFunction.class", new byte[] {1});
    }

    /**
     * A Linux executable that needs one library and, unless it is null, a symbol version of it.
     *
     * <p>One segment holds all: the header, two program headers, the table of names, the versions, the dynamic section.
     */
    static byte[] elf(int machine, String library, String version) {
        byte[] names = ("\0" + library + "\0" + version + "\0").getBytes(StandardCharsets.US_ASCII);
        int strings = 64 + 2 * 56;
        int versions = strings + 64;
        int dynamic = versions + 32;
        int size = dynamic + 5 * 16;
        // The program's addresses don't start at the file's beginning.
        int base = 0x400000;
        ByteBuffer elf = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        elf.put(0, new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1});
        elf.putShort(18, (short) machine)
                .putLong(32, 64)
                .putShort(54, (short) 56)
                .putShort(56, (short) 2);
        elf.putInt(64, 1).putLong(64 + 8, 0).putLong(64 + 16, base).putLong(64 + 32, size);
        int second = 64 + 56;
        elf.putInt(second, 2).putLong(second + 8, dynamic).putLong(second + 16, base + dynamic);
        elf.putLong(second + 32, 5 * 16);
        elf.put(strings, names);
        elf.putShort(versions, (short) 1).putShort(versions + 2, (short) 1).putInt(versions + 4, 1);
        elf.putInt(versions + 8, 16).putInt(versions + 16 + 8, library.length() + 2);
        long[] entries = {
            1, 1, 5, base + strings, 0x6ffffffe, base + versions, 0x6fffffff, version == null ? 0 : 1, 0, 0
        };
        for (int i = 0; i < entries.length; i++) {
            elf.putLong(dynamic + 8 * i, entries[i]);
        }
        return elf.array();
    }

    static Path zip(String name, byte[] content) {
        return zip(Map.of(name, content));
    }

    static Path zip(Map<String, byte[]> contents) {
        try {
            Path zip = Files.createTempFile("function", ".zip");
            try (OutputStream file = Files.newOutputStream(zip);
                    ZipOutputStream out = new ZipOutputStream(file)) {
                for (Map.Entry<String, byte[]> content : contents.entrySet()) {
                    ZipEntry entry = new ZipEntry(content.getKey());
                    entry.setTime(0);
                    out.putNextEntry(entry);
                    out.write(content.getValue());
                    out.closeEntry();
                }
            }
            return zip;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
