package io.jenkins.lib.containergate.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How long something took.
 *
 * @param wall on the clock
 * @param cpu of all threads of this program and of the programs it ran
 */
record Measurement(Duration wall, Duration cpu) {
    /** Something worth measuring. */
    interface Work {
        void run() throws Exception;
    }

    static Measurement of(Work work) throws Exception {
        long cpuBefore = cpuNanos();
        long before = System.nanoTime();
        work.run();
        return new Measurement(Duration.ofNanos(System.nanoTime() - before), Duration.ofNanos(cpuNanos() - cpuBefore));
    }

    /** The shorter of both times, which need not be of one run: each is disturbed by other things. */
    Measurement best(Measurement other) {
        return new Measurement(
                wall.compareTo(other.wall) <= 0 ? wall : other.wall, cpu.compareTo(other.cpu) <= 0 ? cpu : other.cpu);
    }

    double ratio(Measurement other) {
        return (double) wall.toNanos() / Math.max(1, other.wall.toNanos());
    }

    double cpuRatio(Measurement other) {
        return (double) cpu.toNanos() / Math.max(1, other.cpu.toNanos());
    }

    private static long cpuNanos() throws IOException {
        long own =
                ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                        ? system.getProcessCpuTime()
                        : 0;
        return own + childrenNanos();
    }

    /** Of programs that ended, where the system tells; see proc(5), cutime and cstime, in hundredths of a second. */
    static long childrenNanos() throws IOException {
        Path stat = Path.of("/proc/self/stat");
        if (!Files.isReadable(stat)) {
            return 0;
        }
        String text = Files.readString(stat);
        String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[13]) + Long.parseLong(fields[14])) * 10_000_000;
    }
}
