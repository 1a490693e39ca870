package io.jenkins.plugins.containergate.config.health;

import hudson.Extension;
import io.jenkins.lib.containergate.policy.document.PolicyDocument;
import io.jenkins.plugins.containergate.Messages;
import io.jenkins.plugins.containergate.config.ContainerGateConfiguration;
import io.jenkins.plugins.containergate.config.policy.PolicyExpiry;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Waivers and certificates in the policies of the organisation and its folders that have expired, or soon will. */
@Extension
public final class ExpiringEntries extends ListedProblems {
    private final Clock clock = Clock.systemUTC();
    private @Nullable Known known;

    /** What was found in these policies on this day: reading certificates again for each page would tell the same. */
    private record Known(List<PolicyDocument> policies, LocalDate day, List<String> problems) {}

    @Override
    public String getDisplayName() {
        return Messages.ExpiringEntries_displayName();
    }

    @Override
    public String getSummary() {
        return Messages.ExpiringEntries_summary();
    }

    @Override
    synchronized List<String> problems() {
        List<PolicyDocument> policies =
                ContainerGateConfiguration.get().policies().readable();
        LocalDate today = clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
        Known last = known;
        if (last == null || !last.day().equals(today) || !last.policies().equals(policies)) {
            PolicyExpiry expiry = new PolicyExpiry(clock);
            last = new Known(
                    policies,
                    today,
                    policies.stream()
                            .flatMap(policy -> expiry.problems(policy).stream())
                            .toList());
            known = last;
        }
        return last.problems();
    }
}
