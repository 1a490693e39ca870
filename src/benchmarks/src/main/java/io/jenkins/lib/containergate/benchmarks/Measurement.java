package io.jenkins.lib.containergate.benchmarks;

import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * How long something took.
 *
 * @param wall on the clock
 * @param cpu of all threads of this program; zero for another program
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

    Measurement best(Measurement other) {
        return wall.compareTo(other.wall) <= 0 ? this : other;
    }

    double ratio(Measurement other) {
        return (double) wall.toNanos() / Math.max(1, other.wall.toNanos());
    }

    double cpuRatio(Measurement other) {
        return (double) cpu.toNanos() / Math.max(1, other.cpu.toNanos());
    }

    private static long cpuNanos() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getProcessCpuTime()
                : 0;
    }
}
