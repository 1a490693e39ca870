package io.jenkins.lib.containergate.policy.judge;

import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.finding.WaivableFinding;
import io.jenkins.lib.containergate.policy.Decision;
import io.jenkins.lib.containergate.policy.key.WithOrigin;
import io.jenkins.lib.containergate.policy.setting.Glob;
import io.jenkins.lib.containergate.policy.setting.Waiver;
import io.jenkins.lib.containergate.text.SafeText;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** A waiver in force waives; a finding that only ended waivers cover blocks, because somebody has to look again. */
final class WaiverCriterion implements Criterion {
    private final List<WithOrigin<Waiver>> waivers;
    private final ImageNames image;
    private final Clock clock;

    WaiverCriterion(List<WithOrigin<Waiver>> waivers, ImageNames image, Clock clock) {
        this.waivers = waivers;
        this.image = image;
        this.clock = clock;
    }

    @Override
    public Optional<Ruling> judge(Finding finding) {
        return judge(WaivableFinding.of(finding));
    }

    Optional<Ruling> judge(WaivableFinding finding) {
        List<WithOrigin<Waiver>> covering = waivers.stream()
                .filter(waiver -> WaiverMatch.matches(waiver.value(), finding, image))
                .filter(waiver -> waiver.value().covers(finding.severity()))
                .toList();
        return covering.stream()
                .filter(waiver -> end(waiver.value(), finding).isEmpty())
                .findFirst()
                .map(waiver -> new Ruling(Decision.WAIVED, describe(waiver), "waived"))
                .or(() -> covering.stream().findFirst().map(waiver -> ended(waiver, finding)));
    }

    private Ruling ended(WithOrigin<Waiver> waiver, WaivableFinding finding) {
        String end = end(waiver.value(), finding).orElseThrow();
        return Ruling.blocked(describe(waiver) + ", which " + end, "its waiver " + end);
    }

    /** Why the waiver no longer holds for the finding. */
    private Optional<String> end(Waiver waiver, WaivableFinding finding) {
        if (waiver.expired(clock)) {
            return Optional.of("expired on " + waiver.expires());
        }
        return finding.fixedVersion()
                .filter(version -> waiver.untilFixed())
                .map(version -> "ended with the fix in " + SafeText.visible(version));
    }

    static String describe(WithOrigin<Waiver> sourced) {
        Waiver waiver = sourced.value();
        return sourced.origin().layer() + ": waiver " + waiver.rule() + " by " + waiver.owner() + " until "
                + waiver.expires() + ": " + SafeText.oneLine(waiver.reason(), 200);
    }

    /** Which findings a waiver speaks of; whether it still holds is another question. */
    static final class WaiverMatch {
        private WaiverMatch() {}

        /** All that the waiver says fits the finding, but for its ceiling on severities. */
        static boolean matches(Waiver waiver, Finding finding, ImageNames image) {
            return matches(waiver, WaivableFinding.of(finding), image);
        }

        static boolean matches(Waiver waiver, WaivableFinding finding, ImageNames image) {
            return appliesTo(waiver, image)
                    && rule(waiver.rule(), finding)
                    && (waiver.packages().isEmpty()
                            || packages(waiver.packages().get(), finding))
                    && (waiver.path().isEmpty()
                            || finding.path()
                                    .filter(waiver.path().get()::matches)
                                    .isPresent())
                    && (waiver.fingerprint().isEmpty()
                            || waiver.fingerprint().get().equals(finding.fingerprint()));
        }

        static boolean appliesTo(Waiver waiver, ImageNames image) {
            return waiver.image().isEmpty() || image.match(waiver.image().get());
        }

        /** What could not be judged has to be named: a wildcard was written by somebody who did not know of it. */
        private static boolean rule(Glob rule, WaivableFinding finding) {
            if (finding.undecided() && !rule.literal()) {
                return false;
            }
            return rule.matches(finding.rule().value())
                    || finding.aliases().stream().anyMatch(alias -> rule.matches(alias.value()));
        }

        /**
         * As in package URLs, what the pattern leaves out at the end is any: without qualifiers it matches with any, without
         * a version too.
         */
        private static boolean packages(Glob pattern, WaivableFinding finding) {
            if (finding.purl().isEmpty()) {
                return false;
            }
            String purl = finding.purl().get();
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
}
