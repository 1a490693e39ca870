package io.jenkins.lib.containergate.report;

import io.jenkins.lib.containergate.finding.Account;
import io.jenkins.lib.containergate.finding.AffectedPackage;
import io.jenkins.lib.containergate.finding.Exploitation;
import io.jenkins.lib.containergate.finding.HardeningFinding;
import io.jenkins.lib.containergate.finding.InventoryFinding;
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
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Honest verdicts as a web shop's build would get them. */
public final class ExampleVerdicts {
    public static final Digest IMAGE = Digest.of(new byte[] {1});
    public static final Digest BASE_LAYER = Digest.of(new byte[] {2});
    public static final Digest APP_LAYER = Digest.of(new byte[] {3});
    public static final Instant JUDGED_AT = Instant.parse("2026-07-01T12:30:45Z");
    public static final PolicyIdentity POLICY =
            new PolicyIdentity(Digest.of(new byte[] {4}), List.of("org", "folder", "step"), Optional.of(Mode.ENFORCE));

    private ExampleVerdicts() {}

    /** All decisions, a gate that could not decide, notes. */
    public static Verdict mixed() {
        return verdict(
                List.of(vulnerabilities(), hardening(), secretsThatCouldNotLook()),
                List.of(
                        new PolicyNote(
                                "unused-waiver", "folder: waiver of CVE-2020-1 (owner payments) matched nothing"),
                        new PolicyNote("expired-waiver", "org: waiver of CVE-2019-17571 expired on 2026-06-30")));
    }

    public static Verdict failing() {
        return verdict(List.of(vulnerabilities(), hardening()), List.of());
    }

    public static Verdict passing() {
        return verdict(
                List.of(new GateResult(
                        GateName.VULNERABILITIES,
                        Outcome.PASS,
                        "nothing found",
                        Optional.of(source()),
                        Optional.empty(),
                        List.of())),
                List.of());
    }

    public static Verdict verdict(List<GateResult> gates, List<PolicyNote> notes) {
        Subject subject = new Subject(
                "registry.example:5000/shop/web:1.4",
                Optional.of(IMAGE.toString()),
                Optional.of("linux/amd64"),
                Optional.empty());
        return new Verdict(subject, POLICY, gates, notes, JUDGED_AT);
    }

    public static GateResult vulnerabilities() {
        return new GateResult(
                GateName.VULNERABILITIES,
                Outcome.FAIL,
                "1 CRITICAL vulnerability, at most 0 are allowed: CVE-2021-44228 in log4j-core 2.14.1",
                Optional.of(source()),
                Optional.empty(),
                List.of(
                        new DecidedFinding(
                                log4Shell(),
                                Decision.BLOCKED,
                                "org: vulnerabilities.max.critical=0",
                                Optional.empty(),
                                Optional.of("vulnerabilities.max.critical")),
                        new DecidedFinding(
                                libssl("CVE-2024-5535", Severity.HIGH),
                                Decision.WARNED,
                                "folder: mode=warn, vulnerabilities.max.high=0"),
                        new DecidedFinding(
                                libssl("CVE-2024-0727", Severity.MEDIUM),
                                Decision.ALLOWED,
                                "org: vulnerabilities.max.medium has no limit"),
                        new DecidedFinding(
                                libssl("CVE-2023-5678", Severity.LOW),
                                Decision.WAIVED,
                                "org: waiver by payments until 2027-01-31: not reachable (SEC-12)"),
                        new DecidedFinding(
                                libssl("CVE-2023-0001", Severity.UNKNOWN),
                                Decision.BASELINE,
                                "folder: vulnerabilities.baseline=new-only")),
                Account.empty()
                        .evaluated("layer", 4)
                        .evaluated("package", 1231)
                        .notEvaluated("attestation manifest", 1, "not an image that runs"));
    }

    public static GateResult hardening() {
        return new GateResult(
                GateName.HARDENING,
                Outcome.WARN,
                "rule non-root-user is set to warn",
                Optional.empty(),
                Optional.empty(),
                List.of(new DecidedFinding(
                        new HardeningFinding(
                                new RuleId("non-root-user"),
                                Severity.HIGH,
                                "The container runs as root",
                                Location.atPointer("image configuration", "/config/User"),
                                "no user is set, so root",
                                "a user other than root",
                                "add USER with a numeric id to the Dockerfile"),
                        Decision.WARNED,
                        "folder: hardening.rules.non-root-user=warn")));
    }

    public static GateResult secretsThatCouldNotLook() {
        return GateResult.undecided(
                GateName.SECRETS,
                new GateError("layer 3 ends after 1024 of 4096 bytes", "export the image again: the archive is cut"));
    }

    public static GateResult undecidedVulnerabilities() {
        InventoryFinding gap = new InventoryFinding(
                new RuleId("no-data-for-release"),
                "No vulnerability data for Debian 99",
                Location.inLayer(BASE_LAYER, "var/lib/dpkg/status"),
                "Debian:99",
                "a release the source has data for",
                "update the database, or waive this rule for the image");
        return new GateResult(
                GateName.VULNERABILITIES,
                Outcome.ERROR,
                "1 part of the image could not be evaluated: no vulnerability data for Debian 99",
                Optional.of(source()),
                Optional.of(new GateError(
                        "no vulnerability data for Debian 99", "update the database, or waive this rule")),
                List.of(new DecidedFinding(gap, Decision.BLOCKED, "undecided findings block unless waived")));
    }

    public static VulnerabilityFinding log4Shell() {
        return new VulnerabilityFinding(
                new RuleId("CVE-2021-44228"),
                List.of(new RuleId("GHSA-jfh8-c2jp-5v3q")),
                Severity.CRITICAL,
                Optional.of("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H"),
                "Remote code injection in Log4j",
                new AffectedPackage(
                        "pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1",
                        "log4j-core",
                        "2.14.1",
                        Optional.of("2.15.0"),
                        Optional.of(Instant.parse("2021-12-10T00:00:00Z"))),
                new Exploitation(true, Optional.of(new BigDecimal("0.97565"))),
                Location.inLayer(APP_LAYER, "app/shop.war!/WEB-INF/lib/log4j-core-2.14.1.jar"),
                List.of(
                        "https://nvd.nist.gov/vuln/detail/CVE-2021-44228",
                        "https://logging.apache.org/log4j/2.x/security.html"));
    }

    public static VulnerabilityFinding libssl(String rule, Severity severity) {
        return new VulnerabilityFinding(
                new RuleId(rule),
                List.of(),
                severity,
                Optional.empty(),
                "Flaw in a rarely used function of OpenSSL",
                new AffectedPackage(
                        "pkg:deb/debian/libssl3@3.0.11-1~deb12u1?arch=amd64&distro=debian-12",
                        "libssl3",
                        "3.0.11-1~deb12u1",
                        Optional.empty(),
                        Optional.empty()),
                Exploitation.unknown(),
                Location.inLayer(BASE_LAYER, "var/lib/dpkg/status"),
                List.of("https://security-tracker.debian.org/tracker/" + rule));
    }

    private static SourceInfo source() {
        return new SourceInfo("osv", "1", Optional.of(Instant.parse("2026-07-01T03:12:00Z")));
    }
}
