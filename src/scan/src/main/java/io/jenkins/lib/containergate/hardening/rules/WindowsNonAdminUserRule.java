package io.jenkins.lib.containergate.hardening.rules;

import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.hardening.ConfigPointer;
import io.jenkins.lib.containergate.hardening.HardeningFindings;
import io.jenkins.lib.containergate.hardening.HardeningRule;
import io.jenkins.lib.containergate.hardening.ImageFacts;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import io.jenkins.lib.containergate.rule.RuleSource;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Windows images without a user run as ContainerAdministrator, except those whose base image says ContainerUser. */
public final class WindowsNonAdminUserRule extends HardeningRule {
    /** Names and security identifiers, lower case. */
    private static final Set<String> ADMINISTRATORS = Set.of(
            "containeradministrator",
            "administrator",
            "administrators",
            "system",
            "localsystem",
            "trustedinstaller",
            "s-1-5-18",
            "s-1-5-32-544",
            "s-1-5-93-2-1");

    public WindowsNonAdminUserRule() {
        super(new RuleMetadata(
                "windows-non-admin-user",
                "the Windows image runs as a user other than an administrator",
                Severity.HIGH,
                List.of(RuleSource.cisDocker("4.1")),
                "end the Dockerfile with USER ContainerUser"));
    }

    @Override
    public RuleResult check(ImageFacts facts) {
        if (!facts.windows()) {
            return RuleResult.notApplicable("not a Windows image; see non-root-user");
        }
        HardeningFindings findings =
                new HardeningFindings(metadata(), "ContainerUser or another account without rights");
        String user = facts.config().user();
        String account = user.substring(Math.max(user.lastIndexOf('\\'), user.lastIndexOf('/')) + 1)
                .strip()
                .toLowerCase(Locale.ROOT);
        if (account.isEmpty()) {
            findings.broken(ConfigPointer.setting("User"), "no USER is set: ContainerAdministrator");
        } else if (ADMINISTRATORS.contains(account)) {
            findings.broken(ConfigPointer.setting("User"), "USER " + user + " is an administrator");
        }
        return findings.result();
    }
}
