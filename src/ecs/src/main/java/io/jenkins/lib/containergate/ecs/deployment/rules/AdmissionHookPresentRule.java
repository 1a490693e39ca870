package io.jenkins.lib.containergate.ecs.deployment.rules;

import io.jenkins.lib.containergate.ecs.DefinitionFindings;
import io.jenkins.lib.containergate.ecs.DeploymentRule;
import io.jenkins.lib.containergate.ecs.Expectations.AllowList;
import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.ecs.deployment.LifecycleHook;
import io.jenkins.lib.containergate.ecs.deployment.Service;
import io.jenkins.lib.containergate.ecs.task.Field.Unresolved;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A gate in a Pipeline judges what goes through that Pipeline; the hook judges whatever is deployed. */
public final class AdmissionHookPresentRule extends DeploymentRule {
    /** Deployments that it does not carry out itself are no concern of ECS: it asks nobody. */
    private static final Set<String> CONTROLLERS = Set.of("ECS", "CODE_DEPLOY", "EXTERNAL");

    private static final String ASKS = "ECS";
    private static final Set<String> ACTIONS = Set.of("ROLLBACK", "CONTINUE");
    private static final Set<String> TYPES = Set.of(LifecycleHook.LAMBDA, LifecycleHook.PAUSE);

    /** The last stage before a task of the new revision runs. */
    private static final String STAGE = "PRE_SCALE_UP";

    private final Optional<AllowList> hooks;

    /** @param hooks ARNs of the functions that ask the gate, and {@code PAUSE} where the gate answers hooks that wait */
    public AdmissionHookPresentRule(Optional<AllowList> hooks) {
        super(new RuleMetadata(
                "admission-hook-present",
                "a deployment asks the gate before its tasks start",
                Severity.MEDIUM,
                List.of(),
                "add the gate's function, or a PAUSE hook that the gate answers, to deploymentConfiguration.lifecycleHooks,"
                        + " for the stage PRE_SCALE_UP"));
        this.hooks = hooks;
    }

    @Override
    public RuleResult check(Deployment deployment) {
        if (!(deployment instanceof Service service)) {
            return RuleResult.notApplicable("it is not a service");
        }
        if (hooks.isEmpty()) {
            return RuleResult.notApplicable("the policy has no taskDefinition.admissionHooks");
        }
        DefinitionFindings findings = new DefinitionFindings(
                metadata(), service, STAGE + " of " + hooks.get().expected());
        if (service.controller() instanceof Unresolved<String> later) {
            findings.undecided(later);
            return findings.result();
        }
        findings.oneOf(service.controller(), CONTROLLERS);
        if (service.controller().known().filter(type -> !type.equals(ASKS)).isPresent()) {
            findings.broken(
                    service.controller().place(),
                    "its deployments are carried out by "
                            + service.controller().known().orElse("") + ": no hook is ever asked",
                    Fix.none());
            return findings.result();
        }
        boolean present = service.lifecycleHooks().values().stream().anyMatch(hook -> asks(hook, hooks.get()));
        if (!present) {
            service.lifecycleHooks().values().forEach(hook -> findings.oneOf(hook.type(), TYPES));
        }
        Optional<Unresolved<?>> unknown = service.lifecycleHooks().values().stream()
                .flatMap(AdmissionHookPresentRule::unknown)
                .findFirst();
        if (!present && !service.lifecycleHooks().unresolved().isEmpty()) {
            findings.undecided(service.lifecycleHooks().unresolved().get(0));
        } else if (!present && unknown.isPresent()) {
            findings.undecided(unknown.get());
        } else if (!present) {
            findings.broken(service.lifecycleHooks().place(), "no hook of the gate is asked at " + STAGE, Fix.none());
        } else {
            silence(service, hooks.get(), findings);
        }
        return findings.result();
    }

    /** One hook of the gate that rolls back when it gives no answer is enough. */
    private static void silence(Service service, AllowList gate, DefinitionFindings findings) {
        List<LifecycleHook> asking = service.lifecycleHooks().values().stream()
                .filter(hook -> asks(hook, gate))
                .toList();
        boolean rollsBack = asking.stream()
                .map(LifecycleHook::timeoutAction)
                .anyMatch(action -> action.absent()
                        || action.known().filter("ROLLBACK"::equals).isPresent());
        for (LifecycleHook hook : rollsBack ? List.<LifecycleHook>of() : asking) {
            if (hook.timeoutAction() instanceof Unresolved<String> later) {
                findings.undecided(later);
            } else if (hook.timeoutAction().known().filter("CONTINUE"::equals).isPresent()) {
                findings.broken(
                        hook.timeoutAction().place(),
                        "the deployment goes on when the hook gives no answer (timeoutConfiguration.action CONTINUE)",
                        Fix.none());
            } else {
                findings.oneOf(hook.timeoutAction(), ACTIONS);
            }
        }
    }

    private static boolean asks(LifecycleHook hook, AllowList gate) {
        return name(hook).filter(gate.allows()).isPresent()
                && hook.stages().values().stream()
                        .anyMatch(stage -> stage.value().equals(STAGE));
    }

    /** What the policy calls it: a function by its ARN, a hook that waits by its type. */
    private static Optional<String> name(LifecycleHook hook) {
        if (hook.type() instanceof Unresolved<String>) {
            return Optional.empty();
        }
        Optional<String> type = hook.type().known();
        return type.filter(LifecycleHook.PAUSE::equals).isPresent()
                ? type
                : hook.target()
                        .known()
                        .filter(target -> type.filter(other -> !other.equals(LifecycleHook.LAMBDA))
                                .isEmpty());
    }

    private static Stream<Unresolved<?>> unknown(LifecycleHook hook) {
        Stream<Unresolved<?>> written = Stream.of(hook.type(), hook.target())
                .filter(Unresolved.class::isInstance)
                .map(field -> (Unresolved<String>) field);
        return Stream.concat(written, hook.stages().unresolved().stream());
    }
}
