package io.jenkins.lib.containergate.ecs.rules;

import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.TaskFacts;
import io.jenkins.lib.containergate.ecs.TaskFindings;
import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.ecs.task.Field.Unresolved;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.image.ImageConfig;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import io.jenkins.lib.containergate.rule.RuleSource;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The default user of Windows images is an administrator, so silence fails. */
public final class TaskWindowsNonAdminUserRule extends TaskRule {
    private static final String EXPECTED = "a user such as ContainerUser";
    /** Without a domain in front; the groups are what some runtimes take as users. */
    private static final Set<String> ADMINISTRATORS = Set.of(
            "",
            "administrator",
            "administrators",
            "containeradministrator",
            "localsystem",
            "s-1-5-18",
            "s-1-5-32-544",
            "system",
            "trustedinstaller");

    /** The administrator of a machine or a domain. */
    private static final Pattern ADMINISTRATOR_ID = Pattern.compile("s-1-5-21-[0-9-]*-500|s-1-5-93-2-1");

    private static boolean administers(String user) {
        String lower = user.strip().toLowerCase(Locale.ROOT).replace('/', '\\');
        String name = lower.substring(lower.lastIndexOf('\\') + 1).strip();
        int at = name.indexOf('@');
        String plain = at < 0 ? name : name.substring(0, at);
        return ADMINISTRATORS.contains(plain) || ADMINISTRATOR_ID.matcher(plain).matches();
    }

    public TaskWindowsNonAdminUserRule() {
        super(new RuleMetadata(
                "task-windows-non-admin-user",
                "every Windows container runs as a user other than an administrator",
                Severity.HIGH,
                List.of(RuleSource.fsbp("ECS.21")),
                "set user to ContainerUser"));
    }

    @Override
    public RuleResult judge(TaskFacts facts) {
        if (facts.task().operatingSystem() instanceof Unresolved<String> unresolved) {
            TaskFindings findings = new TaskFindings(metadata(), facts, EXPECTED);
            findings.undecided(unresolved);
            return findings.result();
        }
        if (!facts.task().windows()) {
            return RuleResult.notApplicable("the task does not run on Windows");
        }
        TaskFindings findings = new TaskFindings(metadata(), facts, EXPECTED);
        findings.eachContainer(container -> {
            String ofImage = facts.images().of(container).map(ImageConfig::user).orElse("");
            if (!container.security().user().absent() || administers(ofImage)) {
                findings.require(
                        container.security().user(),
                        user -> !administers(user),
                        Fix.set(container.security().user().place(), "ContainerUser"));
            }
        });
        return findings.result();
    }
}
