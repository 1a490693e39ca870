package io.jenkins.lib.containergate.gate.admission;

import io.jenkins.lib.containergate.aws.CloudLookups;
import io.jenkins.lib.containergate.aws.RememberedLookups;
import io.jenkins.lib.containergate.aws.ecs.ServiceRevision;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.ecs.ContainerImages;
import io.jenkins.lib.containergate.ecs.ImageAnswers;
import io.jenkins.lib.containergate.ecs.ImageAnswers.ImageAnswer;
import io.jenkins.lib.containergate.ecs.TaskFacts;
import io.jenkins.lib.containergate.ecs.account.CloudSurvey;
import io.jenkins.lib.containergate.ecs.document.DocumentLimits;
import io.jenkins.lib.containergate.ecs.reader.Definitions;
import io.jenkins.lib.containergate.ecs.reader.DeployedDefinitions;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import io.jenkins.lib.containergate.ecs.task.TaskDefinitionDigest;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.gate.ContainerVerdicts;
import io.jenkins.lib.containergate.gate.ImageDemand;
import io.jenkins.lib.containergate.gate.SignatureGate;
import io.jenkins.lib.containergate.gate.TaskDefinitionGate;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.image.ImageConfig;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.image.Platform;
import io.jenkins.lib.containergate.ledger.Ledger;
import io.jenkins.lib.containergate.policy.GateResult;
import io.jenkins.lib.containergate.policy.PolicyNote;
import io.jenkins.lib.containergate.policy.Subject;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.secret.catalogue.CustomRule;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Judges what a deployment brings, with the gates that judge it elsewhere: who signed every digest and whose verdict it has,
 * and the rules on the task definition and its service, segments included.
 */
public final class AdmissionGate {
    private final EffectivePolicy policy;
    private final CloudLookups aws;
    private final DeployedImages images;
    private final EvidenceJudge evidence;
    private final boolean scanned;
    private final TaskDefinitionGate tasks;
    private final Clock clock;

    /**
     * @param signatures under the same policy
     * @param ledger of the gates that ran before: where the policy counts it, what did not pass in it is not admitted
     * @param secretRules of the organisation's own
     */
    public AdmissionGate(
            EffectivePolicy policy,
            CloudLookups aws,
            SignatureGate signatures,
            DeployedImages images,
            Optional<Ledger> ledger,
            List<CustomRule> secretRules,
            Clock clock) {
        this.policy = policy;
        this.aws = aws;
        this.images = images;
        this.evidence = new EvidenceJudge(policy, signatures, images, ledger, clock);
        this.scanned = ImageDemand.of(policy).contains(ImageDemand.SCANNED);
        this.tasks = new TaskDefinitionGate(policy, secretRules, clock);
        this.clock = clock;
    }

    /** @param taskDefinition digest of the one that the verdict is on; empty when it could not be read */
    public record Judgement(Verdict verdict, Optional<Digest> taskDefinition) {
        static Judgement of(Verdict verdict) {
            return new Judgement(verdict, Optional.empty());
        }

        Judgement with(Verdict other) {
            return new Judgement(other, taskDefinition);
        }
    }

    /**
     * Whatever goes wrong is an ERROR.
     *
     * @param reference of the deployment, for the subject of the verdict
     */
    public Judgement judge(String reference, ServiceRevision revision, Deadline deadline) throws InterruptedException {
        Optional<Digest> digest = Optional.empty();
        // for this verdict alone: the next deployment may meet other answers
        CloudLookups once = RememberedLookups.of(aws);
        try {
            Definitions definitions =
                    new DeployedDefinitions(once.ecs(), DocumentLimits.defaults(), deadline).revision(revision);
            if (definitions.tasks().size() != 1) {
                throw new GateException(
                        revision.taskDefinition() + " holds "
                                + definitions.tasks().size() + " task definitions",
                        "see aws ecs describe-task-definition");
            }
            digest = TaskDefinitionDigest.of(definitions.tasks().get(0));
            return new Judgement(verdict(reference, revision, definitions, once, deadline), digest);
        } catch (GateException e) {
            return new Judgement(undecided(reference, Optional.of(revision), e), digest);
        } catch (IOException e) {
            GateException problem = new GateException(
                    "an image could not be evaluated: " + e.getClass().getSimpleName(),
                    "see that the registry can be reached, and admit again",
                    e);
            return new Judgement(undecided(reference, Optional.of(revision), problem), digest);
        }
    }

    private Verdict verdict(
            String reference, ServiceRevision revision, Definitions definitions, CloudLookups once, Deadline deadline)
            throws GateException, IOException, InterruptedException {
        TaskDefinition task = definitions.tasks().get(0);
        RevisionImages run = RevisionImages.of(task, revision);
        Platform platform = task.platform()
                .orElseThrow(() -> new GateException(
                        "which platform " + revision.taskDefinition() + " runs on is not known",
                        "set runtimePlatform in the task definition"));
        Map<String, ImageEvidence> known = new LinkedHashMap<>();
        Map<String, ImageConfig> configs = new HashMap<>();
        for (Map.Entry<String, ImageReference> each : run.pinned().entrySet()) {
            known.put(each.getKey(), evidence.judge(each.getValue(), platform, deadline));
            configs.put(each.getKey(), images.config(each.getValue(), platform, deadline));
        }
        List<Verdict> all = new ArrayList<>(
                known.values().stream().map(ImageEvidence::verdict).toList());
        for (ImageReference further : run.further()) {
            all.add(evidence.judge(further, platform, deadline).verdict());
        }
        ContainerVerdicts verdicts = new ContainerVerdicts(
                EnumSet.of(ImageDemand.SIGNED),
                (image, where) -> known.get(image).verdict());
        TaskFacts facts = verdicts.answer(new TaskFacts(task, new ContainerImages(configs)));
        if (scanned) {
            Map<String, ImageAnswer> answers = new HashMap<>();
            known.forEach((image, each) -> answers.put(image, each.scanned()));
            facts = facts.answered(new ImageAnswers(facts.answers().signed(), Optional.of(answers)));
        }
        Verdict rules = tasks.judge(reference, List.of(facts), definitions, CloudSurvey.of(once, deadline));
        List<GateResult> gates = new ArrayList<>();
        gates.add(SignatureResults.merged(all));
        gates.addAll(rules.gates());
        Set<PolicyNote> notes = new LinkedHashSet<>();
        all.forEach(each -> notes.addAll(each.notes()));
        notes.addAll(rules.notes());
        return new Verdict(
                subject(reference, Optional.of(revision)),
                policy.identity(),
                gates,
                List.copyOf(notes),
                clock.instant());
    }

    /** The verdict on a deployment that cannot be judged. */
    public Verdict undecided(String reference, Optional<ServiceRevision> revision, GateException cause) {
        return new Verdict(
                subject(reference, revision),
                policy.identity(),
                List.of(AdmissionResults.undecided(cause)),
                List.of(),
                clock.instant());
    }

    /** Where several services were asked for and no deployment waits: nothing was continued, and nothing had to be. */
    public Verdict idle(WaitingDeployments wanted) {
        return new Verdict(
                subject(wanted.toString(), Optional.empty()),
                policy.identity(),
                List.of(AdmissionResults.idle(wanted)),
                List.of(),
                clock.instant());
    }

    /** The verdict on a deployment that is not judged, because it must not be waited for. */
    Verdict refused(String reference, String reason) {
        return new Verdict(
                subject(reference, Optional.empty()),
                policy.identity(),
                List.of(AdmissionResults.failed(reason)),
                List.of(),
                clock.instant());
    }

    private static Subject subject(String reference, Optional<ServiceRevision> revision) {
        return new Subject(
                reference,
                Optional.empty(),
                Optional.empty(),
                revision.map(each -> "brings " + each.arn() + " with " + each.taskDefinition()));
    }
}
