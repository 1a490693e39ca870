package io.jenkins.lib.containergate.hardening.rules;

import io.jenkins.lib.containergate.finding.Location;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.hardening.ConfigPointer;
import io.jenkins.lib.containergate.hardening.HardeningFindings;
import io.jenkins.lib.containergate.hardening.HardeningRule;
import io.jenkins.lib.containergate.hardening.ImageFacts;
import io.jenkins.lib.containergate.hardening.account.AccountFile;
import io.jenkins.lib.containergate.hardening.account.AccountFile.PasswdEntry;
import io.jenkins.lib.containergate.hardening.account.NumericId;
import io.jenkins.lib.containergate.hardening.account.UserSpec;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import io.jenkins.lib.containergate.rule.RuleSource;
import java.util.List;
import java.util.Optional;

/**
 * Root is {@code ""}, {@code root}, {@code 0} in any spelling, any id a runtime may wrap around to 0, and any name that the
 * image's own {@code etc/passwd} gives such an id. A numeric user is looked up there too: some runtimes prefer an
 * account that is called {@code 1000} over the id 1000.
 */
public final class NonRootUserRule extends HardeningRule {
    private static final Location USER = ConfigPointer.setting("User");

    public NonRootUserRule() {
        super(new RuleMetadata(
                "non-root-user",
                "the image runs as a user other than root",
                Severity.HIGH,
                List.of(RuleSource.cisDocker("4.1"), RuleSource.dockle("CIS-DI-0001")),
                "create a user in the Dockerfile and end it with USER and a numeric id, such as USER 10001:10001"));
    }

    @Override
    public RuleResult check(ImageFacts facts) {
        if (facts.windows()) {
            return RuleResult.notApplicable("a Windows image has no root; see windows-non-admin-user");
        }
        HardeningFindings findings = new HardeningFindings(metadata(), "a user id between 1 and 2147483647");
        UserSpec user = UserSpec.parse(facts.config().user());
        Optional<String> root = rootByItself(user, facts.config().user());
        if (root.isPresent()) {
            findings.broken(USER, root.get());
        } else {
            lookUp(user, facts.files().passwd().file(), findings);
        }
        return findings.result();
    }

    private static Optional<String> rootByItself(UserSpec user, String written) {
        if (user.isDefault()) {
            return Optional.of(written.isEmpty() ? "no USER is set: root" : "USER " + written + " names no user: root");
        }
        boolean root = user.name().equals("root")
                || user.uid().filter(id -> id.value() == 0).isPresent();
        if (root) {
            return Optional.of("USER " + written + " is root");
        }
        return user.uid()
                .filter(id -> !id.inRange())
                .map(id ->
                        "USER " + written + " is not a valid user id, and root for a runtime that lets it wrap around");
    }

    private static void lookUp(UserSpec user, AccountFile<PasswdEntry> passwd, HardeningFindings findings) {
        if (passwd instanceof AccountFile.Unreadable<PasswdEntry> unreadable) {
            findings.undecided(
                    USER,
                    "USER " + user.name() + " cannot be looked up: etc/passwd " + unreadable.reason(),
                    "make etc/passwd a plain file of the image");
            return;
        }
        List<PasswdEntry> entries =
                passwd instanceof AccountFile.Entries<PasswdEntry> read ? read.entries() : List.of();
        List<PasswdEntry> named = entries.stream()
                .filter(entry -> entry.name().equals(user.name()))
                .toList();
        Optional<PasswdEntry> privileged =
                named.stream().filter(entry -> !entry.unprivileged()).findFirst();
        if (privileged.isPresent()) {
            findings.broken(
                    USER,
                    "USER " + user.name() + " has " + shown(privileged.get().uid()) + " in line "
                            + privileged.get().line() + " of etc/passwd");
        } else if (named.isEmpty() && user.uid().isEmpty()) {
            findings.broken(USER, "USER " + user.name() + " is not in the image's etc/passwd");
        }
    }

    private static String shown(Optional<NumericId> uid) {
        return uid.map(id -> "user id " + id.value()).orElse("no user id, which counts as 0,");
    }
}
