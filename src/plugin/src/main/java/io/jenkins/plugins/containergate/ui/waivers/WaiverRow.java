package io.jenkins.plugins.containergate.ui.waivers;

import io.jenkins.lib.containergate.finding.Fingerprint;
import io.jenkins.lib.containergate.policy.key.WithOrigin;
import io.jenkins.lib.containergate.policy.setting.Glob;
import io.jenkins.lib.containergate.policy.setting.Waiver;
import io.jenkins.plugins.containergate.config.policy.PolicyExpiry;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** One waiver as a row of the page. */
public final class WaiverRow {
    private final WithOrigin<Waiver> waiver;
    private final WaiverUse use;
    private final Clock clock;

    WaiverRow(WithOrigin<Waiver> waiver, WaiverUse use, Clock clock) {
        this.waiver = waiver;
        this.use = use;
        this.clock = clock;
    }

    private Waiver value() {
        return waiver.value();
    }

    public String getRule() {
        return value().rule().toString();
    }

    public String getOwner() {
        return value().owner();
    }

    public String getReason() {
        return value().reason();
    }

    public String getTicket() {
        return value().ticket().orElse("");
    }

    LocalDate expires() {
        return value().expires();
    }

    /** The last day it holds: {@code 2027-01-31}. */
    public String getExpires() {
        return expires().toString();
    }

    /** Days after today on which it still holds; negative when it has expired. */
    public long getDaysLeft() {
        return ChronoUnit.DAYS.between(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC), expires());
    }

    public boolean isExpired() {
        return value().expired(clock);
    }

    /** Style class: {@code fail}, {@code warn} or {@code pass}. */
    public String getState() {
        if (isExpired()) {
            return "fail";
        }
        return new PolicyExpiry(clock).expiresSoon(value()) ? "warn" : "pass";
    }

    /** What it does to the last verdicts. */
    public WaiverUse getUse() {
        return use;
    }

    /** Where it is set: layer and line. */
    public String getPlace() {
        return waiver.origin().place();
    }

    /** What it is limited to besides the rule, a condition each. */
    public List<String> getConditions() {
        List<String> conditions = new ArrayList<>();
        value().packages().map(Glob::toString).ifPresent(text -> conditions.add("package: " + text));
        value().image().map(Glob::toString).ifPresent(text -> conditions.add("image: " + text));
        value().path().map(Glob::toString).ifPresent(text -> conditions.add("path: " + text));
        value().fingerprint().map(Fingerprint::value).ifPresent(text -> conditions.add("fingerprint: " + text));
        value().maxSeverity().ifPresent(severity -> conditions.add("maxSeverity: " + severity.key()));
        if (value().untilFixed()) {
            conditions.add("until: fixed");
        }
        return conditions;
    }
}
