package io.jenkins.lib.containergate.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** Most memory that a process ever held, where the system tells; see proc(5), VmHWM. */
final class PeakMemory {
    private static final long MILLIS_BETWEEN_LOOKS = 20;

    private PeakMemory() {}

    static OptionalLong ofThisProcess() {
        return of("self");
    }

    /** Waits for the end of a process; what it took in its last moment is not seen. */
    static OptionalLong untilTheEnd(Process process) throws InterruptedException {
        OptionalLong most = OptionalLong.empty();
        while (!process.waitFor(MILLIS_BETWEEN_LOOKS, TimeUnit.MILLISECONDS)) {
            OptionalLong now = of(Long.toString(process.pid()));
            most = now.isPresent() ? now : most;
        }
        return most;
    }

    private static OptionalLong of(String process) {
        try {
            return Files.readAllLines(Path.of("/proc", process, "status")).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                    .findFirst();
        } catch (IOException e) {
            // the process has ended, or there is no such file system
            return OptionalLong.empty();
        }
    }
}
