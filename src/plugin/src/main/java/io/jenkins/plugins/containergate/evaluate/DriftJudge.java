package io.jenkins.plugins.containergate.evaluate;

import io.jenkins.lib.containergate.aws.CloudLookups;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.gate.Reevaluation;
import io.jenkins.lib.containergate.gate.SignatureGate;
import io.jenkins.lib.containergate.gate.drift.DriftCheck;
import io.jenkins.lib.containergate.gate.drift.DriftGate;
import io.jenkins.lib.containergate.gate.drift.FleetCheck;
import io.jenkins.lib.containergate.gate.drift.KeptDefinitions;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.ledger.Ledger;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.progress.ProgressListener;
import io.jenkins.lib.containergate.registry.RegistryClient;
import io.jenkins.lib.containergate.secret.catalogue.CustomRule;
import io.jenkins.plugins.containergate.access.ControllerRegistries;
import io.jenkins.plugins.containergate.access.OrganisationAccounts;
import io.jenkins.plugins.containergate.aws.AwsConnection;
import io.jenkins.plugins.containergate.aws.AwsConnector;
import io.jenkins.plugins.containergate.aws.AwsNeed;
import io.jenkins.plugins.containergate.build.ControllerLedger;
import io.jenkins.plugins.containergate.build.GateContext;
import io.jenkins.plugins.containergate.build.GateLog;
import io.jenkins.plugins.containergate.build.ProgressLog;
import io.jenkins.plugins.containergate.build.TemporaryDirectory;
import io.jenkins.plugins.containergate.config.AwsAccount;
import io.jenkins.plugins.containergate.config.ContainerGateConfiguration;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import jenkins.security.HMACConfidentialKey;

/**
 * Checks what runs in a cluster. All of it happens on the controller, which has the accounts and the keys: no layer of an
 * image is read.
 */
public final class DriftJudge {
    static final Duration DEADLINE = Duration.ofMinutes(30);
    static final Duration FLEET_DEADLINE = Duration.ofHours(4);
    /** Accounts and regions that are read at the same time. */
    static final int PLACES = 8;

    /** Bytes of cached task definitions. */
    private static final long DEFINITIONS = 256L << 20;

    private static final HMACConfidentialKey KEY =
            new HMACConfidentialKey("io.jenkins.plugins.containergate.evaluate.DriftJudge.definitions");

    private final GateContext context;
    private final EffectivePolicy policy;
    private final Clock clock;

    public DriftJudge(GateContext context, EffectivePolicy policy, Clock clock) {
        this.context = context;
        this.policy = policy;
        this.clock = clock;
    }

    /** Whatever goes wrong is an ERROR verdict. */
    public List<Judged> judge(DriftRequest request) throws IOException, InterruptedException {
        String cluster = request.getCluster();
        String subject = cluster == null ? "all clusters" : "cluster " + cluster;
        try (TemporaryDirectory temporary =
                TemporaryDirectory.in(Jenkins.get().getRootDir().toPath().resolve("container-gate"))) {
            return List.of(
                    Judged.of(cluster == null ? fleet(request, temporary) : cluster(request, cluster, temporary)));
        } catch (GateException e) {
            return List.of(Judged.of(new DriftGate(policy, clock).unreadable(subject, e)));
        }
    }

    private Verdict cluster(DriftRequest request, String cluster, TemporaryDirectory temporary)
            throws GateException, IOException, InterruptedException {
        Optional<String> service = Optional.ofNullable(request.getService());
        List<String> names = Stream.concat(Stream.of(cluster), service.stream()).toList();
        try (AwsConnection aws = EcsConnection.open(request.getAwsAccount(), names)) {
            DriftCheck.Access access = common(request, temporary, DEADLINE).of(aws.lookups());
            return new DriftCheck(access, policy, clock, progress())
                    .check(cluster, service, Deadline.after(DEADLINE, clock));
        }
    }

    /** Every cluster of the account that is named, or of all of the organisation's accounts, in all their regions. */
    private Verdict fleet(DriftRequest request, TemporaryDirectory temporary)
            throws GateException, IOException, InterruptedException {
        return new FleetCheck(policy, PLACES, clock, progress())
                .check(
                        fleet(request),
                        places(request, common(request, temporary, FLEET_DEADLINE)),
                        Deadline.after(FLEET_DEADLINE, clock));
    }

    /** For people. */
    static String fleet(DriftRequest request) {
        String name = request.getAwsAccount();
        return name == null ? "all clusters of all accounts" : "all clusters of the account " + name;
    }

    static List<FleetCheck.Place> places(DriftRequest request, Common common) throws GateException {
        String name = request.getAwsAccount();
        List<AwsAccount> accounts = name == null
                ? ContainerGateConfiguration.get().getAwsAccounts()
                : List.of(OrganisationAccounts.named(name));
        List<FleetCheck.Place> places = new ArrayList<>();
        for (AwsAccount account : accounts) {
            if (account.getRegions().isEmpty()) {
                places.add(new FleetCheck.Place(account.getName(), () -> {
                    throw new GateException(
                            "the AWS account " + account.getName() + " has no region",
                            "have an administrator name its regions under Manage Jenkins, Security, Container gate");
                }));
            }
            for (String region : account.getRegions()) {
                places.add(new FleetCheck.Place(account.getName() + "/" + region, () -> {
                    AwsConnection aws = AwsConnector.open(account, Optional.of(region), AwsNeed.LOOKUPS);
                    return new FleetConnection(aws, common.of(aws.lookups()));
                }));
            }
        }
        return places;
    }

    ProgressListener progress() {
        ProgressLog log = new ProgressLog(new GateLog(context.listener()));
        return event -> {
            synchronized (log) {
                log.on(event);
            }
        };
    }

    /** Closes its connection. */
    private record FleetConnection(AwsConnection aws, DriftCheck.Access access) implements FleetCheck.Connection {
        @Override
        public void close() {
            aws.close();
        }
    }

    /** What all clusters are checked with. */
    @FunctionalInterface
    interface Common {
        DriftCheck.Access of(CloudLookups aws);
    }

    /** @param allowed for everything */
    Common common(DriftRequest request, TemporaryDirectory temporary, Duration allowed)
            throws GateException, IOException, InterruptedException {
        SignatureGate signatures = new SignatureJudge(context, policy, request.getAwsAccount(), allowed, clock).gate();
        Registries registries = new Registries(new ControllerRegistries(context, request.getAwsAccount(), clock));
        Optional<Reevaluation> again = new DriftGate(policy, clock).comparesAgain()
                ? Optional.of(new Reevaluation(
                        new ScanKnowledge(context, policy, clock)
                                .load(AskedSources.of(request.getTrivyServer(), request.getAwsAccount())),
                        policy,
                        clock))
                : Optional.empty();
        Optional<Ledger> ledger = Optional.of(ControllerLedger.open());
        List<CustomRule> rules = SecretsOfImages.rules(policy).customRules();
        DriftCheck.Shared shared = new DriftCheck.Shared(definitions());
        return aws -> new DriftCheck.Access(
                aws,
                registries::of,
                temporary.path(),
                signatures,
                again,
                ledger,
                rules,
                DriftCheck.Threads.defaults(),
                shared);
    }

    /** Encrypted, because builds on the controller's own node run as the same user. Without them a check is only slower. */
    private Optional<KeptDefinitions> definitions() {
        Path directory =
                Jenkins.get().getRootDir().toPath().resolve("container-gate").resolve("task-definitions");
        try {
            return Optional.of(KeptDefinitions.open(directory, DEFINITIONS, clock)
                    .encrypted(KEY.mac("definitions".getBytes(StandardCharsets.UTF_8))));
        } catch (GateException e) {
            new GateLog(context.listener())
                    .line("task definitions are not cached: " + GateLog.ofEngine(e.getMessage()));
            return Optional.empty();
        }
    }

    /** One client, and so one login, for each repository. */
    private static final class Registries {
        private final ControllerRegistries registries;
        private final Map<String, RegistryClient> clients = new HashMap<>();

        Registries(ControllerRegistries registries) {
            this.registries = registries;
        }

        synchronized RegistryClient of(ImageReference image) throws GateException, InterruptedException {
            RegistryClient known = clients.get(image.repository());
            if (known == null) {
                known = registries.client(image, null);
                clients.put(image.repository(), known);
            }
            return known;
        }
    }
}
