package io.jenkins.lib.containergate.hardening.rules;

import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.hardening.HardeningFindings;
import io.jenkins.lib.containergate.hardening.HardeningRule;
import io.jenkins.lib.containergate.hardening.ImageFacts;
import io.jenkins.lib.containergate.hardening.account.AccountFile.PasswdEntry;
import io.jenkins.lib.containergate.hardening.account.AccountFile.PasswordField;
import io.jenkins.lib.containergate.hardening.account.AccountFile.ShadowEntry;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import io.jenkins.lib.containergate.rule.RuleSource;
import java.util.List;

/** An empty password field, in {@code passwd} or in {@code shadow}, lets anyone in the container become that user. */
public final class NoEmptyPasswordRule extends HardeningRule {
    public NoEmptyPasswordRule() {
        super(new RuleMetadata(
                "no-empty-password",
                "no account can be used without a password",
                Severity.HIGH,
                List.of(RuleSource.dockle("DKL-LI-0001")),
                "lock the account: RUN passwd -l USER, or put ! in its password field"));
    }

    @Override
    public RuleResult check(ImageFacts facts) {
        if (facts.windows()) {
            return RuleResult.notApplicable("a Windows image has no etc/passwd");
        }
        HardeningFindings findings = new HardeningFindings(metadata(), "a hash, ! or * as password");
        AccountCheck<PasswdEntry> passwd = new AccountCheck<>(facts.files().passwd(), findings);
        for (PasswdEntry entry : passwd.entries()) {
            if (entry.password() == PasswordField.EMPTY) {
                passwd.broken(entry.line(), entry.name(), "user " + entry.name() + " has an empty password");
            }
        }
        AccountCheck<ShadowEntry> shadow = new AccountCheck<>(facts.files().shadow(), findings);
        for (ShadowEntry entry : shadow.entries()) {
            if (entry.password() == PasswordField.EMPTY) {
                shadow.broken(entry.line(), entry.name(), "user " + entry.name() + " has an empty password");
            }
        }
        return passwd.absent() && shadow.absent()
                ? RuleResult.notApplicable("the image has neither etc/passwd nor etc/shadow")
                : findings.result();
    }
}
