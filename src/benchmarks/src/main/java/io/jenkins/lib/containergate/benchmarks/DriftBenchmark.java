package io.jenkins.lib.containergate.benchmarks;

import io.jenkins.lib.containergate.awssdk.AwsAccess;
import io.jenkins.lib.containergate.awssdk.AwsSession;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.gate.SignatureGate;
import io.jenkins.lib.containergate.gate.drift.DriftCheck;
import io.jenkins.lib.containergate.gate.drift.FleetCheck;
import io.jenkins.lib.containergate.gate.drift.KeptDefinitions;
import io.jenkins.lib.containergate.http.HttpClients;
import io.jenkins.lib.containergate.http.HttpLimits;
import io.jenkins.lib.containergate.http.HttpTransport;
import io.jenkins.lib.containergate.http.InsecureHosts;
import io.jenkins.lib.containergate.http.Pause;
import io.jenkins.lib.containergate.http.TlsTrust;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.progress.ProgressListener;
import io.jenkins.lib.containergate.registry.RegistryClient;
import io.jenkins.lib.containergate.registry.auth.RegistryCredentials;
import io.jenkins.lib.containergate.signature.notation.RevocationCheck;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/**
 * Checks what runs against servers in another process that take 50 ms for each call and limit the rate of calls as AWS does: the
 * design wants 2,000 services, 20,000 tasks and 3,000 digests in 60 s. Every image has a signed verdict. It checks twice, each
 * time in a process of its own: first without a cache of task definitions, then with what the first run left there.
 *
 * <p>{@code java ... DriftBenchmark [ACCOUNTS,CLUSTERS,SERVICES,TASKS,IMAGES [ACCOUNTS_AT_ONCE [MILLISECONDS]]]}: clusters of
 * each account, services of each cluster, tasks of each service, images of all together.
 */
public final class DriftBenchmark {
    private static final String WANTED = "1,1,2000,10,3000";
    /** First argument of the process that checks. */
    private static final String CHECK = "check";

    private DriftBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments.length > 0 && arguments[0].equals(CHECK)) {
            check(Path.of(arguments[1]), Fleet.parse(arguments[2]), Integer.parseInt(arguments[3]));
            return;
        }
        Fleet fleet = Fleet.parse(arguments.length > 0 ? arguments[0] : WANTED);
        String atOnce = arguments.length > 1 ? arguments[1] : "8";
        String latency = arguments.length > 2 ? arguments[2] : "50";
        Path directory = Files.createTempDirectory("drift");
        Process server = java(List.of(DriftServer.class.getName(), directory.toString(), fleet.toString(), latency))
                .start();
        try (BufferedReader told =
                new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8))) {
            while (!Files.exists(directory.resolve(DriftServer.FILE))) {
                if (!server.isAlive()) {
                    throw new IllegalStateException("the server did not start");
                }
                Thread.sleep(100);
            }
            for (String run : List.of("without a cache", "with the cache of the first run")) {
                System.out.println(run);
                List<String> command =
                        new ArrayList<>(ManagementFactory.getRuntimeMXBean().getInputArguments());
                command.addAll(
                        List.of(DriftBenchmark.class.getName(), CHECK, directory.toString(), fleet.toString(), atOnce));
                java(command).inheritIO().start().waitFor();
                server.getOutputStream().write('\n');
                server.getOutputStream().flush();
                System.out.println("calls in all: " + told.readLine());
            }
        } finally {
            server.getOutputStream().close();
            server.waitFor();
            try (Stream<Path> all = Files.walk(directory)) {
                for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
    }

    private static ProcessBuilder java(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path")));
        command.addAll(arguments);
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    }

    private static void check(Path directory, Fleet fleet, int atOnce) throws Exception {
        Properties properties = new Properties();
        try (var in = Files.newBufferedReader(directory.resolve(DriftServer.FILE))) {
            properties.load(in);
        }
        List<Verdict> verdicts = new ArrayList<>();
        Measurement measured = Measurement.of(() -> verdicts.add(check(fleet, atOnce, properties, directory)));
        Verdict verdict = verdicts.get(0);
        System.out.printf(
                "%s: %s, %s%n%.1f s, %.1f s of processor time, at most %d MiB of heap%n",
                fleet,
                verdict.outcome(),
                verdict.gates().get(0).account(),
                measured.wall().toMillis() / 1000.0,
                measured.cpu().toMillis() / 1000.0,
                peak() >> 20);
        if (verdict.outcome() != Outcome.PASS) {
            System.out.println(verdict.gates().get(0).reason());
        }
    }

    private static long peak() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(usage -> usage.getUsed())
                .sum();
    }

    private static Verdict check(Fleet fleet, int atOnce, Properties server, Path temporary) throws Exception {
        EffectivePolicy policy = SyntheticImages.effective(server.getProperty(DriftServer.POLICY));
        Clock clock = Clock.systemUTC();
        SignatureGate signatures = new SignatureGate(policy, Optional.empty(), RevocationCheck.offline(), clock);
        DriftCheck.Shared shared = new DriftCheck.Shared(
                Optional.of(KeptDefinitions.open(temporary.resolve("task-definitions"), 256 << 20, clock)));
        HttpTransport transport = new HttpTransport(
                HttpClients.create(ProxySelector.getDefault(), Optional.empty(), TlsTrust.with(List.of())),
                InsecureHosts.at(List.of(server.getProperty(DriftServer.REGISTRY))),
                HttpLimits.defaults(),
                clock,
                Pause.sleeping());
        RegistryClient registries = new RegistryClient(transport, RegistryCredentials.none());
        List<FleetCheck.Place> places = new ArrayList<>();
        for (int i = 0; i < fleet.accounts(); i++) {
            String account = String.format(Locale.ROOT, "%012d", i);
            places.add(new FleetCheck.Place(account, () -> {
                AwsSession session = AwsSession.withCredentials(
                        new AwsAccess(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(Fleet.REGION),
                                Optional.of(URI.create(server.getProperty(DriftServer.ENDPOINT)))),
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(account, "testing")),
                        UrlConnectionHttpClient.create());
                return new Connected(
                        session,
                        new DriftCheck.Access(
                                session.lookups(),
                                image -> registries,
                                temporary,
                                signatures,
                                Optional.empty(),
                                Optional.empty(),
                                List.of(),
                                DriftCheck.Threads.defaults(),
                                shared));
            }));
        }
        return new FleetCheck(policy, atOnce, clock, ProgressListener.none())
                .check("all accounts", places, Deadline.after(Duration.ofHours(1), clock));
    }

    private record Connected(AwsSession session, DriftCheck.Access access) implements FleetCheck.Connection {
        @Override
        public void close() {
            session.close();
        }
    }
}
