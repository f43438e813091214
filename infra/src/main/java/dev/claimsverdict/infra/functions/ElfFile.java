package dev.claimsverdict.infra.functions;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an executable or a library for 64-bit Linux needs from the system (<a
 * href="https://refspecs.linuxfoundation.org/elf/gabi4+/contents.html">the format</a>, and for versions <a
 * href="https://refspecs.linuxfoundation.org/LSB_5.0.0/LSB-Core-generic/LSB-Core-generic/symversion.html">LSB</a>).
 *
 * @param machine e_machine, such as 62 for x86_64
 * @param libraries the shared libraries that it needs; none if it is linked statically
 * @param versions the symbol versions that it needs, such as {@code GLIBC_2.34}
 */
record ElfFile(int machine, List<String> libraries, List<String> versions) {

    private static final int HEADER = 64;
    private static final int PROGRAM_HEADER = 56;
    private static final int PT_LOAD = 1;
    private static final int PT_DYNAMIC = 2;
    private static final long DT_NEEDED = 1;
    private static final long DT_STRTAB = 5;
    private static final long DT_VERNEED = 0x6ffffffe;
    private static final long DT_VERNEEDNUM = 0x6fffffff;

    /** Reads a file; empty if it isn't such a file or is incomplete. */
    static Optional<ElfFile> read(byte[] content) {
        ByteBuffer bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        // The magic number, 64 bits, little-endian: so are the executables of both of Lambda's architectures.
        if (content.length < HEADER || bytes.getInt(0) != 0x464c457f || bytes.get(4) != 2 || bytes.get(5) != 1) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Reader(bytes).read());
        } catch (IndexOutOfBoundsException | IllegalArgumentException | ArithmeticException _) {
            return Optional.empty();
        }
    }

    private record Segment(long offset, long address, long size) {}

    private record Reader(ByteBuffer bytes, List<Segment> loaded) {

        Reader(ByteBuffer bytes) {
            this(bytes, new ArrayList<>());
        }

        ElfFile read() {
            int at = Math.toIntExact(bytes.getLong(32));
            int count = Short.toUnsignedInt(bytes.getShort(56));
            Segment dynamic = new Segment(0, 0, 0);
            for (int i = 0; i < count; i++, at += PROGRAM_HEADER) {
                Segment segment = new Segment(bytes.getLong(at + 8), bytes.getLong(at + 16), bytes.getLong(at + 32));
                switch (bytes.getInt(at)) {
                    case PT_LOAD -> loaded.add(segment);
                    case PT_DYNAMIC -> dynamic = segment;
                    default -> {}
                }
            }
            return read(dynamic);
        }

        private ElfFile read(Segment dynamic) {
            List<Long> names = new ArrayList<>();
            long strings = 0;
            long versions = 0;
            long versionCount = 0;
            for (long at = dynamic.offset(); at < dynamic.offset() + dynamic.size(); at += 16) {
                long value = bytes.getLong(Math.toIntExact(at + 8));
                long tag = bytes.getLong(Math.toIntExact(at));
                if (tag == DT_NEEDED) {
                    names.add(value);
                } else if (tag == DT_STRTAB) {
                    strings = value;
                } else if (tag == DT_VERNEED) {
                    versions = value;
                } else if (tag == DT_VERNEEDNUM) {
                    versionCount = value;
                }
            }
            if (dynamic.size() == 0) {
                return new ElfFile(machine(), List.of(), List.of());
            }
            int texts = offset(strings);
            return new ElfFile(
                    machine(),
                    names.stream()
                            .map(name -> text(texts + Math.toIntExact(name)))
                            .toList(),
                    versionCount == 0 ? List.of() : versions(offset(versions), versionCount, texts));
        }

        private List<String> versions(int start, long files, int texts) {
            List<String> versions = new ArrayList<>();
            int file = start;
            for (long i = 0; i < files; i++) {
                int version = file + bytes.getInt(file + 8);
                for (int j = Short.toUnsignedInt(bytes.getShort(file + 2)); j > 0; j--) {
                    versions.add(text(texts + bytes.getInt(version + 8)));
                    version += bytes.getInt(version + 12);
                }
                file += bytes.getInt(file + 12);
            }
            return versions;
        }

        private int machine() {
            return Short.toUnsignedInt(bytes.getShort(18));
        }

        /** The place in the file of an address of the running program. */
        private int offset(long address) {
            return loaded.stream()
                    .filter(segment -> address >= segment.address() && address - segment.address() < segment.size())
                    .findFirst()
                    .map(segment -> Math.toIntExact(address - segment.address() + segment.offset()))
                    .orElseThrow(IllegalArgumentException::new);
        }

        private String text(int at) {
            int end = at;
            while (bytes.get(end) != 0) {
                end++;
            }
            byte[] text = new byte[end - at];
            bytes.get(at, text);
            return new String(text, StandardCharsets.US_ASCII);
        }
    }
}
