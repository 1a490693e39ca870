package io.jenkins.lib.containergate.policy.judge;

import io.jenkins.lib.containergate.finding.Exploitation;
import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.finding.SecretFinding;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.finding.SourceInfo;
import io.jenkins.lib.containergate.finding.VexStatement;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.merge.RandomPolicies;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Seeded findings of the vulnerability gate and of the rules of other gates. */
final class RandomInput {
    private final Random random;
    private final Instant now;

    RandomInput(Random random, Instant now) {
        this.random = random;
        this.now = now;
    }

    /** Some are old, and some do not say how old they are. */
    private Map<ExploitationFeed, Optional<Instant>> feeds() {
        Map<ExploitationFeed, Optional<Instant>> feeds = new EnumMap<>(ExploitationFeed.class);
        for (ExploitationFeed feed : ExploitationFeed.values()) {
            feeds.put(
                    feed,
                    random.nextInt(40) == 0
                            ? Optional.empty()
                            : Optional.of(Instant.parse("2026-06-01T12:00:00Z")
                                    .minus(Duration.ofDays(random.nextInt(40) == 0 ? 400 : 1))));
        }
        return feeds;
    }

    GateInput next() {
        GateName[] gates = {
            GateName.VULNERABILITIES,
            GateName.VULNERABILITIES,
            GateName.VULNERABILITIES,
            GateName.HARDENING,
            GateName.TASK_DEFINITION,
            GateName.SECRETS
        };
        GateName gate = gates[random.nextInt(gates.length)];
        List<Finding> findings = new ArrayList<>();
        for (int i = random.nextInt(9); i > 0; i--) {
            findings.add(finding(gate));
        }
        GateInput input = GateInput.of(gate, new ImageNames(List.of("x/a")), findings)
                .withFeeds(random.nextInt(4) == 0 ? Map.of() : feeds())
                .withBaseline(baseline(findings))
                .withVex(vex(findings))
                .withBaseImageLayers(random.nextBoolean() ? Set.of(SampleFindings.BASE_LAYER) : Set.of());
        return random.nextInt(4) == 0
                ? input
                : input.withSource(new SourceInfo("osv", "1", Optional.of(past(Duration.ofDays(4)))));
    }

    Finding finding(GateName gate) {
        if (random.nextInt(25) == 0) {
            return SampleFindings.gap("gap", "app/" + random.nextInt(2) + ".jar");
        }
        if (gate == GateName.SECRETS) {
            return SampleFindings.secret(
                    "value " + random.nextInt(6),
                    severity(),
                    new SecretFinding.Details(random.nextBoolean(), random.nextBoolean(), Optional.empty()));
        }
        if (gate != GateName.VULNERABILITIES) {
            return SampleFindings.hardening(RandomPolicies.rules(gate).get(random.nextBoolean() ? 0 : 2), severity());
        }
        boolean fixed = random.nextBoolean();
        return SampleFindings.vulnerability(
                "CVE-" + (1 + random.nextInt(6)),
                severity(),
                fixed ? Optional.of("2") : Optional.empty(),
                fixed && random.nextBoolean() ? Optional.of(past(Duration.ofDays(9))) : Optional.empty(),
                new Exploitation(
                        random.nextInt(5) == 0,
                        random.nextBoolean() ? Optional.of(BigDecimal.valueOf(random.nextDouble())) : Optional.empty()),
                random.nextBoolean() ? SampleFindings.BASE_LAYER : SampleFindings.OWN_LAYER);
    }

    private Map<Finding, List<VexStatement>> vex(List<Finding> findings) {
        Map<Finding, List<VexStatement>> stated = new HashMap<>();
        for (Finding finding : findings) {
            List<VexStatement> statements = new ArrayList<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                statements.add(statement());
            }
            if (random.nextInt(3) > 0) {
                stated.put(finding, statements);
            }
        }
        return stated;
    }

    VexStatement statement() {
        VexStatement.Origin[] origins = VexStatement.Origin.values();
        VexStatement.Status[] statuses = VexStatement.Status.values();
        return new VexStatement(
                new VexStatement.Source(
                        origins[random.nextInt(origins.length)],
                        "document " + random.nextInt(3),
                        List.of("acme", "another").get(random.nextInt(2)),
                        "place",
                        random.nextBoolean() ? Optional.of("psirt") : Optional.empty()),
                statuses[random.nextInt(3) > 0 ? 0 : random.nextInt(statuses.length)],
                random.nextBoolean()
                        ? Optional.of(
                                random.nextBoolean() ? "component_not_present" : "inline_mitigations_already_exist")
                        : Optional.empty(),
                random.nextInt(4) == 0 ? Optional.of("never called") : Optional.empty(),
                random.nextInt(6) == 0
                        ? Optional.empty()
                        : Optional.of(now.minus(Duration.ofDays(random.nextInt(3) * 20L))));
    }

    private Severity severity() {
        return Severity.values()[random.nextInt(Severity.values().length)];
    }

    private Instant past(Duration most) {
        return now.minusSeconds(random.nextInt((int) most.toSeconds()));
    }

    private KnownFindings baseline(List<Finding> findings) {
        return KnownFindings.of(
                findings.stream().filter(f -> random.nextInt(3) == 0).toList());
    }
}
