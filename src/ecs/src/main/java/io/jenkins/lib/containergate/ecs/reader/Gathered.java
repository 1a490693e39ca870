package io.jenkins.lib.containergate.ecs.reader;

import io.jenkins.lib.containergate.aws.audit.AuditLookups.LogGroup;
import io.jenkins.lib.containergate.aws.secret.SecretLookups.FileBucket;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.ecs.deployment.Launch;
import io.jenkins.lib.containergate.ecs.deployment.Service;
import io.jenkins.lib.containergate.ecs.deployment.Service.TaskReference;
import io.jenkins.lib.containergate.ecs.deployment.TaskSet;
import io.jenkins.lib.containergate.ecs.deployment.Unevaluated;
import io.jenkins.lib.containergate.ecs.document.Budget;
import io.jenkins.lib.containergate.ecs.document.Mark;
import io.jenkins.lib.containergate.ecs.document.MissingValue;
import io.jenkins.lib.containergate.ecs.document.Reason;
import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.ecs.document.Value.Sequence;
import io.jenkins.lib.containergate.ecs.document.Value.Text;
import io.jenkins.lib.containergate.ecs.task.DeclaredResources;
import io.jenkins.lib.containergate.ecs.task.LaunchType;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.finding.Account;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is found in one file, within bounds. */
final class Gathered {
    private static final String EVALUATE_WHAT_RUNS =
            "evaluate what it starts, by the name of its task definition (FAMILY); a waiver for this fingerprint lets"
                    + " it through";
    private static final String AFTER_APPLY =
            "apply the plan and evaluate what is registered by its name (FAMILY), or keep values that are"
                    + " known only after apply out of container_definitions";
    private static final Set<String> FARGATE_PROVIDERS = Set.of("FARGATE", "FARGATE_SPOT");

    private final Budget budget;
    private final List<TaskDefinition> tasks = new ArrayList<>();
    private final List<Deployment> deployments = new ArrayList<>();
    private DeclaredResources<LogGroup> logGroups = DeclaredResources.none();
    private DeclaredResources<FileBucket> buckets = DeclaredResources.none();
    private final List<Account.NotEvaluated> starting = new ArrayList<>();
    private Account account = Account.empty();

    Gathered(Budget budget) {
        this.budget = budget;
    }

    void task(TaskDefinition task) throws LimitExceededException {
        limit(tasks.size());
        tasks.add(task);
        task.containers().unresolved().stream()
                .filter(later -> later.place().equals(task.containers().place()))
                .findFirst()
                .ifPresent(later -> undecided(
                        task.name(),
                        "container definitions",
                        later.reason(),
                        later.why() instanceof Reason.Apply
                                ? AFTER_APPLY
                                : MissingValue.remedy(later.why(), "evaluate what is registered"),
                        later.place().mark()));
    }

    void deployment(Deployment deployment) throws LimitExceededException {
        limit(deployments.size());
        deployments.add(deployment);
    }

    void evaluated(String kind) {
        account = account.evaluated(kind, 1);
    }

    void leftOut(String kind, String reason) {
        account = account.notEvaluated(kind, 1, reason);
    }

    /**
     * Names what no reader follows.
     *
     * @param name its logical ID or address
     * @param reason how it may start tasks, as a sentence without its end
     */
    void couldStart(String name, String kind, String reason, Mark mark) {
        starting.add(new Account.NotEvaluated(
                kind, 1, name + " (line " + mark.line() + "): " + reason + ", and could start tasks"));
    }

    void undecided(String name, String kind, String reason, Mark mark) {
        undecided(name, kind, reason, EVALUATE_WHAT_RUNS, mark);
    }

    void undecided(String name, String kind, String reason, String remedy, Mark mark) {
        deployments.add(new Unevaluated(budget.document(), name, kind, reason, remedy, mark));
    }

    /** What this version does not evaluate of something that it does. */
    void undecided(String name, String type, List<MemberCheck.Undecided> members) {
        deployments.addAll(MemberCheck.unevaluated(budget.document(), name, type, members));
    }

    private void limit(int size) throws LimitExceededException {
        if (size >= budget.limits().maxDefinitions()) {
            throw new LimitExceededException(
                    budget.document(), "maxDefinitions", budget.limits().maxDefinitions());
        }
    }

    Account account() {
        return account.plus(new Account(List.of(), starting));
    }

    List<Deployment> deployments() {
        return deployments.stream()
                .map(each -> each instanceof Service service ? service.running(tasks) : each)
                .map(each -> each instanceof Launch launch ? launch.starting(tasks) : each)
                .toList();
    }

    /** Those that the file declares. */
    void buckets(DeclaredResources<FileBucket> declared) {
        buckets = declared;
    }

    /** Those that the file declares. */
    void logGroups(DeclaredResources<LogGroup> declared) {
        logGroups = declared;
    }

    /** Task definitions that say nothing of launch types run where the file starts them. */
    List<TaskDefinition> tasks() {
        return tasks.stream()
                .map(task -> task.withLogGroups(logGroups).withBuckets(buckets))
                .map(task -> task.requiresCompatibilities().empty() ? task.startedOn(startedOn(task)) : task)
                .toList();
    }

    private Set<LaunchType> startedOn(TaskDefinition task) {
        Set<LaunchType> types = EnumSet.noneOf(LaunchType.class);
        for (Deployment each : deployments) {
            if (TaskReference.means(TaskReference.of(each), task)) {
                Optional<LaunchType> type = launchType(each);
                if (type.isEmpty()) {
                    return Set.of();
                }
                types.add(type.get());
            }
        }
        return types;
    }

    /** Empty when the file does not settle it. */
    static Optional<LaunchType> launchType(Deployment deployment) {
        Optional<String> named = Optional.empty();
        if (deployment instanceof Service service) {
            named = service.launchType().known();
        } else if (deployment instanceof TaskSet set) {
            named = set.launchType().known();
        } else if (deployment instanceof Launch launch) {
            named = launch.launchType().known();
        }
        if (named.isPresent()) {
            String type = named.get();
            return Arrays.stream(LaunchType.values())
                    .filter(each -> each.name().equals(type))
                    .findFirst();
        }
        boolean fargate = deployment.source().members().get("capacityProviderStrategy") instanceof Sequence strategy
                && !strategy.items().isEmpty()
                && strategy.items().stream().allMatch(Gathered::onFargate);
        return fargate ? Optional.of(LaunchType.FARGATE) : Optional.empty();
    }

    private static boolean onFargate(Value item) {
        return item instanceof Mapping provider
                && provider.members().get("capacityProvider") instanceof Text name
                && FARGATE_PROVIDERS.contains(name.value());
    }
}
