package io.jenkins.lib.containergate.policy.judge;

import io.jenkins.lib.containergate.finding.Account;
import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.finding.VexStatement;
import io.jenkins.lib.containergate.policy.Decision;
import io.jenkins.lib.containergate.policy.key.PolicyKeys;
import io.jenkins.lib.containergate.policy.key.Setting;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.policy.vex.VexTrust;
import io.jenkins.lib.containergate.policy.vex.VexTrustSet;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A finding is excused by a statement of someone the policy trusts. Of several the latest counts, and where the latest
 * contradict each other, the one that excuses does not. What nobody trusted states changes nothing, in either direction.
 */
final class VexCriterion implements Criterion {
    private static final String KIND = "VEX statement";
    /** Texts after the time, so that the same statements in another order are the same decision. */
    private static final Comparator<VexStatement> LATEST = Comparator.comparing(
                    (VexStatement statement) -> statement.at().orElse(Instant.MIN))
            .thenComparing(VexStatement::line);

    private final Optional<Setting<VexTrustSet>> trust;
    private final Map<Finding, List<VexStatement>> statements;
    private final ImageNames image;
    private final Clock clock;

    VexCriterion(EffectivePolicy policy, GateInput input, Clock clock) {
        this.trust = policy.find(PolicyKeys.VEX);
        this.statements = input.vex();
        this.image = input.image();
        this.clock = clock;
    }

    @Override
    public Optional<Ruling> judge(Finding finding) {
        if (finding.undecided()) {
            return Optional.empty();
        }
        List<VexStatement> about = statements.getOrDefault(finding, List.of());
        Contradiction contradiction = contradiction(about);
        return about.stream()
                .filter(statement ->
                        objection(statement, finding, contradiction).isEmpty())
                .max(LATEST)
                .map(statement -> new Ruling(
                        Decision.WAIVED,
                        trust.orElseThrow().origin().layer() + ": " + statement.line(),
                        "stated in VEX",
                        Optional.of(statement)));
    }

    /** Which statements decided nothing, and why. */
    Account account() {
        Map<Optional<String>, Integer> counts = new HashMap<>();
        statements.forEach((finding, about) -> {
            Contradiction contradiction = contradiction(about);
            about.forEach(statement -> counts.merge(objection(statement, finding, contradiction), 1, Integer::sum));
        });
        Account account = Account.empty();
        for (Map.Entry<Optional<String>, Integer> count : counts.entrySet()) {
            account = count.getKey().isEmpty()
                    ? account.evaluated(KIND, count.getValue())
                    : account.notEvaluated(
                            KIND, count.getValue(), count.getKey().get());
        }
        return account;
    }

    private Optional<String> objection(VexStatement statement, Finding finding, Contradiction contradiction) {
        List<VexTrust> hearing = hearing(statement);
        if (hearing.isEmpty()) {
            return Optional.of("the policy does not trust its source (vex, from: "
                    + statement.source().origin().key() + ")");
        }
        List<Optional<String>> objections = hearing.stream()
                .map(entry -> entry.objection(statement, finding, clock))
                .toList();
        if (objections.stream().noneMatch(Optional::isEmpty)) {
            return objections.get(0);
        }
        return contradiction.defeats(statement)
                ? Optional.of("another trusted statement, no older, says otherwise")
                : Optional.empty();
    }

    /**
     * What trusted statements on one finding keep others from excusing it.
     *
     * @param any whether there is one
     * @param undated whether one of them has no time: it may be the latest
     * @param newest time of the latest
     */
    private record Contradiction(boolean any, boolean undated, Instant newest) {
        boolean defeats(VexStatement excusing) {
            return any
                    && (undated
                            || excusing.at().isEmpty()
                            || !newest.isBefore(excusing.at().get()));
        }
    }

    private Contradiction contradiction(List<VexStatement> about) {
        List<VexStatement> against = about.stream()
                .filter(statement ->
                        !statement.status().excuses() && !hearing(statement).isEmpty())
                .toList();
        return new Contradiction(
                !against.isEmpty(),
                against.stream().anyMatch(statement -> statement.at().isEmpty()),
                against.stream()
                        .flatMap(statement -> statement.at().stream())
                        .max(Comparator.naturalOrder())
                        .orElse(Instant.MIN));
    }

    private List<VexTrust> hearing(VexStatement statement) {
        return trust.map(set -> set.value().entries()).orElse(List.of()).stream()
                .filter(entry -> entry.hears(statement, image::match))
                .toList();
    }
}
