package io.jenkins.lib.containergate.cli.drift;

import io.jenkins.lib.containergate.arn.Arn;
import io.jenkins.lib.containergate.aws.CloudLookups;
import io.jenkins.lib.containergate.awssdk.AwsAccess;
import io.jenkins.lib.containergate.awssdk.AwsSession;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.cli.ExitCode;
import io.jenkins.lib.containergate.cli.UsageException;
import io.jenkins.lib.containergate.cli.image.JudgedImage;
import io.jenkins.lib.containergate.cli.image.KnowledgeLoader;
import io.jenkins.lib.containergate.cli.image.VerdictPrinter;
import io.jenkins.lib.containergate.cli.image.Workspace;
import io.jenkins.lib.containergate.cli.network.AwsConnections;
import io.jenkins.lib.containergate.cli.options.DurationConverter;
import io.jenkins.lib.containergate.cli.options.LayerOptions;
import io.jenkins.lib.containergate.cli.options.OutputOptions;
import io.jenkins.lib.containergate.cli.options.SecretRuleOptions;
import io.jenkins.lib.containergate.cli.options.VulnerabilityOptions;
import io.jenkins.lib.containergate.cli.output.ProgressLine;
import io.jenkins.lib.containergate.cli.output.Terminal;
import io.jenkins.lib.containergate.cli.registry.RegistryOptions;
import io.jenkins.lib.containergate.cli.signature.SignatureOptions;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.gate.AttestedVerdicts;
import io.jenkins.lib.containergate.gate.Reevaluation;
import io.jenkins.lib.containergate.gate.drift.DriftCheck;
import io.jenkins.lib.containergate.gate.drift.DriftGate;
import io.jenkins.lib.containergate.gate.drift.FleetCheck;
import io.jenkins.lib.containergate.ledger.Ledger;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.progress.ProgressListener;
import io.jenkins.lib.containergate.registry.RegistryClient;
import io.jenkins.lib.containergate.secret.catalogue.CustomRule;
import io.jenkins.lib.containergate.source.ImageLocation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gate drift}: is what runs what passed? */
@Command(
        name = "drift",
        description = "Check whether what runs in a cluster is what passed, and would pass today.",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  gate drift --cluster prod --policy org.yaml",
            "  gate drift --cluster prod --service shop --policy org.yaml --out reports",
            "  gate drift --all-clusters --policy org.yaml --aws-role arn:aws:iam::123456789012:role/gate",
            "  gate drift --account arn:aws:iam::111122223333:role/gate@eu-central-1,us-east-1 --policy org.yaml"
        })
public final class DriftCommand implements Callable<Integer> {
    /** The command is about no image of its own, so no registry gets the login of the options but by Docker's configuration. */
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
    private OutputOptions output = new OutputOptions();

    private final Terminal terminal;
    private final Clock clock;

    DriftCommand(Terminal terminal, Clock clock) {
        this.terminal = terminal;
        this.clock = clock;
    }

    @Override
    public Integer call() throws GateException, IOException, InterruptedException {
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
        EffectivePolicy policy = signatures.policy(layers.policies(), layers.waivers(), "**", clock);
        List<JudgedImage> judged;
        try (ProgressLine progress = new ProgressLine(terminal.err(), terminal.interactive(), System::nanoTime)) {
            judged = check(policy, progress).stream()
                    .map(verdict -> new JudgedImage(verdict, Optional.empty()))
                    .toList();
        }
        new VerdictPrinter(terminal, output).print(judged);
        return ExitCode.of(judged.stream()
                .map(each -> each.verdict().outcome())
                .reduce(Outcome::worse)
                .orElse(Outcome.ERROR));
    }

    private List<Verdict> check(EffectivePolicy policy, ProgressListener progress)
            throws GateException, IOException, InterruptedException {
        Deadline end = Deadline.after(deadline, clock);
        try (Workspace workspace = Workspace.create()) {
            return accounts.areNamed()
                    ? List.of(fleet(policy, workspace, end, progress))
                    : clusters(policy, workspace, end, progress);
        } catch (UsageException e) {
            throw e;
        } catch (GateException e) {
            return List.of(new DriftGate(policy, clock).unreadable(subject(), e));
        }
    }

    private String subject() {
        return accounts.areNamed()
                ? "all clusters of the accounts"
                : allClusters ? "all clusters" : "cluster " + String.join(", ", clusters);
    }

    /** One verdict for each. */
    private List<Verdict> clusters(EffectivePolicy policy, Workspace workspace, Deadline end, ProgressListener progress)
            throws GateException, InterruptedException {
        try (AwsSession session = AwsConnections.open(access())) {
            CloudLookups aws = session.lookups();
            DriftCheck check = new DriftCheck(
                    access(policy, registries.client(NO_IMAGE, clock), workspace, end)
                            .of(aws),
                    policy,
                    clock,
                    progress);
            List<Verdict> verdicts = new ArrayList<>();
            for (String cluster : allClusters ? aws.ecs().clusters(end).required() : clusters) {
                verdicts.add(check.check(cluster, service, end));
            }
            if (verdicts.isEmpty()) {
                throw new GateException("there is no cluster", "check the account and the region");
            }
            return verdicts;
        }
    }

    /** One verdict on all of them. */
    private Verdict fleet(EffectivePolicy policy, Workspace workspace, Deadline end, ProgressListener progress)
            throws GateException, InterruptedException {
        List<AccountOptions.Place> places = accounts.places(registries.aws().access());
        Map<String, AwsAccess> numbered = new HashMap<>();
        places.forEach(place -> place.number().ifPresent(number -> numbered.putIfAbsent(number, place.access())));
        Common common = access(policy, registries.client(numbered, clock), workspace, end);
        List<FleetCheck.Place> opened = new ArrayList<>();
        for (AccountOptions.Place place : places) {
            opened.add(new FleetCheck.Place(place.name(), () -> {
                AwsSession session = AwsConnections.open(place.access());
                return new FleetConnection(session, common.of(session.lookups()));
            }));
        }
        return new FleetCheck(policy, accounts.atOnce(), clock, progress).check(subject(), opened, end);
    }

    /** Closes its session. */
    private record FleetConnection(AwsSession session, DriftCheck.Access access) implements FleetCheck.Connection {
        @Override
        public void close() {
            session.close();
        }
    }

    /** What all clusters are checked with. */
    @FunctionalInterface
    private interface Common {
        DriftCheck.Access of(CloudLookups aws);
    }

    private Common access(EffectivePolicy policy, RegistryClient client, Workspace workspace, Deadline end)
            throws GateException {
        AttestedVerdicts verdicts =
                signatures.gate(policy, client, registries, end, clock).verdicts();
        Optional<Reevaluation> again = new DriftGate(policy, clock).comparesAgain()
                ? Optional.of(
                        new Reevaluation(new KnowledgeLoader(vulnerabilities, policy, clock).load(), policy, clock))
                : Optional.empty();
        Optional<Ledger> ledger = output.ledger();
        List<CustomRule> rules = secretRules.read();
        return aws -> new DriftCheck.Access(
                aws,
                image -> client,
                workspace.directory(),
                verdicts,
                again,
                ledger,
                rules,
                DriftCheck.Threads.defaults());
    }

    /** An ARN says in which region its cluster is. */
    private AwsAccess access() throws UsageException {
        AwsAccess access = registries.aws().access();
        Optional<String> named = clusters.stream()
                .flatMap(cluster -> Arn.of(cluster).stream())
                .map(Arn::region)
                .findFirst();
        return new AwsAccess(access.profile(), access.role(), access.region().or(() -> named), access.endpoint());
    }
}
