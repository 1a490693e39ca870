package io.jenkins.lib.containergate.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Properties;

/**
 * The servers of {@link DriftBenchmark}, in a process of their own. They end with the standard input.
 *
 * <p>{@code java ... DriftServer DIRECTORY FLEET MILLISECONDS}
 */
final class DriftServer {
    static final String FILE = "server.properties";
    static final String POLICY = "policy";
    static final String ENDPOINT = "endpoint";
    static final String REGISTRY = "registry";

    private DriftServer() {}

    public static void main(String[] arguments) throws Exception {
        // else a delayed acknowledgement adds 40 ms to each call
        System.setProperty("sun.net.httpserver.nodelay", "true");
        Path directory = Path.of(arguments[0]);
        Fleet fleet = Fleet.parse(arguments[1]);
        Duration latency = Duration.ofMillis(Long.parseLong(arguments[2]));
        try (SyntheticImages images = new SyntheticImages(fleet.images(), latency);
                SyntheticAws aws = new SyntheticAws(fleet, images, latency)) {
            Properties properties = new Properties();
            properties.setProperty(POLICY, images.policy());
            properties.setProperty(ENDPOINT, aws.endpoint().toString());
            properties.setProperty(REGISTRY, images.authority());
            Path written = directory.resolve(FILE + ".new");
            try (var out = Files.newBufferedWriter(written)) {
                properties.store(out, null);
            }
            Files.move(written, directory.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
            while (System.in.read() >= 0) {
                System.out.println(aws.calls() + "; registry: " + images.requests());
            }
        }
        System.exit(0);
    }
}
