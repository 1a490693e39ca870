package io.jenkins.plugins.containergate.evaluate;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.gate.VulnerabilityKnowledge;
import io.jenkins.lib.containergate.gate.drift.DriftCheck;
import io.jenkins.lib.containergate.gate.drift.DriftGate;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.registry.RegistryClient;
import io.jenkins.plugins.containergate.access.ControllerRegistries;
import io.jenkins.plugins.containergate.aws.AwsConnection;
import io.jenkins.plugins.containergate.build.ControllerLedger;
import io.jenkins.plugins.containergate.build.GateContext;
import io.jenkins.plugins.containergate.build.GateLog;
import io.jenkins.plugins.containergate.build.ProgressLog;
import io.jenkins.plugins.containergate.build.TemporaryDirectory;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import org.jspecify.annotations.Nullable;

/**
 * Checks what runs in a cluster. All of it happens on the controller, which has the accounts and the keys: no layer of an
 * image is read.
 */
public final class DriftJudge {
    private static final Duration DEADLINE = Duration.ofMinutes(30);
    private static final int THREADS = 16;

    private final GateContext context;
    private final EffectivePolicy policy;
    private final Clock clock;

    public DriftJudge(GateContext context, EffectivePolicy policy, Clock clock) {
        this.context = context;
        this.policy = policy;
        this.clock = clock;
    }

    /** Whatever goes wrong is an ERROR verdict. */
    public List<Judged> judge(
            String cluster, @Nullable String service, @Nullable String awsAccount, @Nullable String trivyServer)
            throws IOException, InterruptedException {
        DriftGate gate = new DriftGate(policy, clock);
        List<String> names = Stream.of(cluster, service == null ? "" : service).toList();
        try (TemporaryDirectory temporary = TemporaryDirectory.in(
                        Jenkins.get().getRootDir().toPath().resolve("container-gate"));
                AwsConnection aws = EcsConnection.open(awsAccount, names)) {
            Registries registries = new Registries(new ControllerRegistries(context, awsAccount, clock));
            DriftCheck check = new DriftCheck(
                    new DriftCheck.Access(
                            aws.lookups(),
                            registries::of,
                            temporary.path(),
                            new SignatureJudge(context, policy, awsAccount, clock).verdicts(),
                            knowledge(gate, trivyServer),
                            Optional.of(ControllerLedger.open()),
                            SecretsOfImages.rules(policy).customRules(),
                            THREADS),
                    policy,
                    clock,
                    new ProgressLog(new GateLog(context.listener())));
            return List.of(
                    Judged.of(check.check(cluster, Optional.ofNullable(service), Deadline.after(DEADLINE, clock))));
        } catch (GateException e) {
            return List.of(Judged.of(gate.unreadable("cluster " + cluster, e)));
        }
    }

    private Optional<VulnerabilityKnowledge> knowledge(DriftGate gate, @Nullable String trivyServer)
            throws GateException, IOException, InterruptedException {
        return gate.comparesAgain()
                ? Optional.of(new ScanKnowledge(context, policy, clock).load(new AskedSources(null, trivyServer)))
                : Optional.empty();
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
