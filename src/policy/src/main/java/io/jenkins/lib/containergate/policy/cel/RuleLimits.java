package io.jenkins.lib.containergate.policy.cel;

import java.time.Duration;

/**
 * What the evaluation of one rule may cost; beyond it the rule is undecided.
 *
 * @param steps parts of the expression that are evaluated, those of each turn of a comprehension again; long texts and
 *     lists that are put together cost more
 * @param time by the clock
 * @param findings that one rule may make of one gate's facts
 */
public record RuleLimits(long steps, Duration time, int findings) {
    public static RuleLimits standard() {
        return new RuleLimits(100_000_000, Duration.ofSeconds(10), 1_000);
    }
}
