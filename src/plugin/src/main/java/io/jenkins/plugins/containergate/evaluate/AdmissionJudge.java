package io.jenkins.plugins.containergate.evaluate;

import io.jenkins.lib.containergate.aws.ecs.ServiceDeployments;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.gate.ImageGate;
import io.jenkins.lib.containergate.gate.admission.AdmissionGate;
import io.jenkins.lib.containergate.gate.admission.AdmissionRun;
import io.jenkins.lib.containergate.gate.admission.DeployedImages;
import io.jenkins.lib.containergate.gate.admission.DeploymentAdmitter;
import io.jenkins.lib.containergate.gate.admission.WaitingDeployments;
import io.jenkins.lib.containergate.http.Pause;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.image.ImageConfig;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.image.Platform;
import io.jenkins.lib.containergate.ledger.Ledger;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.registry.EcrRegistry;
import io.jenkins.lib.containergate.signature.evidence.EvidenceSource;
import io.jenkins.lib.containergate.signature.evidence.SignatureEvidence;
import io.jenkins.plugins.containergate.access.ImageTarget;
import io.jenkins.plugins.containergate.aws.AwsConnection;
import io.jenkins.plugins.containergate.build.ControllerLedger;
import io.jenkins.plugins.containergate.build.GateContext;
import io.jenkins.plugins.containergate.build.GateLog;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import org.jspecify.annotations.Nullable;

/**
 * Admits the deployments that wait, on the controller. Nothing is kept between runs: after a restart the step asks ECS again
 * what waits. A build that is stopped answers nothing, and the hook rolls back when it times out.
 */
public final class AdmissionJudge {
    private static final Duration DEADLINE = Duration.ofMinutes(10);
    private static final Duration IDENTITY = Duration.ofSeconds(30);
    private static final Duration INTERVAL = Duration.ofSeconds(10);
    /** The default time-out of a hook of ECS. */
    private static final Duration LONGEST = Duration.ofHours(24);
    /** Verdicts that one build keeps. */
    private static final int MOST = 200;

    private final GateContext context;
    private final EffectivePolicy policy;
    private final Clock clock;

    public AdmissionJudge(GateContext context, EffectivePolicy policy, Clock clock) {
        this.context = context;
        this.policy = policy;
        this.clock = clock;
    }

    /** One verdict for each hook that was answered, or that could not be. */
    public List<Judged> judge(AdmissionRequest request) throws IOException, InterruptedException {
        WaitingDeployments wanted = new WaitingDeployments(
                Optional.ofNullable(request.getCluster()).orElse(""), Optional.ofNullable(request.getService()));
        List<Judged> all = new ArrayList<>();
        List<String> names = Stream.concat(Stream.of(wanted.cluster()), wanted.service().stream())
                .toList();
        try (AwsConnection aws = EcsConnection.open(request.getAwsAccount(), names)) {
            Ledger ledger = ControllerLedger.open();
            admit(request, wanted, aws, ledger, all);
            if (all.isEmpty() && wanted.service().isEmpty()) {
                all.add(Judged.of(gate(request, aws, ledger).idle(wanted)));
            } else if (all.isEmpty()) {
                throw new GateException(
                        "no deployment of " + wanted + " waits for an answer, so none was evaluated",
                        "start a deployment with a PAUSE lifecycle hook; wait: true waits for it");
            }
        } catch (GateException e) {
            all.add(Judged.of(
                    ImageGate.unreadable(wanted.toString(), EnumSet.of(GateName.ADMISSION), e, policy, clock)));
        }
        return all;
    }

    /** For one deployment: it has its own time to ask about keys and revocations. */
    private AdmissionGate gate(AdmissionRequest request, AwsConnection aws, Ledger ledger) throws GateException {
        SignatureJudge signatures = new SignatureJudge(context, policy, request.getAwsAccount(), clock);
        return new AdmissionGate(
                policy,
                aws.lookups(),
                signatures.gate(),
                new ReachedImages(request, signatures, context, clock),
                Optional.of(ledger),
                SecretsOfImages.rules(policy).customRules(),
                clock);
    }

    private void admit(
            AdmissionRequest request, WaitingDeployments wanted, AwsConnection aws, Ledger ledger, List<Judged> all)
            throws GateException, IOException, InterruptedException {
        ServiceDeployments deployments = aws.deployments();
        String decidedBy = decidedBy(aws);
        AdmissionRun run = new AdmissionRun(
                aws.lookups().ecs(),
                deployments,
                () -> new DeploymentAdmitter(
                        deployments, gate(request, aws, ledger), decidedBy, DEADLINE, Pause.sleeping(), clock),
                INTERVAL,
                whileRunning(Jenkins.get()),
                clock);
        GateLog log = new GateLog(context.listener());
        AdmissionRun.Listener listener = admission -> {
            Verdict verdict = admission.verdict();
            log.line(admission.deployment() + ": " + verdict.outcome());
            log.flush();
            List<Digest> definitions = admission.taskDefinition().stream().toList();
            Judged judged = Judged.of(verdict, List.of(), definitions);
            all.add(judged);
            // at once: a build that waits may be cut short before its verdicts are kept
            ControllerLedger.enter(context.run(), verdict, policy, definitions, Optional.empty());
            all.set(all.size() - 1, judged.inLedger());
        };
        if (request.isWait()) {
            log.line("waiting for deployments of " + wanted);
            log.flush();
            run.waiting(wanted, wanted.service().isPresent() ? 1 : MOST, Deadline.after(LONGEST, clock), listener);
        } else {
            run.now(wanted, listener);
        }
    }

    /** A controller that stops asks and answers nothing more; the next one asks again. */
    private static Pause whileRunning(Jenkins controller) {
        return duration -> {
            Thread.sleep(duration.toMillis());
            while (controller.isTerminating() || Jenkins.getInstanceOrNull() != controller) {
                Thread.sleep(INTERVAL.toMillis());
            }
        };
    }

    /** For the record only: a deployment is not rolled back because STS cannot be reached. */
    private String decidedBy(AwsConnection aws) throws InterruptedException {
        String build = "the build " + context.run().getExternalizableId();
        try {
            return aws.identity(Deadline.after(IDENTITY, clock)) + " in " + build;
        } catch (GateException e) {
            return build;
        }
    }

    /** Images of deployments: the agent reads them; outside of a node the controller does. */
    static final class ReachedImages implements DeployedImages {
        private final AdmissionRequest request;
        private final SignatureJudge signatures;
        private final GateContext context;
        private final Clock clock;

        ReachedImages(AdmissionRequest request, SignatureJudge signatures, GateContext context, Clock clock) {
            this.request = request;
            this.signatures = signatures;
            this.context = context;
            this.clock = clock;
        }

        @Override
        public SignatureEvidence evidence(ImageReference image, Platform platform, Deadline deadline)
                throws GateException, IOException, InterruptedException {
            return signatures.collect(image, target(image, platform));
        }

        @Override
        public EvidenceSource attached(ImageReference image) throws GateException, InterruptedException {
            return signatures.attached(image, request.credentials().idFor(image), account(image));
        }

        @Override
        public ImageConfig config(ImageReference image, Platform platform, Deadline deadline)
                throws GateException, IOException, InterruptedException {
            return ImageConfigReader.read(image, platform, target(image, platform), context, clock)
                    .config();
        }

        private ImageTarget target(ImageReference image, Platform platform) {
            return ImageTarget.of(image, platform, request.credentials().idFor(image), account(image));
        }

        /** The account that ECS is asked with also logs in to ECR, and to no other registry. */
        private @Nullable String account(ImageReference image) {
            return EcrRegistry.of(image.registry()).isPresent() ? request.getAwsAccount() : null;
        }
    }
}
