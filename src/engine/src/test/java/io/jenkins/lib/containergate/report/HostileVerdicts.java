package io.jenkins.lib.containergate.report;

import io.jenkins.lib.containergate.ecosystem.Ecosystem;
import io.jenkins.lib.containergate.ecosystem.OsRelease;
import io.jenkins.lib.containergate.finding.Account;
import io.jenkins.lib.containergate.finding.AffectedPackage;
import io.jenkins.lib.containergate.finding.Exploitation;
import io.jenkins.lib.containergate.finding.Exposure;
import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.finding.Fingerprint;
import io.jenkins.lib.containergate.finding.HardeningFinding;
import io.jenkins.lib.containergate.finding.InventoryFinding;
import io.jenkins.lib.containergate.finding.KnownExploit;
import io.jenkins.lib.containergate.finding.Location;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.finding.SecretFinding;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.finding.SourceInfo;
import io.jenkins.lib.containergate.finding.VulnerabilityFinding;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.inventory.InstalledPackage;
import io.jenkins.lib.containergate.inventory.PackageInventory;
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
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Verdicts and inventories whose every text was written by an attacker, or by chance; the same for the same seed. */
public final class HostileVerdicts {
    /** Each has broken some report of some tool. */
    public static final List<String> TEXTS = List.of(
            "",
            " ",
            "<script>alert(1)</script>",
            "</style></title><img src=x onerror=alert(1)>",
            "\" onmouseover=\"alert(1)",
            "' or 1=1 --",
            "&lt;&amp;&#0;&nope;",
            "]]><!--",
            "javascript:alert(1)",
            "https://user@evil.example/",
            "https://example.org/?a=1&b=\"<>",
            "data:text/html,<script>alert(1)</script>",
            "pkg:npm/%40scope/name@1.0?x=\u202Egpj.exe",
            "abc\u202Edlrow\u202C\u2066x\u2069",
            "\u001B[31mred\u001B[0m\u001B]0;title\u0007",
            "\u009B2J\r\nOutcome: PASS",
            "zero\u200Bwidth\uFEFF\u00AD",
            "lone \uD800 high and \uDC00 low",
            "\uFFFE\uFFFF\uFDD0",
            "nul\u0000bell\u0007\b\f",
            "\uD83D\uDC69\u200D\uD83D\uDCBB \u6F22\u5B57 \u0627\u0644\u0639 e\u0301\u0301\u0301",
            "[click](https://evil.example) **bold** {0} {{",
            "C:\\temp\\x\\..\\y",
            "../../etc/passwd",
            "a:b/c d?e#f%zz",
            "x".repeat(40_000),
            "\uD83D\uDE00".repeat(20_000),
            "=cmd|' /C calc'!A0");

    private final Random random;

    public HostileVerdicts(long seed) {
        this.random = new Random(seed);
    }

    public Verdict verdict() {
        Subject subject = new Subject(text(), maybe(this::text), maybe(this::text), maybe(this::text));
        PolicyIdentity policy = new PolicyIdentity(digest(), some(4, this::text), Optional.of(Mode.ENFORCE));
        return new Verdict(subject, policy, some(5, this::gate), some(4, this::note), instant());
    }

    public PackageInventory inventory() {
        Optional<OsRelease> os =
                maybe(() -> new OsRelease(text(), List.of(), maybe(this::text), maybe(this::text), text()));
        return new PackageInventory(os, some(12, this::installed), random.nextInt(1_000), some(3, this::gap));
    }

    private GateResult gate() {
        Outcome outcome = pick(Outcome.values());
        Optional<GateError> error =
                outcome == Outcome.ERROR ? Optional.of(new GateError(text(), text())) : Optional.empty();
        List<DecidedFinding> findings = some(8, () -> decided(outcome));
        return new GateResult(
                pick(GateName.values()), outcome, text(), maybe(this::source), error, findings, account());
    }

    private Account account() {
        Account account = Account.empty();
        for (int i = random.nextInt(4); i > 0; i--) {
            account = account.evaluated(text(), count()).notEvaluated(text(), count(), text());
        }
        return account;
    }

    private int count() {
        return random.nextBoolean() ? random.nextInt(3) : Integer.MAX_VALUE;
    }

    private DecidedFinding decided(Outcome outcome) {
        Decision decision = pick(Decision.values());
        boolean contradiction = decision == Decision.BLOCKED && outcome.passed();
        return new DecidedFinding(finding(), contradiction ? Decision.WARNED : decision, text());
    }

    private Finding finding() {
        return switch (random.nextInt(4)) {
            case 0 -> gap();
            case 1 -> hardening();
            case 2 -> secret();
            default -> vulnerability();
        };
    }

    private HardeningFinding hardening() {
        boolean undecided = random.nextBoolean();
        Severity severity = undecided ? Severity.UNKNOWN : pick(Severity.values());
        Fingerprint fingerprint = Fingerprint.of(text());
        return new HardeningFinding(
                rule(), severity, text(), location(), text(), text(), text(), fingerprint, undecided);
    }

    private SecretFinding secret() {
        Fingerprint fingerprint = Fingerprint.of(text());
        Optional<SecretFinding.Commit> commit =
                maybe(() -> new SecretFinding.Commit(digest().hex().substring(24), text(), instant()));
        return new SecretFinding(
                rule(),
                pick(Severity.values()),
                text(),
                location(),
                text(),
                text(),
                text(),
                fingerprint,
                false,
                new SecretFinding.Details(random.nextBoolean(), random.nextBoolean(), commit));
    }

    private VulnerabilityFinding vulnerability() {
        Optional<BigDecimal> epss =
                random.nextBoolean() ? Optional.empty() : Optional.of(BigDecimal.valueOf(random.nextDouble()));
        return new VulnerabilityFinding(
                rule(),
                some(40, this::rule),
                pick(Severity.values()),
                maybe(this::text),
                text(),
                new AffectedPackage(text(), text(), text(), maybe(this::text), maybe(this::instant)),
                new Exploitation(random.nextBoolean(), epss, epss, exposure(), listed()),
                location(),
                some(40, this::text));
    }

    private KnownExploit listed() {
        return new KnownExploit(
                maybe(() -> LocalDate.ofEpochDay(random.nextInt(40_000))),
                maybe(() -> LocalDate.ofEpochDay(random.nextInt(40_000))),
                random.nextBoolean());
    }

    private Exposure exposure() {
        return new Exposure(
                random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(random.nextInt(Integer.MAX_VALUE)),
                maybe(this::instant),
                maybe(random::nextBoolean));
    }

    private InventoryFinding gap() {
        return new InventoryFinding(rule(), text(), location(), text(), text(), text());
    }

    private InstalledPackage installed() {
        return new InstalledPackage(
                pick(Ecosystem.values()),
                text(),
                text(),
                text(),
                maybe(() -> new InstalledPackage.SourcePackage(text(), text())),
                digest(),
                text(),
                some(4, this::text));
    }

    private SourceInfo source() {
        return new SourceInfo(text(), text(), maybe(this::instant));
    }

    private PolicyNote note() {
        return new PolicyNote(
                text(), text(), maybe(() -> new PolicyNote.BaseUpgrade(text(), text(), count(), count(), count())));
    }

    private Location location() {
        OptionalInt line = random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(1 + random.nextInt(1_000_000));
        return new Location(maybe(this::digest), maybe(this::text), line, maybe(this::text));
    }

    private RuleId rule() {
        return new RuleId(random.nextInt(4) == 0 ? "R" + "x".repeat(127) : "CVE-2026-" + random.nextInt(100));
    }

    private Digest digest() {
        byte[] content = new byte[4];
        random.nextBytes(content);
        return Digest.of(content);
    }

    private Instant instant() {
        return Instant.ofEpochSecond(random.nextLong(253_402_300_800L), random.nextInt(1_000_000_000));
    }

    private String text() {
        if (random.nextInt(3) > 0) {
            return TEXTS.get(random.nextInt(TEXTS.size()));
        }
        int[] codePoints = random.ints(random.nextInt(60), 0, Character.MAX_CODE_POINT + 1)
                .map(codePoint -> random.nextBoolean() ? codePoint : codePoint & 0xFF)
                .toArray();
        return new String(codePoints, 0, codePoints.length);
    }

    private <T> T pick(T[] values) {
        return values[random.nextInt(values.length)];
    }

    private <T> Optional<T> maybe(Supplier<T> supplier) {
        return random.nextBoolean() ? Optional.empty() : Optional.of(supplier.get());
    }

    private <T> List<T> some(int most, Supplier<T> supplier) {
        return Stream.generate(supplier).limit(random.nextInt(most + 1)).toList();
    }
}
