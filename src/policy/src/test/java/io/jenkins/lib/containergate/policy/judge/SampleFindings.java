package io.jenkins.lib.containergate.policy.judge;

import io.jenkins.lib.containergate.finding.AffectedPackage;
import io.jenkins.lib.containergate.finding.Exploitation;
import io.jenkins.lib.containergate.finding.HardeningFinding;
import io.jenkins.lib.containergate.finding.InventoryFinding;
import io.jenkins.lib.containergate.finding.Location;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.finding.SecretFinding;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.finding.VulnerabilityFinding;
import io.jenkins.lib.containergate.image.Digest;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Findings for tests of the policy. */
final class SampleFindings {
    static final Digest BASE_LAYER = Digest.of("base".getBytes(StandardCharsets.UTF_8));
    static final Digest OWN_LAYER = Digest.of("own".getBytes(StandardCharsets.UTF_8));

    private SampleFindings() {}

    /** The feeds as they were published at one time. */
    static Map<ExploitationFeed, Optional<Instant>> published(Set<ExploitationFeed> feeds, Instant at) {
        return feeds.stream().collect(Collectors.toMap(feed -> feed, feed -> Optional.of(at)));
    }

    static VulnerabilityFinding vulnerability(
            String id,
            Severity severity,
            Optional<String> fixedVersion,
            Optional<Instant> fixedSince,
            Exploitation exploitation,
            Digest layer) {
        return new VulnerabilityFinding(
                new RuleId(id),
                List.of(new RuleId("GHSA-" + id.substring(4))),
                severity,
                Optional.empty(),
                "a flaw",
                new AffectedPackage(
                        "pkg:deb/debian/zlib1g@1:1.2.13?arch=amd64", "zlib1g", "1:1.2.13", fixedVersion, fixedSince),
                exploitation,
                Location.inLayer(layer, "var/lib/dpkg/status"),
                List.of());
    }

    static VulnerabilityFinding fixable(String id, Severity severity) {
        return vulnerability(id, severity, Optional.of("1:1.3"), Optional.empty(), Exploitation.unknown(), OWN_LAYER);
    }

    static VulnerabilityFinding unfixable(String id, Severity severity) {
        return vulnerability(id, severity, Optional.empty(), Optional.empty(), Exploitation.unknown(), OWN_LAYER);
    }

    static VulnerabilityFinding fixedSince(String id, Severity severity, String since) {
        return vulnerability(
                id,
                severity,
                Optional.of("1:1.3"),
                Optional.of(Instant.parse(since)),
                Exploitation.unknown(),
                OWN_LAYER);
    }

    static VulnerabilityFinding inBaseImage(String id, Severity severity) {
        return vulnerability(id, severity, Optional.of("1:1.3"), Optional.empty(), Exploitation.unknown(), BASE_LAYER);
    }

    static VulnerabilityFinding exploited(String id, Severity severity, boolean known, String epss) {
        return vulnerability(
                id,
                severity,
                Optional.empty(),
                Optional.empty(),
                new Exploitation(known, Optional.of(new BigDecimal(epss))),
                OWN_LAYER);
    }

    static InventoryFinding gap(String rule, String path) {
        return new InventoryFinding(
                new RuleId(rule),
                "unreadable",
                Location.inLayer(OWN_LAYER, path),
                "does not open",
                "an archive that opens",
                "repair the archive");
    }

    static HardeningFinding hardening(String rule, Severity severity) {
        return new HardeningFinding(
                new RuleId(rule),
                severity,
                "a fault",
                Location.atPointer("config", "/config/User"),
                "root",
                "another user",
                "set USER");
    }

    /** @param value stands for the secret in the fingerprint */
    static SecretFinding secret(String value, Severity severity, SecretFinding.Details details) {
        Location location = Location.inLayer(OWN_LAYER, "app/settings.py");
        RuleId rule = new RuleId("private-key");
        return new SecretFinding(
                rule,
                severity,
                "Private key",
                location,
                "******",
                "no secret",
                "revoke it",
                SecretFinding.identity(rule, location, value),
                false,
                details);
    }
}
