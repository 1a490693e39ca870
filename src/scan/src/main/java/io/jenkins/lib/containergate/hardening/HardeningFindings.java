package io.jenkins.lib.containergate.hardening;

import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.finding.HardeningFinding;
import io.jenkins.lib.containergate.finding.Location;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import io.jenkins.lib.containergate.text.SafeText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Collects what one rule finds in one image: the first findings each on its own, the rest as a number. */
public final class HardeningFindings {
    static final int MAX_LISTED = 20;

    private final RuleMetadata rule;
    private final String expected;
    private final List<Finding> broken = new ArrayList<>();
    private final List<Finding> undecided = new ArrayList<>();
    private final Map<String, Integer> occurrences = new HashMap<>();
    private long unlisted;

    /** @param expected what would have been right, for every finding of the rule */
    public HardeningFindings(RuleMetadata rule, String expected) {
        this.rule = rule;
        this.expected = expected;
    }

    /** The rule is broken at a place that identifies the finding. */
    public void broken(Location location, String actual) {
        broken(location, location.pointer().orElse(""), actual);
    }

    /**
     * @param subject what is at fault there, called the same in the next build; the second of the same name is another
     */
    public void broken(Location location, String subject, String actual) {
        if (broken.size() == MAX_LISTED) {
            unlisted++;
            return;
        }
        broken.add(finding(location, subject, actual));
    }

    /** More of the kind than could be kept. */
    public void unlisted(long count) {
        unlisted += count;
    }

    /**
     * @param problem what could not be read
     * @param remedy what to do so that it can
     */
    public void undecided(Location location, String problem, String remedy) {
        if (undecided.size() == MAX_LISTED) {
            return;
        }
        undecided.add(new HardeningFinding(
                rule.id(),
                Severity.UNKNOWN,
                rule.title(),
                location,
                SafeText.visible(problem),
                expected,
                remedy,
                HardeningFinding.identity(rule.id(), location, "undecided", undecided.size() + 1),
                true));
    }

    public RuleResult result() {
        List<Finding> all = new ArrayList<>(broken);
        if (unlisted > 0) {
            // the number is part of the identity: one more is new to a baseline
            all.add(finding(Location.none(), "unlisted " + unlisted, "and " + unlisted + " more"));
        }
        all.addAll(undecided);
        return RuleResult.of(all);
    }

    private HardeningFinding finding(Location location, String subject, String actual) {
        int occurrence = occurrences.merge(location.path().orElse("") + "\0" + subject, 1, Integer::sum);
        return new HardeningFinding(
                rule.id(),
                rule.severity(),
                rule.title(),
                location,
                SafeText.visible(actual),
                expected,
                rule.fix(),
                HardeningFinding.identity(rule.id(), location, subject, occurrence),
                false);
    }
}
