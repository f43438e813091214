package dev.claimsverdict.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Figures of a process from Linux' {@code /proc}. Each method throws IOException once the process has ended. */
public final class ProcessFigures {

    private static final long NANOS_PER_TICK = 10_000_000;

    private final Path proc;

    /** The figures of this process. */
    public ProcessFigures(Process process) {
        this.proc = Path.of("/proc/" + process.pid());
    }

    /**
     * The processor time used so far. The scheduler counts each thread's time in nanoseconds, but drops it when the
     * thread ends. The process's user and system time includes ended threads, but counts in ticks of 10 ms, rounded
     * down. Neither can be too large, so the larger one is closer.
     */
    public long cpuNanos() throws IOException {
        long threads = 0;
        try (Stream<Path> tasks = Files.list(proc.resolve("task"))) {
            for (Path task : tasks.toList()) {
                try {
                    threads += Long.parseLong(
                            Files.readString(task.resolve("schedstat")).split(" ")[0]);
                } catch (IOException _) {
                    // The thread has ended since it was listed.
                }
            }
        }
        String stat = Files.readString(proc.resolve("stat"));
        // The command's name, in parentheses, may have spaces. The fields utime and stime have the numbers 14 and 15.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        long ticks = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
        return Math.max(threads, ticks * NANOS_PER_TICK);
    }

    /** Resident memory in KiB. */
    public long residentKib() throws IOException {
        return kib("VmRSS:");
    }

    /** The peak of resident memory in KiB. */
    public long peakKib() throws IOException {
        return kib("VmHWM:");
    }

    private long kib(String name) throws IOException {
        for (String line : Files.readAllLines(proc.resolve("status"))) {
            if (line.startsWith(name)) {
                return Long.parseLong(line.replaceAll("[^0-9]", ""));
            }
        }
        throw new IOException("the process has ended");
    }
}
