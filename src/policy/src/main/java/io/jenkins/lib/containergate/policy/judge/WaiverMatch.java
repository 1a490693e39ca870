package io.jenkins.lib.containergate.policy.judge;

import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.finding.VulnerabilityFinding;
import io.jenkins.lib.containergate.policy.setting.Glob;
import io.jenkins.lib.containergate.policy.setting.Waiver;

/** Which findings a waiver speaks of; whether it still holds is another question. */
final class WaiverMatch {
    private WaiverMatch() {}

    /** All that the waiver says fits the finding, but for its ceiling on severities. */
    static boolean matches(Waiver waiver, Finding finding, ImageNames image) {
        return appliesTo(waiver, image)
                && rule(waiver.rule(), finding)
                && (waiver.packages().isEmpty() || packages(waiver.packages().get(), finding))
                && (waiver.path().isEmpty()
                        || finding.location()
                                .path()
                                .filter(waiver.path().get()::matches)
                                .isPresent())
                && (waiver.fingerprint().isEmpty() || waiver.fingerprint().get().equals(finding.fingerprint()));
    }

    static boolean appliesTo(Waiver waiver, ImageNames image) {
        return waiver.image().isEmpty() || image.match(waiver.image().get());
    }

    /** What could not be judged has to be named: a wildcard was written by somebody who did not know of it. */
    private static boolean rule(Glob rule, Finding finding) {
        if (finding.undecided() && !rule.literal()) {
            return false;
        }
        return rule.matches(finding.rule().value())
                || finding instanceof VulnerabilityFinding vulnerability
                        && vulnerability.aliases().stream().anyMatch(alias -> rule.matches(alias.value()));
    }

    /**
     * As in package URLs, what the pattern leaves out at the end is any: without qualifiers it matches with any, without
     * a version too.
     */
    private static boolean packages(Glob pattern, Finding finding) {
        if (!(finding instanceof VulnerabilityFinding vulnerability)) {
            return false;
        }
        String purl = vulnerability.affected().purl();
        String withoutQualifiers = before(before(purl, '#'), '?');
        return pattern.matches(purl)
                || pattern.matches(withoutQualifiers)
                || pattern.matches(before(withoutQualifiers, '@'));
    }

    private static String before(String text, char separator) {
        int index = separator == '@' ? text.lastIndexOf(separator) : text.indexOf(separator);
        return index < 0 ? text : text.substring(0, index);
    }
}
