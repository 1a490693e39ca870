package io.jenkins.lib.containergate.ecs.rules;

import io.jenkins.lib.containergate.ecs.Applicability;
import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.TaskFacts;
import io.jenkins.lib.containergate.ecs.TaskFindings;
import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.ecs.task.Field.Unresolved;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.image.ImageConfig;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import io.jenkins.lib.containergate.rule.RuleSource;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The default user of Windows images is an administrator, so silence fails. */
public final class TaskWindowsNonAdminUserRule implements TaskRule {
    private static final RuleMetadata METADATA = new RuleMetadata(
            new RuleId("task-windows-non-admin-user"),
            "every Windows container runs as a user other than an administrator",
            Severity.HIGH,
            List.of(RuleSource.fsbp("ECS.21")),
            "set user to ContainerUser");

    private static final String EXPECTED = "a user such as ContainerUser";
    private static final Set<String> ADMINISTRATORS = Set.of("", "containeradministrator", "administrator");

    @Override
    public RuleMetadata metadata() {
        return METADATA;
    }

    @Override
    public Applicability applicability() {
        return Applicability.everywhere();
    }

    @Override
    public RuleResult judge(TaskFacts facts) {
        if (facts.task().operatingSystem() instanceof Unresolved<String> unresolved) {
            TaskFindings findings = new TaskFindings(METADATA, facts, EXPECTED);
            findings.undecided(unresolved);
            return findings.result();
        }
        if (!facts.task().windows()) {
            return RuleResult.notApplicable("the task does not run on Windows");
        }
        TaskFindings findings = new TaskFindings(METADATA, facts, EXPECTED);
        findings.eachContainer(container -> {
            String ofImage = facts.images().of(container).map(ImageConfig::user).orElse("");
            if (!container.user().absent() || ADMINISTRATORS.contains(ofImage.toLowerCase(Locale.ROOT))) {
                findings.require(
                        container.user(),
                        user -> !ADMINISTRATORS.contains(user.strip().toLowerCase(Locale.ROOT)),
                        Fix.set(container.user().place(), "ContainerUser"));
            }
        });
        return findings.result();
    }
}
