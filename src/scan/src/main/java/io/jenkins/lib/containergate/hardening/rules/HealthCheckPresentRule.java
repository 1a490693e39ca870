package io.jenkins.lib.containergate.hardening.rules;

import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.hardening.ConfigPointer;
import io.jenkins.lib.containergate.hardening.HardeningFindings;
import io.jenkins.lib.containergate.hardening.HardeningRule;
import io.jenkins.lib.containergate.hardening.ImageFacts;
import io.jenkins.lib.containergate.hardening.history.CertainSuccess;
import io.jenkins.lib.containergate.image.ImageConfig.HealthCheck;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import io.jenkins.lib.containergate.rule.RuleSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A check that is switched off, runs nothing or cannot fail is none. */
public final class HealthCheckPresentRule extends HardeningRule {
    /** What a check begins with that Docker runs. */
    private static final Set<String> RUN = Set.of("CMD", "CMD-SHELL");

    public HealthCheckPresentRule() {
        super(new RuleMetadata(
                "health-check-present",
                "the image says how to tell that it is healthy",
                Severity.LOW,
                List.of(RuleSource.cisDocker("4.6"), RuleSource.dockle("CIS-DI-0006")),
                "add a HEALTHCHECK instruction, and repeat it in the task definition: ECS reads only that one"));
    }

    @Override
    public RuleResult check(ImageFacts facts) {
        HardeningFindings findings = new HardeningFindings(metadata(), "a HEALTHCHECK with a command that can fail");
        Optional<HealthCheck> check = facts.config().healthCheck();
        if (check.isEmpty()) {
            findings.broken(ConfigPointer.setting("Healthcheck"), "no HEALTHCHECK");
        } else {
            weakness(check.get().test())
                    .ifPresent(actual -> findings.broken(ConfigPointer.setting("Healthcheck"), actual));
        }
        return findings.result();
    }

    private static Optional<String> weakness(List<String> test) {
        if (!test.isEmpty() && test.get(0).equals("NONE")) {
            return Optional.of("HEALTHCHECK NONE switches it off");
        }
        String command = String.join(" ", test.subList(Math.min(1, test.size()), test.size()))
                .strip();
        boolean kind = test.isEmpty() || RUN.contains(test.get(0));
        if (command.isEmpty() && kind) {
            return Optional.of("HEALTHCHECK without a command");
        }
        if (!kind) {
            return Optional.of("HEALTHCHECK of an unknown kind, which Docker does not run");
        }
        return command.equals("exit 0") || CertainSuccess.ofHealthCheck(test)
                ? Optional.of("HEALTHCHECK " + command + " always succeeds")
                : Optional.empty();
    }
}
