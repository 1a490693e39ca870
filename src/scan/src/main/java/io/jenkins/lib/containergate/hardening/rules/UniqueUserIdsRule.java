package io.jenkins.lib.containergate.hardening.rules;

import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.hardening.HardeningFindings;
import io.jenkins.lib.containergate.hardening.HardeningRule;
import io.jenkins.lib.containergate.hardening.ImageFacts;
import io.jenkins.lib.containergate.hardening.account.AccountFile.GroupEntry;
import io.jenkins.lib.containergate.hardening.account.AccountFile.PasswdEntry;
import io.jenkins.lib.containergate.hardening.account.NumericId;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import io.jenkins.lib.containergate.rule.RuleSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Two accounts with one id are one account with two passwords; a name twice hides the second. */
public final class UniqueUserIdsRule extends HardeningRule {
    public UniqueUserIdsRule() {
        super(new RuleMetadata(
                "unique-user-ids",
                "every user and group has a name and an id of its own",
                Severity.MEDIUM,
                List.of(RuleSource.dockle("DKL-LI-0002")),
                "give the account an id of its own, or remove it"));
    }

    @Override
    public RuleResult check(ImageFacts facts) {
        if (facts.windows()) {
            return RuleResult.notApplicable("a Windows image has no etc/passwd");
        }
        HardeningFindings findings = new HardeningFindings(metadata(), "each name and each id once");
        AccountCheck<PasswdEntry> passwd = new AccountCheck<>(facts.files().passwd(), findings);
        Duplicates users = new Duplicates("user");
        for (PasswdEntry entry : passwd.entries()) {
            users.conflict(entry.name(), entry.uid())
                    .ifPresent(actual -> passwd.broken(entry.line(), entry.name(), actual));
        }
        AccountCheck<GroupEntry> group = new AccountCheck<>(facts.files().group(), findings);
        Duplicates groups = new Duplicates("group");
        for (GroupEntry entry : group.entries()) {
            groups.conflict(entry.name(), entry.gid())
                    .ifPresent(actual -> group.broken(entry.line(), entry.name(), actual));
        }
        return passwd.absent() && group.absent()
                ? RuleResult.notApplicable("the image has neither etc/passwd nor etc/group")
                : findings.result();
    }

    /** Names and ids seen so far in one database. */
    private static final class Duplicates {
        private final String kind;
        private final Map<String, Integer> names = new HashMap<>();
        private final Map<Long, String> ids = new HashMap<>();

        Duplicates(String kind) {
            this.kind = kind;
        }

        Optional<String> conflict(String name, Optional<NumericId> id) {
            boolean sameName = names.merge(name, 1, Integer::sum) > 1;
            // a missing or malformed id counts as 0, as for container runtimes
            long value = id.map(NumericId::value).orElse(0L);
            String owner = ids.putIfAbsent(value, name);
            if (sameName) {
                return Optional.of("a second " + kind + " is called " + name);
            }
            return Optional.ofNullable(owner)
                    .map(first -> kind + " " + name + " has the id " + value + " of " + kind + " " + first);
        }
    }
}
