package io.jenkins.plugins.containergate.ui;

import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.policy.GateName;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a trend shows, from the parameters of its address. A value that means nothing filters nothing.
 *
 * @param builds the latest that are looked at
 * @param changes what is new and fixed instead of what was found; of all gates and severities together
 */
record TrendQuery(Optional<GateName> gate, Optional<Severity> severity, int builds, boolean changes) {
    static final List<Integer> RANGES = List.of(10, 30, 100);
    private static final int USUAL = 30;
    private static final String CHANGES = "changes";

    static TrendQuery usual() {
        return new TrendQuery(Optional.empty(), Optional.empty(), USUAL, false);
    }

    /** @param parameters gives {@code null} for an absent one */
    static TrendQuery parse(UnaryOperator<@Nullable String> parameters) {
        boolean changes = CHANGES.equals(parameters.apply("show"));
        TrendQuery query = new TrendQuery(
                Optional.ofNullable(parameters.apply("gate")).flatMap(GateName::ofKey),
                Arrays.stream(Severity.values())
                        .filter(severity -> severity.name().equals(parameters.apply("severity")))
                        .findFirst(),
                RANGES.stream()
                        .filter(range -> range.toString().equals(parameters.apply("builds")))
                        .findFirst()
                        .orElse(USUAL),
                false);
        return changes ? query.ofChanges() : query;
    }

    /** Of all gates and severities. */
    TrendQuery ofChanges() {
        return new TrendQuery(Optional.empty(), Optional.empty(), builds, true);
    }

    TrendQuery ofFindings() {
        return new TrendQuery(gate, severity, builds, false);
    }

    TrendQuery of(Optional<Severity> other) {
        return new TrendQuery(gate, other, builds, false);
    }

    TrendQuery over(int range) {
        return new TrendQuery(gate, severity, range, changes);
    }

    TrendQuery in(Optional<GateName> other) {
        return new TrendQuery(other, severity, builds, false);
    }

    /** As the query part of an address, {@code ?} included. */
    String address() {
        StringBuilder address = new StringBuilder("?builds=").append(builds);
        gate.ifPresent(each -> address.append("&gate=").append(each.key()));
        severity.ifPresent(each -> address.append("&severity=").append(each.name()));
        if (changes) {
            address.append("&show=").append(CHANGES);
        }
        return address.toString();
    }
}
