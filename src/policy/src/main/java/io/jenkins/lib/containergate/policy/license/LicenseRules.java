package io.jenkins.lib.containergate.policy.license;

import io.jenkins.lib.containergate.policy.license.LicenseExpression.AllOf;
import io.jenkins.lib.containergate.policy.license.LicenseExpression.AnyOf;
import io.jenkins.lib.containergate.policy.license.LicenseExpression.One;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which licences are allowed. Where a package leaves a choice, one allowed licence is enough; where several apply, each must be.
 *
 * @param allow empty allows all that is not denied
 * @param deny comes before {@code allow}
 */
public record LicenseRules(Optional<LicenseSet> allow, Optional<LicenseSet> deny) {
    /** From the best to the worst. */
    public enum Standing {
        ALLOWED,
        /** It can be one that is denied, or one that is allowed. */
        UNKNOWN,
        /** It is not among those allowed. */
        UNLISTED,
        DENIED
    }

    /** @param decisive the licence that made it so */
    public record Answer(Standing standing, License decisive) {}

    /** Of a package that declares at least one licence. */
    public Answer of(LicenseExpression expression) {
        if (expression instanceof AllOf all) {
            return answers(all.parts()).stream()
                    .max(Comparator.comparing(Answer::standing))
                    .orElseThrow();
        }
        if (expression instanceof AnyOf any) {
            return answers(any.parts()).stream()
                    .min(Comparator.comparing(Answer::standing))
                    .orElseThrow();
        }
        License license = ((One) expression).license();
        return new Answer(of(license), license);
    }

    private List<Answer> answers(List<LicenseExpression> parts) {
        return parts.stream().map(this::of).toList();
    }

    private Standing of(License license) {
        if (deny.filter(denied -> denied.matches(license)).isPresent()) {
            return Standing.DENIED;
        }
        boolean listed = allow.isEmpty() || allow.get().matches(license);
        if (!listed && !allow.get().canBe(license)) {
            return Standing.UNLISTED;
        }
        return listed && deny.filter(denied -> denied.canBe(license)).isEmpty() ? Standing.ALLOWED : Standing.UNKNOWN;
    }
}
