package io.jenkins.lib.containergate.cli.drift;

import io.jenkins.lib.containergate.arn.Arn;
import io.jenkins.lib.containergate.aws.CloudLookups;
import io.jenkins.lib.containergate.awssdk.AwsAccess;
import io.jenkins.lib.containergate.awssdk.AwsSession;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.cli.UsageException;
import io.jenkins.lib.containergate.cli.image.AwsScanLoader;
import io.jenkins.lib.containergate.cli.image.KnowledgeLoader;
import io.jenkins.lib.containergate.cli.image.Workspace;
import io.jenkins.lib.containergate.cli.network.AwsConnections;
import io.jenkins.lib.containergate.cli.options.CacheOptions;
import io.jenkins.lib.containergate.cli.options.DurationConverter;
import io.jenkins.lib.containergate.cli.options.LayerOptions;
import io.jenkins.lib.containergate.cli.options.SecretRuleOptions;
import io.jenkins.lib.containergate.cli.options.VulnerabilityOptions;
import io.jenkins.lib.containergate.cli.registry.RegistryOptions;
import io.jenkins.lib.containergate.cli.signature.SignatureOptions;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.gate.Reevaluation;
import io.jenkins.lib.containergate.gate.SignatureGate;
import io.jenkins.lib.containergate.gate.drift.DriftCheck;
import io.jenkins.lib.containergate.gate.drift.DriftGate;
import io.jenkins.lib.containergate.gate.drift.FleetCheck;
import io.jenkins.lib.containergate.ledger.Ledger;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.registry.RegistryClient;
import io.jenkins.lib.containergate.secret.catalogue.CustomRule;
import io.jenkins.lib.containergate.source.ImageLocation;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which clusters are checked, under which policy, and how ECS and the registries are reached. */
final class ClusterOptions {
    /** The commands are about no image of its own, so no registry gets the login of the options but by Docker's configuration. */
    private static final ImageLocation NO_IMAGE = new ImageLocation.OciLayout("", Path.of(""), Optional.empty());

    @Option(names = "--cluster", paramLabel = "NAME|ARN", description = "Cluster to check. Repeatable.")
    private List<String> clusters = List.of();

    @Option(names = "--service", paramLabel = "NAME", description = "Only the tasks of this service of the cluster.")
    private Optional<String> service = Optional.empty();

    @Option(names = "--all-clusters", description = "Check every cluster of the account in the region.")
    private boolean allClusters;

    @Mixin
    private AccountOptions accounts = new AccountOptions();

    @Mixin
    private LayerOptions layers = new LayerOptions();

    @Option(
            names = "--deadline",
            paramLabel = "TIME",
            defaultValue = "30m",
            converter = DurationConverter.class,
            description = "Time for everything (90s, 10m, 2h); default ${DEFAULT-VALUE}. Past it: ERROR.")
    private Duration deadline = Duration.ofMinutes(30);

    @Mixin
    private SignatureOptions signatures = new SignatureOptions();

    @Mixin
    private SecretRuleOptions secretRules = new SecretRuleOptions();

    @Mixin
    private VulnerabilityOptions vulnerabilities = new VulnerabilityOptions();

    @Mixin
    private RegistryOptions registries = new RegistryOptions();

    @Mixin
    private CacheOptions cache = new CacheOptions();

    /** @throws UsageException when the options do not say which clusters */
    EffectivePolicy policy(Clock clock) throws GateException {
        long ways = Stream.of(!clusters.isEmpty(), allClusters, accounts.areNamed())
                .filter(given -> given)
                .count();
        if (ways != 1) {
            throw new UsageException(
                    ways == 0 ? "no cluster is named" : "clusters are named in several ways",
                    "give --cluster NAME, --all-clusters, or --account ROLE@REGION");
        }
        if (service.isPresent() && clusters.size() != 1) {
            throw new UsageException("--service is given without one cluster", "name its cluster with --cluster");
        }
        return signatures.policy(layers.policies(), layers.waivers(), "**", clock);
    }

    /** The clusters, for people. */
    String subject() {
        return accounts.areNamed()
                ? "all clusters of the accounts"
                : allClusters ? "all clusters" : "cluster " + String.join(", ", clusters);
    }

    Deadline end(Clock clock) {
        return Deadline.after(deadline, clock);
    }

    Optional<String> service() {
        return service;
    }

    AccountOptions accounts() {
        return accounts;
    }

    /** The clusters of the one account that is not named. */
    List<String> clusters(CloudLookups aws, Deadline end) throws GateException, InterruptedException {
        List<String> all = allClusters ? aws.ecs().clusters(end).required() : clusters;
        if (all.isEmpty()) {
            throw new GateException("there is no cluster", "check the account and the region");
        }
        return all;
    }

    /** The accounts and regions that are named. */
    List<AccountOptions.Place> places() throws UsageException {
        return accounts.places(registries.aws().access());
    }

    /** What all clusters are checked with, in one account and region. */
    @FunctionalInterface
    interface Means {
        DriftCheck.Access of(CloudLookups aws);
    }

    Means means(EffectivePolicy policy, Optional<Ledger> ledger, Workspace workspace, Deadline end, Clock clock)
            throws GateException {
        Map<String, AwsAccess> numbered = new HashMap<>();
        places().forEach(place -> place.number().ifPresent(number -> numbered.putIfAbsent(number, place.access())));
        RegistryClient client =
                accounts.areNamed() ? registries.client(numbered, clock) : registries.client(NO_IMAGE, clock);
        SignatureGate gate = signatures.gate(policy, client, registries, end, clock);
        Optional<Reevaluation> again = new DriftGate(policy, clock).comparesAgain()
                ? Optional.of(new Reevaluation(
                        new KnowledgeLoader(
                                        vulnerabilities,
                                        policy,
                                        new AwsScanLoader(registries.aws().access(), numbered),
                                        clock)
                                .load(),
                        policy,
                        clock))
                : Optional.empty();
        List<CustomRule> rules = secretRules.read();
        DriftCheck.Shared shared = new DriftCheck.Shared(CachedDefinitions.of(cache, System.getenv(), clock));
        return aws -> new DriftCheck.Access(
                aws,
                image -> client,
                workspace.directory(),
                gate,
                again,
                ledger,
                rules,
                DriftCheck.Threads.defaults(),
                shared);
    }

    /** The accounts and regions that are named, each with what its clusters are checked with. */
    List<FleetCheck.Place> places(Means means) throws UsageException {
        List<FleetCheck.Place> opened = new ArrayList<>();
        for (AccountOptions.Place place : places()) {
            opened.add(new FleetCheck.Place(place.name(), () -> {
                AwsSession session = AwsConnections.open(place.access());
                return new FleetConnection(session, means.of(session.lookups()));
            }));
        }
        return opened;
    }

    /** Closes its session. */
    private record FleetConnection(AwsSession session, DriftCheck.Access access) implements FleetCheck.Connection {
        @Override
        public void close() {
            session.close();
        }
    }

    /** An ARN says in which region its cluster is. */
    AwsAccess access() throws UsageException {
        AwsAccess access = registries.aws().access();
        Optional<String> named = clusters.stream()
                .flatMap(cluster -> Arn.of(cluster).stream())
                .map(Arn::region)
                .findFirst();
        return new AwsAccess(access.profile(), access.role(), access.region().or(() -> named), access.endpoint());
    }
}
