package io.jenkins.lib.containergate.gate.drift;

import io.jenkins.lib.containergate.arn.Arn;
import io.jenkins.lib.containergate.aws.CloudLookups;
import io.jenkins.lib.containergate.aws.ecs.EcsService;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.ecs.ContainerImages;
import io.jenkins.lib.containergate.ecs.ImageAnswers;
import io.jenkins.lib.containergate.ecs.ImageAnswers.ImageAnswer;
import io.jenkins.lib.containergate.ecs.TaskFacts;
import io.jenkins.lib.containergate.ecs.account.CloudSurvey;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.ecs.document.DocumentLimits;
import io.jenkins.lib.containergate.ecs.reader.Definitions;
import io.jenkins.lib.containergate.ecs.reader.DeployedDefinitions;
import io.jenkins.lib.containergate.ecs.runtime.DefinitionEvidence;
import io.jenkins.lib.containergate.ecs.runtime.ImageEvidence;
import io.jenkins.lib.containergate.ecs.runtime.RunningImage;
import io.jenkins.lib.containergate.ecs.runtime.Standing;
import io.jenkins.lib.containergate.ecs.runtime.Workload;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import io.jenkins.lib.containergate.fault.FileProblem;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.gate.AttestedVerdicts;
import io.jenkins.lib.containergate.gate.BalancedTasks;
import io.jenkins.lib.containergate.gate.ContainerVerdicts;
import io.jenkins.lib.containergate.gate.ImageDemand;
import io.jenkins.lib.containergate.gate.TaskDefinitionGate;
import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.image.ImageConfig;
import io.jenkins.lib.containergate.policy.DecidedFinding;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.signature.verdict.VerdictStanding;
import io.jenkins.lib.containergate.source.ImageLocation;
import io.jenkins.lib.containergate.source.ImageSource;
import io.jenkins.lib.containergate.source.ImageSources;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/** Asks the rules on task definitions of a revision that runs, as ECS has registered it. */
final class DefinitionReader {
    private static final Standing OFF = new Standing.NotApplicable("the rule is off");

    private final CloudLookups aws;
    private final TaskDefinitionGate gate;
    private final Set<ImageDemand> demands;
    private final Registries registries;
    private final Path temporary;
    private final RecordedDefinitions recorded;
    private final RememberedDefinitions remembered;
    private final Wanted wanted;

    /** What the policy has on. */
    record Wanted(boolean rules, boolean recorded) {}

    /**
     * @param demands of the policy on images of tasks
     * @param registries for the configuration of images, where a rule needs it
     * @param temporary directory for what has to be kept while it is read
     * @param recorded what the ledger says
     * @param remembered what ECS said in earlier runs
     */
    DefinitionReader(
            CloudLookups aws,
            TaskDefinitionGate gate,
            Set<ImageDemand> demands,
            Registries registries,
            Path temporary,
            RecordedDefinitions recorded,
            RememberedDefinitions remembered,
            Wanted wanted) {
        this.aws = aws;
        this.gate = gate;
        this.demands = Set.copyOf(demands);
        this.registries = registries;
        this.temporary = temporary;
        this.recorded = recorded;
        this.remembered = remembered;
        this.wanted = wanted;
    }

    boolean isWanted() {
        return wanted.rules() || wanted.recorded();
    }

    /**
     * As ECS has registered it: one task definition, and what of it is undecided.
     *
     * @param problem why it could not be read
     */
    record Registered(Definitions definition, Optional<GateException> problem) {}

    Registered read(Arn revision, Deadline deadline) throws DeadlineExceededException, InterruptedException {
        try {
            DeployedDefinitions deployed = new DeployedDefinitions(aws.ecs(), DocumentLimits.defaults(), deadline);
            return new Registered(remembered.read(revision, deployed), Optional.empty());
        } catch (DeadlineExceededException e) {
            throw e;
        } catch (GateException e) {
            return new Registered(Definitions.none(), Optional.of(e));
        }
    }

    /**
     * @param tasks with what is known of their images; none where they could not be read
     * @param undecided what else the task definition holds
     */
    record Judged(DefinitionEvidence evidence, List<TaskFacts> tasks, List<Deployment> undecided) {
        /** Which could not be read. */
        static Judged unread(DefinitionEvidence evidence) {
            return new Judged(evidence, List.of(), List.of());
        }
    }

    /**
     * @param images that run in its containers, with what their verdicts amount to
     * @param runBy what runs it
     * @param atOnce questions to AWS at the same time
     */
    Judged judge(
            Arn revision,
            Registered registered,
            Map<RunningImage, ImageVerdicts> images,
            Set<Workload> runBy,
            int atOnce,
            Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        if (registered.problem().isPresent()) {
            GateException problem = registered.problem().get();
            return Judged.unread(DefinitionEvidence.undecided(problem.problem(), problem.remedy()));
        }
        List<TaskDefinition> tasks = registered.definition().tasks();
        List<Deployment> undecided = registered.definition().deployments();
        Standing wasPassed = wanted.recorded() ? recorded.of(tasks.get(0)) : OFF;
        if (!wanted.rules()) {
            return new Judged(
                    new DefinitionEvidence(OFF, wasPassed),
                    facts(tasks, answers(images), ContainerImages.none()),
                    undecided);
        }
        try {
            Set<String> balanced = balanced(tasks.get(0), runBy, deadline);
            List<TaskFacts> facts = balanced(facts(tasks, answers(images), ContainerImages.none()), balanced);
            Verdict verdict = judge(revision, facts, undecided, atOnce, deadline);
            if (!verdict.complete()) {
                facts = balanced(facts(tasks, answers(images), configs(images, deadline)), balanced);
                verdict = judge(revision, facts, undecided, atOnce, deadline);
            }
            return new Judged(new DefinitionEvidence(standing(verdict), wasPassed), facts, undecided);
        } catch (DeadlineExceededException e) {
            throw e;
        } catch (GateException e) {
            return Judged.unread(new DefinitionEvidence(new Standing.Undecided(e.problem(), e.remedy()), wasPassed));
        } catch (IOException e) {
            Standing unread = new Standing.Undecided("its images cannot be read: " + FileProblem.of(e), "try again");
            return Judged.unread(new DefinitionEvidence(unread, wasPassed));
        }
    }

    private static List<TaskFacts> facts(List<TaskDefinition> tasks, ImageAnswers answers, ContainerImages images) {
        return tasks.stream()
                .map(task -> new TaskFacts(task, images).answered(answers))
                .toList();
    }

    private static List<TaskFacts> balanced(List<TaskFacts> facts, Set<String> containers) {
        return facts.stream().map(each -> each.balanced(containers)).toList();
    }

    /** The containers that a load balancer checks, whatever runs them: a task that is started alone has none. */
    private Set<String> balanced(TaskDefinition task, Set<Workload> runBy, Deadline deadline) throws GateException {
        DeployedDefinitions deployed = new DeployedDefinitions(aws.ecs(), DocumentLimits.defaults(), deadline);
        Optional<Set<String>> common = Optional.empty();
        for (Workload workload : runBy) {
            Optional<EcsService> service = workload.service().filter(each -> each.loadBalancers() > 0);
            Set<String> names = service.isPresent()
                    ? new HashSet<>(BalancedTasks.containers(task, deployed.deployments(service.get(), List.of(task))))
                    : new HashSet<>();
            common.ifPresent(names::retainAll);
            common = Optional.of(names);
        }
        return common.orElse(Set.of());
    }

    /** Rules that take answers of AWS are asked where the policy takes no verdict without them. */
    private Verdict judge(
            Arn revision, List<TaskFacts> facts, List<Deployment> undecided, int atOnce, Deadline deadline)
            throws InterruptedException {
        return gate.demandsAnswers()
                ? gate.judge(revision.toString(), facts, undecided, CloudSurvey.of(aws, atOnce, deadline))
                : gate.judge(revision.toString(), facts, undecided);
    }

    private static Standing standing(Verdict verdict) {
        List<String> reasons = verdict.gates().stream()
                .flatMap(gate -> gate.findings().stream())
                .filter(DecidedFinding::forbidden)
                .map(found -> found.finding().rule() + ": " + found.finding().actual())
                .toList();
        if (!reasons.isEmpty()) {
            return new Standing.Broken(reasons);
        }
        return verdict.outcome().passed()
                ? new Standing.Holds()
                : verdict.gates().stream()
                        .flatMap(gate -> gate.error().stream())
                        .findFirst()
                        .map(error -> new Standing.Undecided(error.problem(), error.remedy()))
                        .orElse(new Standing.Undecided("no rule was asked", "see the policy"));
    }

    /**
     * What is known of an image that runs.
     *
     * @param evidence what the verdicts on it amount to
     * @param signatures who signed it, where that is demanded and could be read
     */
    record ImageVerdicts(ImageEvidence evidence, Optional<Verdict> signatures) {
        private ImageAnswer scanned(RunningImage image) {
            return AttestedVerdicts.scanned(image.pinned(), evidence.verdict(), evidence.waivers());
        }

        private ImageAnswer signed(RunningImage image) {
            return signatures
                    .map(ContainerVerdicts::signed)
                    .orElseGet(() -> evidence.verdict() instanceof VerdictStanding.Undecided open
                            ? new ImageAnswer.Undecided(open.problem(), open.remedy())
                            : new ImageAnswer.Undecided(
                                    "what is signed beside " + image.pinned() + " could not be read",
                                    "see that its registry holds it"));
        }
    }

    /** The demands that images are signed and scanned are answered by what is attached to what runs. */
    private ImageAnswers answers(Map<RunningImage, ImageVerdicts> images) {
        return new ImageAnswers(
                answers(images, ImageDemand.SIGNED, ImageVerdicts::signed),
                answers(images, ImageDemand.SCANNED, ImageVerdicts::scanned));
    }

    /** Two digests of one name: both count. */
    private Optional<Map<String, ImageAnswer>> answers(
            Map<RunningImage, ImageVerdicts> images,
            ImageDemand demand,
            BiFunction<ImageVerdicts, RunningImage, ImageAnswer> answer) {
        if (!demands.contains(demand)) {
            return Optional.empty();
        }
        Map<String, ImageAnswer> answers = new HashMap<>();
        images.forEach((image, verdicts) -> answers.merge(
                image.text(),
                answer.apply(verdicts, image),
                (one, other) -> one instanceof ImageAnswer.Passed ? other : one));
        return Optional.of(answers);
    }

    /** What cannot be read is left out: the rules that need it say so. */
    private ContainerImages configs(Map<RunningImage, ImageVerdicts> images, Deadline deadline)
            throws GateException, IOException, InterruptedException {
        Map<String, ImageConfig> configs = new HashMap<>();
        for (RunningImage image : images.keySet()) {
            ImageLocation location = new ImageLocation.Registry(image.pinned().toString(), image.pinned());
            try (ImageSource source = ImageSources.standard(temporary)
                    .withRegistries(registries.of(image.pinned()))
                    .open(location, Limits.defaults())) {
                List<Image> found = source.resolve(image.platform(), deadline);
                if (found.size() == 1) {
                    configs.put(image.text(), found.get(0).config());
                }
            } catch (DeadlineExceededException e) {
                throw e;
            } catch (GateException e) {
                // its verdict is undecided, or its registry has lost it: other rules say that
            }
        }
        return new ContainerImages(configs);
    }
}
