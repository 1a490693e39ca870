package io.jenkins.lib.containergate.gate;

import io.jenkins.lib.containergate.aws.MissingAnswers;
import io.jenkins.lib.containergate.ecs.DeploymentRules;
import io.jenkins.lib.containergate.ecs.Expectations;
import io.jenkins.lib.containergate.ecs.TaskFacts;
import io.jenkins.lib.containergate.ecs.TaskRules;
import io.jenkins.lib.containergate.ecs.account.AccountLimits;
import io.jenkins.lib.containergate.ecs.account.CloudDeploymentRules;
import io.jenkins.lib.containergate.ecs.account.CloudRules;
import io.jenkins.lib.containergate.ecs.account.CloudSurvey;
import io.jenkins.lib.containergate.ecs.account.CloudSurvey.Inquiry;
import io.jenkins.lib.containergate.ecs.account.CloudTaskRules;
import io.jenkins.lib.containergate.ecs.account.TaskDefinitionRuleProvider;
import io.jenkins.lib.containergate.ecs.account.rules.RulesOfFiles;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.ecs.deployment.Unevaluated;
import io.jenkins.lib.containergate.ecs.deployment.Wall;
import io.jenkins.lib.containergate.ecs.deployment.rules.EveryResourceEvaluatedRule;
import io.jenkins.lib.containergate.ecs.document.MissingValue;
import io.jenkins.lib.containergate.ecs.reader.Definitions;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.finding.Account;
import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.policy.GateError;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.GateResult;
import io.jenkins.lib.containergate.policy.Subject;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.policy.judge.GateInput;
import io.jenkins.lib.containergate.policy.judge.ImageNames;
import io.jenkins.lib.containergate.policy.judge.PolicyEngine;
import io.jenkins.lib.containergate.policy.judge.VerdictAssembler;
import io.jenkins.lib.containergate.policy.key.TaskDefinitionKeys;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.policy.setting.Choice.RuleLevel;
import io.jenkins.lib.containergate.policy.setting.RuleSelection;
import io.jenkins.lib.containergate.policy.setting.SegmentSet;
import io.jenkins.lib.containergate.rule.RuleEvaluation;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleSet;
import io.jenkins.lib.containergate.rule.RuleTable;
import io.jenkins.lib.containergate.secret.catalogue.CustomRule;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Judges whether tasks would run hardened: asks the task definition rules that the policy selects. */
public final class TaskDefinitionGate {
    private static final CloudSurvey NO_ACCESS = CloudSurvey.notAsked("no access to it is given");

    private static final String TASK = "task definition";

    private final RuleSelection selection;
    private final MissingAnswers missing;
    private final Expectations expectations;
    private final Set<ImageDemand> demands;
    private final SegmentSet segments;
    private final AccountLimits limits;
    private final Clock clock;
    private final PolicyEngine engine;
    private final VerdictAssembler assembler;

    /**
     * Without secret rules of the organisation.
     *
     * @param clock says what is still waived and in grace, and how old data are; the verdict has its time
     */
    public TaskDefinitionGate(EffectivePolicy policy, Clock clock) {
        this(policy, List.of(), clock);
    }

    /** @param secretRules of the organisation's own, asked beside this project's */
    public TaskDefinitionGate(EffectivePolicy policy, List<CustomRule> secretRules, Clock clock) {
        this(
                policy,
                secretRules,
                MissingAnswers.of(policy.get(TaskDefinitionKeys.AWS_LOOKUPS).value()),
                clock);
    }

    /** Takes no verdict without the answers of AWS, whatever the policy says. */
    public static TaskDefinitionGate requiringAnswers(
            EffectivePolicy policy, List<CustomRule> secretRules, Clock clock) {
        return new TaskDefinitionGate(policy, secretRules, MissingAnswers.REQUIRED, clock);
    }

    private TaskDefinitionGate(
            EffectivePolicy policy, List<CustomRule> secretRules, MissingAnswers missing, Clock clock) {
        this.selection = policy.taskDefinition();
        this.missing = missing;
        this.expectations = PolicyExpectations.of(policy, secretRules);
        this.demands = ImageDemand.of(policy);
        this.segments = policy.segments();
        this.limits = AccountLimits.of(policy);
        this.clock = clock;
        this.engine = new PolicyEngine(policy, clock);
        this.assembler = new VerdictAssembler(policy, clock);
    }

    /** The rules that the policy has on. */
    public RuleSet<TaskFacts> rules() {
        return TaskRules.all(expectations).only(this::isOn);
    }

    /** Whether the policy takes no verdict without answers of AWS. */
    public boolean demandsAnswers() {
        return missing == MissingAnswers.REQUIRED;
    }

    private boolean isOn(RuleMetadata rule) {
        return selection.level(rule) != RuleLevel.OFF;
    }

    /** The rules that the policy has off, on tasks and on what they are deployed in. */
    public Set<RuleId> off() {
        return new TaskDefinitionRuleProvider()
                .rules().stream()
                        .filter(rule -> !isOn(rule))
                        .map(RuleMetadata::id)
                        .collect(Collectors.toUnmodifiableSet());
    }

    /** A verdict, and what each rule came to. */
    public record Evaluated(Verdict verdict, List<RuleEvaluation> evaluations) {
        public Evaluated {
            evaluations = List.copyOf(evaluations);
        }
    }

    /** Without asking AWS. */
    public Verdict judge(String reference, List<TaskFacts> tasks, List<Deployment> deployments)
            throws InterruptedException {
        return judge(reference, tasks, deployments, NO_ACCESS);
    }

    /**
     * @param reference where the task definitions were read from, as the user wrote it
     * @param deployments what the tasks are deployed in; of both together at least one
     * @param survey asks AWS what the rules need to know
     */
    public Verdict judge(String reference, List<TaskFacts> tasks, List<Deployment> deployments, CloudSurvey survey)
            throws InterruptedException {
        return judge(reference, tasks, new Definitions(List.of(), deployments), survey);
    }

    /**
     * @param tasks those of the definitions, with what else is known of them
     * @param definitions around them, with what was left out
     */
    public Verdict judge(String reference, List<TaskFacts> tasks, Definitions definitions, CloudSurvey survey)
            throws InterruptedException {
        return evaluate(reference, tasks, definitions, survey).verdict();
    }

    /** The same, with what each rule came to. */
    public Evaluated evaluate(String reference, List<TaskFacts> tasks, Definitions definitions, CloudSurvey survey)
            throws InterruptedException {
        List<RuleEvaluation> evaluations = new ArrayList<>();
        JudgedGate judged = judge(tasks, definitions, survey, ImageNames.none(), evaluations);
        Verdict verdict =
                assembler.assemble(subject(reference), ImageNames.none(), List.of(judged.result()), judged.rules());
        return new Evaluated(verdict, evaluations);
    }

    /** @param image for waivers that name one */
    JudgedGate judge(List<TaskFacts> tasks, Definitions definitions, ImageNames image) throws InterruptedException {
        return judge(tasks, definitions, NO_ACCESS, image, new ArrayList<>());
    }

    /** @param evaluations what each rule came to is added to them */
    private JudgedGate judge(
            List<TaskFacts> tasks,
            Definitions definitions,
            CloudSurvey survey,
            ImageNames image,
            List<RuleEvaluation> evaluations)
            throws InterruptedException {
        List<Deployment> deployments = definitions.deployments();
        if (tasks.isEmpty() && deployments.isEmpty()) {
            throw new IllegalArgumentException("without a task definition nothing is decided");
        }
        RuleSet<TaskFacts> rules = rules();
        RuleSet<Deployment> around = DeploymentRules.all(expectations).only(this::isOn);
        CloudRules<TaskDefinition> ofAccount =
                CloudTaskRules.all(limits, expectations, clock).only(this::isOn);
        CloudRules<Deployment> ofPlace = CloudDeploymentRules.all(segments, limits, expectations.secrets(), clock)
                .only(this::isOn);
        CloudRules<Deployment> ofFile = ofPlace.and(RulesOfFiles.all().only(this::isOn));
        List<Finding> findings = new ArrayList<>();
        Account account = account(tasks, definitions);
        List<Inquiry<TaskDefinition>> ofTasks =
                tasks.stream().map(task -> survey.about(task.task(), ofAccount)).toList();
        List<Inquiry<Deployment>> ofDeployments = deployments.stream()
                .map(each -> survey.about(each, each instanceof Wall ? ofFile : ofPlace))
                .toList();
        survey.ask(Stream.concat(ofTasks.stream(), ofDeployments.stream()).toList());
        for (int i = 0; i < tasks.size(); i++) {
            TaskFacts given = tasks.get(i);
            Set<String> balanced = new HashSet<>(given.balanced());
            balanced.addAll(BalancedTasks.containers(given.task(), deployments));
            TaskFacts task = demanding(given).balanced(balanced);
            List<Finding> found = kept(rules.evaluate(task), evaluations);
            findings.addAll(unrepeated(task.task(), found, told(task.task(), deployments, around)));
            RuleTable answered = ofAccount.evaluate(ofTasks.get(i).facts(missing));
            findings.addAll(kept(answered, evaluations));
            account = account.plus(EnvironmentFileAccount.of(task.task(), answered));
        }
        for (Inquiry<Deployment> each : ofDeployments) {
            findings.addAll(kept(around.evaluate(each.definition()), evaluations));
            findings.addAll(kept(each.rules().evaluate(each.facts(missing)), evaluations));
        }
        Set<RuleId> asked = Stream.of(rules.ids(), around.ids(), ofAccount.ids(), ofFile.ids())
                .flatMap(List::stream)
                .collect(Collectors.toSet());
        GateInput input = GateInput.of(GateName.TASK_DEFINITION, image, findings)
                .withRules(asked)
                .withFacts(RuleFactsOf.tasks(tasks))
                .withAccount(account);
        return new JudgedGate(askingOnce(engine.judge(input)), input.rules());
    }

    /** All parameters without a value are named at once, with the options to copy. */
    private static GateResult askingOnce(GateResult result) {
        Set<String> parameters = MissingValue.named(result.findings().stream()
                .filter(decided -> decided.decisive() && decided.finding().undecided())
                .map(decided -> decided.finding().help())
                .toList());
        return parameters.size() < 2 ? result : result.remedied(remedy -> MissingValue.together(remedy, parameters));
    }

    private static List<Finding> kept(RuleTable table, List<RuleEvaluation> evaluations) {
        evaluations.addAll(table.evaluations());
        return table.findings();
    }

    private static Account account(List<TaskFacts> tasks, Definitions definitions) {
        Account account = definitions.leftOut().evaluated(TASK, tasks.size());
        for (Deployment each : definitions.deployments()) {
            account = account.plus(StartedTasks.notEvaluated(TASK, each, tasks));
            account = each instanceof Unevaluated thing
                    ? account.notEvaluated(thing.kind(), 1, thing.name() + ": " + thing.reason())
                    : account.evaluated(each.kind(), 1);
        }
        return account;
    }

    /**
     * When no container of a task is known, {@link EveryResourceEvaluatedRule} says so once; without that rule, each rule on containers
     * does.
     */
    private static List<Finding> unrepeated(TaskDefinition task, List<Finding> findings, boolean told) {
        if (!told) {
            return findings;
        }
        Optional<String> pointer = Optional.of(task.containers().place().mark().pointer());
        return findings.stream()
                .filter(finding ->
                        !finding.undecided() || !finding.location().pointer().equals(pointer))
                .toList();
    }

    private static boolean told(TaskDefinition task, List<Deployment> deployments, RuleSet<Deployment> around) {
        String pointer = task.containers().place().mark().pointer();
        return task.containers().values().isEmpty()
                && around.ids().contains(EveryResourceEvaluatedRule.ID)
                && deployments.stream()
                        .filter(Unevaluated.class::isInstance)
                        .anyMatch(each -> each.document().equals(task.document())
                                && each.place().mark().pointer().equals(pointer));
    }

    /** What the policy demands of images nobody can forget to ask: unanswered, it is an ERROR. */
    private TaskFacts demanding(TaskFacts facts) {
        return facts.answered(
                facts.answers().demanding(demands.contains(ImageDemand.SIGNED), demands.contains(ImageDemand.SCANNED)));
    }

    /** The verdict on a place that no task definition could be taken from. */
    public Verdict unreadable(String reference, GateException cause) {
        GateResult result = GateResult.undecided(GateName.TASK_DEFINITION, GateError.of(cause));
        return assembler.assemble(subject(reference), ImageNames.none(), List.of(result), Set.of());
    }

    private static Subject subject(String reference) {
        return new Subject(reference, Optional.empty(), Optional.empty(), Optional.empty());
    }
}
