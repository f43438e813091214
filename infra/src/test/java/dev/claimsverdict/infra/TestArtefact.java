package dev.claimsverdict.infra;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A function.zip as far as a deployment looks into it. */
final class TestArtefact {

    static final int X86_64 = 62;
    static final int AARCH64 = 183;

    private TestArtefact() {}

    /** With an executable for that machine. */
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

    static Path zip(String name, byte[] content) {
        try {
            Path zip = Files.createTempFile("function", ".zip");
            try (OutputStream file = Files.newOutputStream(zip);
                    ZipOutputStream out = new ZipOutputStream(file)) {
                ZipEntry entry = new ZipEntry(name);
                entry.setTime(0);
                out.putNextEntry(entry);
                out.write(content);
                out.closeEntry();
            }
            return zip;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
