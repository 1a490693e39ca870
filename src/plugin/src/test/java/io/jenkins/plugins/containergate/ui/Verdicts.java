package io.jenkins.plugins.containergate.ui;

import io.jenkins.lib.containergate.finding.AffectedPackage;
import io.jenkins.lib.containergate.finding.Exploitation;
import io.jenkins.lib.containergate.finding.HardeningFinding;
import io.jenkins.lib.containergate.finding.KnownExploit;
import io.jenkins.lib.containergate.finding.LayerOrigin;
import io.jenkins.lib.containergate.finding.Location;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.finding.SourceInfo;
import io.jenkins.lib.containergate.finding.VulnerabilityFinding;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.policy.DecidedFinding;
import io.jenkins.lib.containergate.policy.Decision;
import io.jenkins.lib.containergate.policy.GateError;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.GateResult;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.lib.containergate.policy.PolicyIdentity;
import io.jenkins.lib.containergate.policy.PolicyNote;
import io.jenkins.lib.containergate.policy.Subject;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.policy.setting.Choice.Mode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Verdicts to look at. */
public final class Verdicts {
    private static final Exploitation LISTED = Exploitation.of(new KnownExploit(
            Optional.of(LocalDate.parse("2026-03-01")), Optional.of(LocalDate.parse("2026-03-22")), true));

    private Verdicts() {}

    /** FAIL, with this many vulnerabilities of all severities and two hardening findings. */
    public static Verdict failing(int vulnerabilities) {
        List<DecidedFinding> found = new ArrayList<>();
        for (int i = 0; i < vulnerabilities; i++) {
            found.add(vulnerability(i));
        }
        GateResult gate = new GateResult(
                GateName.VULNERABILITIES,
                Outcome.FAIL,
                vulnerabilities + " vulnerabilities, 1 CRITICAL more than allowed",
                Optional.of(
                        new SourceInfo("osv", "1.7.0", Optional.of(Instant.parse("2026-11-20T00:00:00.123456789Z")))),
                Optional.empty(),
                found);
        return verdict("registry.example.org/shop/app:1.4", List.of(gate, hardening()));
    }

    public static Verdict passing() {
        return verdict(
                "registry.example.org/shop/app:1.5",
                List.of(new GateResult(
                        GateName.VULNERABILITIES,
                        Outcome.PASS,
                        "nothing found",
                        Optional.empty(),
                        Optional.empty(),
                        List.of())));
    }

    public static Verdict undecided() {
        return verdict(
                "registry.example.org/shop/app:1.6",
                List.of(GateResult.undecided(
                        GateName.VULNERABILITIES, new GateError("the scanner is down", "start it and retry"))));
    }

    /** ERROR, because of a file whose path is long. */
    public static Verdict unreadable() {
        return verdict(
                "shop-frontend-service.tar",
                List.of(GateResult.undecided(
                        GateName.VULNERABILITIES,
                        new GateError(
                                "/home/jenkins/agent/workspace/teams/payments-and-settlement/shop-frontend-service.tar"
                                        + " is not a file",
                                "check the path"))));
    }

    /** Named by someone who would like to write into our pages. */
    public static Verdict hostile() {
        String script = "<script>alert(1)</script>";
        HardeningFinding finding = new HardeningFinding(
                new RuleId("no-setuid-files"),
                Severity.HIGH,
                script + "\"' onmouseover=alert(1)",
                new Location(Optional.empty(), Optional.of(script), OptionalInt.of(1), Optional.of("/" + script)),
                script,
                script,
                script);
        return verdict(
                script,
                List.of(new GateResult(
                        GateName.HARDENING,
                        Outcome.FAIL,
                        script,
                        Optional.empty(),
                        Optional.empty(),
                        List.of(new DecidedFinding(finding, Decision.BLOCKED, script)))));
    }

    private static Verdict verdict(String reference, List<GateResult> gates) {
        return new Verdict(
                new Subject(
                        reference,
                        Optional.of(digest("manifest").toString()),
                        Optional.empty(),
                        Optional.of("linux/amd64"),
                        Optional.empty(),
                        List.of(
                                new LayerOrigin(digest("layer0"), 1, 2, Optional.of("RUN apt-get at /history/2")),
                                new LayerOrigin(digest("layer1"), 2, 2, Optional.empty()))),
                new PolicyIdentity(digest("policy"), List.of("org", "folder", "workspace"), Optional.of(Mode.ENFORCE)),
                gates,
                List.of(new PolicyNote("unused-waiver", "the waiver of CVE-2020-1 by payments covers nothing")),
                Instant.parse("2026-11-24T12:00:00Z"));
    }

    private static GateResult hardening() {
        HardeningFinding root = new HardeningFinding(
                new RuleId("non-root-user"),
                Severity.HIGH,
                "The image runs as root",
                Location.atPointer("image configuration", "/config/User"),
                "no user",
                "a user other than root",
                "add USER to the Dockerfile");
        HardeningFinding health = new HardeningFinding(
                new RuleId("health-check-present"),
                Severity.LOW,
                "The image has no health check",
                Location.atPointer("image configuration", "/config/Healthcheck"),
                "none",
                "HEALTHCHECK",
                "add HEALTHCHECK to the Dockerfile");
        return new GateResult(
                GateName.HARDENING,
                Outcome.WARN,
                "1 HIGH warned",
                Optional.empty(),
                Optional.empty(),
                List.of(
                        new DecidedFinding(root, Decision.WARNED, "folder: mode=warn"),
                        new DecidedFinding(health, Decision.ALLOWED, "org: hardening.profile=baseline")));
    }

    private static DecidedFinding vulnerability(int i) {
        Severity severity = i == 0 ? Severity.CRITICAL : Severity.values()[1 + i % 4];
        String name = "package-" + i % 500;
        VulnerabilityFinding finding = new VulnerabilityFinding(
                new RuleId("CVE-2026-" + (10_000 + i)),
                List.of(new RuleId("GHSA-" + i)),
                severity,
                Optional.of("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"),
                "A flaw in " + name + " lets a remote attacker do what only its owner should",
                new AffectedPackage(
                        "pkg:deb/debian/" + name + "@1." + i + "?arch=amd64",
                        name,
                        "1." + i,
                        i % 3 == 0 ? Optional.empty() : Optional.of("1." + (i + 1)),
                        Optional.empty()),
                new Exploitation(false, i % 2 == 0 ? Optional.of(new BigDecimal("0.123")) : Optional.empty())
                        .worse(i == 0 ? LISTED : Exploitation.unknown()),
                Location.inLayer(digest("layer" + i % 7), "var/lib/dpkg/status"),
                List.of("https://security-tracker.debian.org/tracker/CVE-2026-" + (10_000 + i), "javascript:alert(1)"));
        Decision decision =
                switch (severity) {
                    case CRITICAL -> Decision.BLOCKED;
                    case HIGH -> Decision.WAIVED;
                    case MEDIUM -> Decision.BASELINE;
                    default -> Decision.ALLOWED;
                };
        return new DecidedFinding(finding, decision, "org: vulnerabilities.max." + severity.key() + "=0");
    }

    private static Digest digest(String of) {
        return Digest.of(of.getBytes(StandardCharsets.UTF_8));
    }
}
