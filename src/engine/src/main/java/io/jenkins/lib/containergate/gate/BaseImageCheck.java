package io.jenkins.lib.containergate.gate;

import io.jenkins.lib.containergate.bounds.ClockSkew;
import io.jenkins.lib.containergate.finding.Account;
import io.jenkins.lib.containergate.finding.HardeningFinding;
import io.jenkins.lib.containergate.finding.Location;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.policy.judge.BaseImageCriterion;
import io.jenkins.lib.containergate.policy.key.PolicyKeys;
import io.jenkins.lib.containergate.policy.key.Setting;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.policy.setting.PatternSet;
import io.jenkins.lib.containergate.text.SafeText;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Is the image built on what the policy allows, and is that young enough? What is not known is no answer. */
final class BaseImageCheck {
    private static final int SHOWN = 300;
    private static final Set<RuleId> RULES =
            Set.of(BaseImageCriterion.UNAPPROVED, BaseImageCriterion.STALE, BaseImageCriterion.UNKNOWN);
    /** Reproducible builds set dates of this kind: they say nothing. */
    private static final Instant FIRST_DATE = Instant.parse("2000-01-01T00:00:00Z");

    private final Optional<Setting<PatternSet>> allowed;
    private final Optional<Setting<Duration>> maxAge;
    private final Clock clock;

    BaseImageCheck(EffectivePolicy policy, Clock clock) {
        this.allowed = policy.find(PolicyKeys.BASE_IMAGES_ALLOWED);
        this.maxAge = policy.find(PolicyKeys.BASE_IMAGES_MAX_AGE);
        this.clock = clock;
    }

    boolean asked() {
        return allowed.isPresent() || maxAge.isPresent();
    }

    /** The rules that were asked. */
    Set<RuleId> rules() {
        return asked() ? RULES : Set.of();
    }

    /** @param base empty where nobody looked for it */
    List<HardeningFinding> findings(Optional<BaseImage> base) {
        if (!asked()) {
            return List.of();
        }
        BaseImage known = base.orElseGet(() -> new BaseImage.Unknown(
                "the base image was not looked up here", "evaluate the image with gate scan or scanImage"));
        return known.answers().stream()
                .flatMap(answer -> findings(answer).stream())
                .distinct()
                .toList();
    }

    private List<HardeningFinding> findings(BaseImage answer) {
        List<HardeningFinding> findings = new ArrayList<>();
        if (answer instanceof BaseImage.Claimed claimed) {
            findings.add(unapproved(claimed.name(), claimed.source()));
        } else if (answer instanceof BaseImage.Proven proven) {
            if (allowed.isPresent()
                    && !allowed.get().value().matches(proven.name().repository())) {
                findings.add(unapproved(proven.name(), proven.source()));
            }
            age(proven.name().toString(), proven.image()).ifPresent(findings::add);
        } else if (answer instanceof BaseImage.Itself itself) {
            age("the image itself", itself.image()).ifPresent(findings::add);
        } else if (answer instanceof BaseImage.Unknown unknown) {
            findings.add(undecided(("undecided " + unknown.source()).strip(), unknown.why(), unknown.remedy()));
        }
        return findings;
    }

    /** What the verdict says of it. */
    Account account(Optional<BaseImage> base) {
        if (!asked()) {
            return Account.empty();
        }
        boolean evaluated = base.filter(
                        known -> known.answers().stream().noneMatch(BaseImage.Unknown.class::isInstance))
                .isPresent();
        return evaluated
                ? Account.empty().evaluated("base image", 1)
                : Account.empty().notEvaluated("base image", 1, "not known");
    }

    private HardeningFinding unapproved(ImageReference name, String source) {
        return broken(
                BaseImageCriterion.UNAPPROVED,
                Severity.HIGH,
                "the base image is one that the policy allows",
                name.repository(),
                name + ", named by " + source,
                "one of " + allowed.orElseThrow().text(),
                "build the image on an approved base image");
    }

    private Optional<HardeningFinding> age(String name, Image base) {
        if (maxAge.isEmpty()) {
            return Optional.empty();
        }
        Optional<Instant> created = base.config().created();
        Instant now = clock.instant();
        if (created.isEmpty() || created.get().isBefore(FIRST_DATE) || ClockSkew.DATE.inFuture(created.get(), clock)) {
            return Optional.of(undecided(
                    "age of " + name,
                    "when " + name + " was built is not known: "
                            + created.map(date -> "it says " + date).orElse("it does not say"),
                    "use a base image that says when it was built"));
        }
        return Duration.between(created.get(), now).compareTo(maxAge.get().value()) <= 0
                ? Optional.empty()
                : Optional.of(broken(
                        BaseImageCriterion.STALE,
                        Severity.MEDIUM,
                        "the base image is young enough",
                        name,
                        name + " was built on " + created.get(),
                        "built at most " + maxAge.get().text() + " ago",
                        "build the image anew on the newest release of its base image"));
    }

    private static HardeningFinding broken(
            RuleId rule, Severity severity, String title, String subject, String actual, String expected, String help) {
        return new HardeningFinding(
                rule,
                severity,
                title,
                Location.none(),
                SafeText.oneLine(actual, SHOWN),
                SafeText.oneLine(expected, SHOWN),
                help,
                HardeningFinding.identity(rule, Location.none(), subject, 1),
                false);
    }

    /** @param subject one for each source, so that a waiver for what one does not tell covers no other */
    private static HardeningFinding undecided(String subject, String why, String remedy) {
        return new HardeningFinding(
                BaseImageCriterion.UNKNOWN,
                Severity.UNKNOWN,
                "the base image is known",
                Location.none(),
                SafeText.oneLine(why, SHOWN),
                "a base image that a registry has, whose layers are the lowest of the image",
                SafeText.oneLine(remedy, SHOWN),
                HardeningFinding.identity(BaseImageCriterion.UNKNOWN, Location.none(), subject, 1),
                true);
    }
}
