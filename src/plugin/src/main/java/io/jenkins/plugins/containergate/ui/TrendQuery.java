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
 */
record TrendQuery(Optional<GateName> gate, Optional<Severity> severity, int builds) {
    static final List<Integer> RANGES = List.of(10, 30, 100);
    private static final int USUAL = 30;

    static TrendQuery usual() {
        return new TrendQuery(Optional.empty(), Optional.empty(), USUAL);
    }

    /** @param parameters gives {@code null} for an absent one */
    static TrendQuery parse(UnaryOperator<@Nullable String> parameters) {
        return new TrendQuery(
                Optional.ofNullable(parameters.apply("gate")).flatMap(GateName::ofKey),
                Arrays.stream(Severity.values())
                        .filter(severity -> severity.name().equals(parameters.apply("severity")))
                        .findFirst(),
                RANGES.stream()
                        .filter(range -> range.toString().equals(parameters.apply("builds")))
                        .findFirst()
                        .orElse(USUAL));
    }

    TrendQuery of(Optional<Severity> other) {
        return new TrendQuery(gate, other, builds);
    }

    TrendQuery over(int range) {
        return new TrendQuery(gate, severity, range);
    }

    TrendQuery in(Optional<GateName> other) {
        return new TrendQuery(other, severity, builds);
    }

    /** As the query part of an address, {@code ?} included. */
    String address() {
        StringBuilder address = new StringBuilder("?builds=").append(builds);
        gate.ifPresent(each -> address.append("&gate=").append(each.key()));
        severity.ifPresent(each -> address.append("&severity=").append(each.name()));
        return address.toString();
    }
}
