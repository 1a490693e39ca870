package io.jenkins.lib.containergate.policy.judge;

import static io.jenkins.lib.containergate.policy.judge.SampleFindings.BASE_LAYER;
import static io.jenkins.lib.containergate.policy.judge.SampleFindings.exploited;
import static io.jenkins.lib.containergate.policy.judge.SampleFindings.fixable;
import static io.jenkins.lib.containergate.policy.judge.SampleFindings.fixedSince;
import static io.jenkins.lib.containergate.policy.judge.SampleFindings.gap;
import static io.jenkins.lib.containergate.policy.judge.SampleFindings.hardening;
import static io.jenkins.lib.containergate.policy.judge.SampleFindings.inBaseImage;
import static io.jenkins.lib.containergate.policy.judge.SampleFindings.unfixable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.finding.SourceInfo;
import io.jenkins.lib.containergate.policy.DecidedFinding;
import io.jenkins.lib.containergate.policy.Decision;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.GateResult;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.lib.containergate.policy.document.PolicyDocument;
import io.jenkins.lib.containergate.policy.document.PolicyParser;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.policy.merge.PolicyMerge;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyEngineTest {
    private static final Clock CLOCK = clock("2026-06-01T12:00:00Z");
    private static final ImageNames IMAGE = new ImageNames(List.of("x/shop/app:1.4", "x/shop/app"));

    private static Clock clock(String now) {
        return Clock.fixed(Instant.parse(now), ZoneOffset.UTC);
    }

    private static EffectivePolicy policy(String text) throws GateException {
        return PolicyMerge.merge(List.of(PolicyParser.parse("org", "org.yaml", "version: 1\n" + text + "\n")), CLOCK);
    }

    private static GateInput input(Finding... findings) {
        return GateInput.of(GateName.VULNERABILITIES, IMAGE, List.of(findings));
    }

    private static GateResult judge(String policy, Finding... findings) throws GateException {
        return new PolicyEngine(policy(policy), CLOCK).judge(input(findings));
    }

    private static DecidedFinding only(GateResult result) {
        assertThat(result.findings()).hasSize(1);
        return result.findings().get(0);
    }

    @Test
    void aFindingOverTheLimitFailsAndTheReasonSaysWhatWhereWhyAndTheFix() throws GateException {
        GateResult result =
                judge("vulnerabilities: {max: {critical: 0}}", fixable("CVE-2021-44228", Severity.CRITICAL));

        assertThat(result.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(result.reason())
                .isEqualTo("1 CRITICAL over the limit 0 (org: vulnerabilities.max.critical=0):"
                        + " CVE-2021-44228 in zlib1g 1:1.2.13, fixed in 1:1.3");
        assertThat(only(result).decision()).isEqualTo(Decision.BLOCKED);
        assertThat(only(result).decidedBy()).isEqualTo("org: vulnerabilities.max.critical=0");
    }

    @Test
    void aLimitIsReachedBeforeItIsCrossed() throws GateException {
        String policy = "vulnerabilities: {max: {high: 2}}";
        assertThat(judge(policy, fixable("CVE-1", Severity.HIGH), fixable("CVE-2", Severity.HIGH))
                        .outcome())
                .isEqualTo(Outcome.PASS);
        GateResult crossed = judge(
                policy,
                fixable("CVE-1", Severity.HIGH),
                fixable("CVE-2", Severity.HIGH),
                fixable("CVE-3", Severity.HIGH));
        assertThat(crossed.findings()).extracting(DecidedFinding::decision).containsOnly(Decision.BLOCKED);
        assertThat(crossed.reason()).startsWith("3 HIGH over the limit 2").endsWith("(and 2 more)");
    }

    @ParameterizedTest
    @EnumSource(Severity.class)
    void eachOfTheFiveLevelsHasItsOwnLimit(Severity severity) throws GateException {
        String policy = "vulnerabilities: {max: {%s: 0}}".formatted(severity.key());
        for (Severity other : Severity.values()) {
            assertThat(judge(policy, fixable("CVE-1", other)).outcome())
                    .isEqualTo(other == severity ? Outcome.FAIL : Outcome.PASS);
        }
    }

    @Test
    void noFindingsPass() throws GateException {
        GateResult result = judge("mode: enforce");
        assertThat(result.outcome()).isEqualTo(Outcome.PASS);
        assertThat(result.reason()).isEqualTo("no findings");
    }

    @Test
    void theModeSoftensWhatBlocksAndSaysSo() throws GateException {
        GateResult warned = judge("mode: warn", fixable("CVE-1", Severity.CRITICAL));
        assertThat(warned.outcome()).isEqualTo(Outcome.WARN);
        assertThat(only(warned).decision()).isEqualTo(Decision.WARNED);
        assertThat(only(warned).decidedBy())
                .isEqualTo("built-in: vulnerabilities.max.critical=0, softened by org: mode=warn");
        assertThat(warned.reason()).startsWith("1 CRITICAL over the limit 0");

        GateResult audited = judge("mode: audit", fixable("CVE-1", Severity.CRITICAL));
        assertThat(audited.outcome()).isEqualTo(Outcome.PASS);
        assertThat(only(audited).decision()).isEqualTo(Decision.ALLOWED);
        assertThat(only(audited).decidedBy()).contains("org: mode=audit");
    }

    @Test
    void findingsStandWorstFirst() throws GateException {
        GateResult result = judge(
                "vulnerabilities: {max: {medium: 0, high: 0}}",
                fixable("CVE-5", Severity.LOW),
                fixable("CVE-4", Severity.CRITICAL),
                fixable("CVE-3", Severity.MEDIUM),
                fixable("CVE-2", Severity.HIGH),
                fixable("CVE-1", Severity.HIGH));
        assertThat(result.findings())
                .extracting(f -> f.finding().rule().value())
                .containsExactly("CVE-1", "CVE-2", "CVE-3", "CVE-4", "CVE-5");
    }

    @Test
    void ofFindingsThatAreDecidedAlikeTheRiskiestStandsFirst() throws GateException {
        GateResult result = judge(
                "vulnerabilities: {max: {}}",
                unfixable("CVE-1", Severity.CRITICAL),
                fixedSince("CVE-2", Severity.CRITICAL, "2026-03-01T00:00:00Z"),
                fixedSince("CVE-3", Severity.CRITICAL, "2026-01-01T00:00:00Z"),
                exploited("CVE-4", Severity.CRITICAL, false, "0.02"),
                exploited("CVE-5", Severity.CRITICAL, false, "0.97"),
                exploited("CVE-6", Severity.LOW, false, "0.99"),
                exploited("CVE-7", Severity.MEDIUM, true, "0.1"));
        assertThat(result.findings())
                .extracting(f -> f.finding().rule().value())
                .containsExactly("CVE-7", "CVE-5", "CVE-4", "CVE-3", "CVE-2", "CVE-1", "CVE-6");
    }

    @Nested
    class Undecided {
        @ParameterizedTest
        @ValueSource(strings = {"mode: enforce", "mode: warn", "mode: audit", "vulnerabilities: {max: {}}"})
        void whatCouldNotBeJudgedIsAnErrorWhateverModeAndLimits(String policy) throws GateException {
            GateResult result = judge(policy, gap("unreadable-archive", "app/x.jar"), fixable("CVE-1", Severity.LOW));
            assertThat(result.outcome()).isEqualTo(Outcome.ERROR);
            assertThat(result.reason())
                    .isEqualTo("could not be evaluated: unreadable-archive at app/x.jar: does not open");
            assertThat(result.error().orElseThrow().remedy())
                    .contains("repair the archive")
                    .contains("waive");
            assertThat(result.findings()).hasSize(2);
        }

        @Test
        void aWaiverForItLetsTheRestDecide() throws GateException {
            String policy = "waivers: [{rule: unreadable-archive, path: 'app/*.jar', owner: a, reason: r, expires:"
                    + " 2026-06-01}]";
            assertThat(judge(policy, gap("unreadable-archive", "app/x.jar")).outcome())
                    .isEqualTo(Outcome.PASS);
            assertThat(judge(policy, gap("unreadable-archive", "lib/x.jar")).outcome())
                    .isEqualTo(Outcome.ERROR);
        }

        @ParameterizedTest
        @ValueSource(strings = {"'*'", "'**'", "'unreadable-*'", "'*-archive'"})
        void aWaiverThatDoesNotNameItDoesNotCoverIt(String rule) throws GateException {
            String policy = "waivers: [{rule: " + rule + ", owner: a, reason: r, expires: 2026-06-01}]";
            assertThat(judge(policy, gap("unreadable-archive", "app/x.jar")).outcome())
                    .isEqualTo(Outcome.ERROR);
        }

        @Test
        void anExpiredWaiverForItLeavesTheError() throws GateException {
            String policy =
                    "mode: audit\nwaivers: [{rule: unreadable-archive, owner: a, reason: r, expires: 2026-05-31}]";
            assertThat(judge(policy, gap("unreadable-archive", "app/x.jar")).outcome())
                    .isEqualTo(Outcome.ERROR);
        }

        @ParameterizedTest
        @ValueSource(strings = {"enforce", "warn", "audit"})
        void aKindThatThePolicyTreatsAsAWarningWarnsInEveryMode(String mode) throws GateException {
            GateResult result = judge(
                    "mode: " + mode + "\nundecided: {unreadable-archive: warn}",
                    gap("unreadable-archive", "app/x.jar"));
            assertThat(result.outcome()).isEqualTo(Outcome.WARN);
            assertThat(only(result).decision()).isEqualTo(Decision.WARNED);
            assertThat(only(result).decidedBy()).isEqualTo("org: undecided.unreadable-archive=warn");
            assertThat(result.reason()).contains("could not be evaluated", "unreadable-archive at app/x.jar");
        }

        @Test
        void aKindThatThePolicyAllowsIsListedWithTheReason() throws GateException {
            GateResult result = judge(
                    "undecided: {unreadable-archive: {treat: allow, reason: read elsewhere}}",
                    gap("unreadable-archive", "app/x.jar"));
            assertThat(result.outcome()).isEqualTo(Outcome.PASS);
            assertThat(only(result).decision()).isEqualTo(Decision.ALLOWED);
            assertThat(only(result).decidedBy()).isEqualTo("org: undecided.unreadable-archive=allow (read elsewhere)");
        }

        @Test
        void oneKindSaysNothingAboutAnother() throws GateException {
            String policy = "undecided: {unreadable-archive: warn}";
            assertThat(judge(policy, gap("unreadable-archive", "a.jar"), gap("no-packages-found", ""))
                            .outcome())
                    .isEqualTo(Outcome.ERROR);
            assertThat(judge(policy, gap("unreadable-archive", "a.jar"), fixable("CVE-1", Severity.CRITICAL))
                            .outcome())
                    .isEqualTo(Outcome.FAIL);
        }

        @Test
        void packagesOfOthersAndReleasesWithoutSupportWarnUnlessThePolicySaysMore() throws GateException {
            for (String kind : List.of("package-of-another-vendor", "end-of-life-operating-system")) {
                GateResult result = judge("mode: enforce", gap(kind, ""));
                assertThat(result.outcome()).isEqualTo(Outcome.WARN);
                assertThat(only(result).decidedBy()).isEqualTo("default: undecided." + kind + "=warn");
                assertThat(judge("undecided: {" + kind + ": error}", gap(kind, ""))
                                .outcome())
                        .isEqualTo(Outcome.ERROR);
            }
            assertThat(judge(
                                    "vulnerabilities: {endOfLife: {deny: true}}\n"
                                            + "undecided: {end-of-life-operating-system: warn}",
                                    gap("end-of-life-operating-system", ""))
                            .outcome())
                    .isEqualTo(Outcome.ERROR);
        }

        @Test
        void anInnerLayerCannotSoftenADefault() throws GateException {
            for (String inner : List.of(
                    "no-packages-found: warn", "package-of-another-vendor: {treat: allow, reason: we trust them}")) {
                PolicyDocument team =
                        PolicyParser.parse("team", "team.yaml", "version: 1\nundecided:\n  " + inner + "\n");
                assertThatThrownBy(() -> PolicyMerge.merge(
                                List.of(PolicyParser.parse("org", "org.yaml", "version: 1\n"), team), CLOCK))
                        .hasMessageContaining("team.yaml:3");
            }
        }
    }

    @Nested
    class Waivers {
        private String waiver(String fields) {
            return "vulnerabilities: {max: {high: 0}}\nwaivers: [{owner: payments, reason: not reachable, " + fields
                    + "}]";
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "rule: CVE-2024-1",
                    "rule: GHSA-2024-1",
                    "rule: 'CVE-2024-*'",
                    "rule: '*', package: 'pkg:deb/debian/zlib1g'",
                    "rule: '*', package: 'pkg:deb/debian/zlib1g@1:1.2.13'",
                    "rule: '*', package: 'pkg:deb/debian/zlib*'",
                    "rule: '*', image: '*/shop/**'",
                    "rule: '*', image: 'x/shop/app'",
                    "rule: '*', image: 'x/shop/app:1.4'",
                    "rule: '*', path: 'var/lib/dpkg/*'",
                    "rule: '*', maxSeverity: high",
                    "rule: '*', maxSeverity: critical",
                })
        void waivesWhatItNames(String fields) throws GateException {
            GateResult result = judge(waiver(fields + ", expires: 2026-06-01"), fixable("CVE-2024-1", Severity.HIGH));
            assertThat(result.outcome()).isEqualTo(Outcome.PASS);
            assertThat(only(result).decision()).isEqualTo(Decision.WAIVED);
            assertThat(only(result).decidedBy())
                    .startsWith("org: waiver ")
                    .endsWith("by payments until 2026-06-01: not reachable");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "rule: CVE-2024-11",
                    "rule: CVE-2024",
                    "rule: '*', package: 'pkg:deb/debian/zlib'",
                    "rule: '*', package: 'pkg:deb/debian/zlib1g@2'",
                    "rule: '*', image: '*/shop'",
                    "rule: '*', path: 'var/*'",
                    "rule: '*', fingerprint: 'abc'",
                    "rule: '*', maxSeverity: medium",
                })
        void leavesTheRest(String fields) throws GateException {
            assertThat(judge(waiver(fields + ", expires: 2026-06-01"), fixable("CVE-2024-1", Severity.HIGH))
                            .outcome())
                    .isEqualTo(Outcome.FAIL);
        }

        @Test
        void holdsToTheEndOfItsLastDayInUtc() throws GateException {
            EffectivePolicy policy = policy(waiver("rule: CVE-2024-1, expires: 2026-06-01"));
            GateInput input = input(fixable("CVE-2024-1", Severity.HIGH));
            assertThat(new PolicyEngine(policy, clock("2026-06-01T23:59:59Z"))
                            .judge(input)
                            .outcome())
                    .isEqualTo(Outcome.PASS);
            assertThat(new PolicyEngine(policy, clock("2026-06-02T00:00:00Z"))
                            .judge(input)
                            .outcome())
                    .isEqualTo(Outcome.FAIL);
        }

        @Test
        void anExpiredOneBlocksEvenWhatNoLimitWould() throws GateException {
            GateResult result =
                    judge(waiver("rule: CVE-2024-1, expires: 2026-05-31"), fixable("CVE-2024-1", Severity.LOW));
            assertThat(result.outcome()).isEqualTo(Outcome.FAIL);
            assertThat(only(result).decidedBy()).endsWith("not reachable, which expired on 2026-05-31");
            assertThat(result.reason())
                    .startsWith("its waiver expired on 2026-05-31 (org: waiver CVE-2024-1 by payments");
        }

        @Test
        void oneInForceOutweighsAnExpiredOne() throws GateException {
            String policy = waiver("rule: CVE-2024-1, expires: 2026-05-31")
                    .replace("}]", "}, {rule: CVE-*, owner: b, reason: r, expires: 2026-07-01}]");
            assertThat(only(judge(policy, fixable("CVE-2024-1", Severity.HIGH))).decision())
                    .isEqualTo(Decision.WAIVED);
        }

        @Test
        void untilFixedEndsWithTheFix() throws GateException {
            String policy = waiver("rule: CVE-2024-1, expires: 2026-12-31, until: fixed");
            assertThat(judge(policy, unfixable("CVE-2024-1", Severity.HIGH)).outcome())
                    .isEqualTo(Outcome.PASS);
            GateResult fixed = judge(policy, fixable("CVE-2024-1", Severity.HIGH));
            assertThat(fixed.outcome()).isEqualTo(Outcome.FAIL);
            assertThat(only(fixed).decidedBy()).endsWith("which ended with the fix in 1:1.3");
        }

        @Test
        void aWaivedFindingDoesNotCountTowardsTheLimit() throws GateException {
            String policy = "vulnerabilities: {max: {high: 1}}\n"
                    + "waivers: [{rule: CVE-1, owner: a, reason: r, expires: 2026-07-01}]";
            assertThat(judge(policy, fixable("CVE-1", Severity.HIGH), fixable("CVE-2", Severity.HIGH))
                            .reason())
                    .isEqualTo("2 findings, none over the limits: 1 allowed, 1 waived");
        }

        @Test
        void theReasonOfAWaiverCannotForgeALogLine() throws GateException {
            String policy = waiver("rule: CVE-2024-1, expires: 2026-06-01")
                    .replace("not reachable", "\"a\\nINFO passed \\e[32m\"");
            assertThat(only(judge(policy, fixable("CVE-2024-1", Severity.HIGH))).decidedBy())
                    .endsWith(": a INFO passed \\u{001B}[32m");
        }
    }

    @Nested
    class Exploitation {
        private GateResult judged(String policy, Set<ExploitationFeed> feeds, Finding... findings)
                throws GateException {
            return new PolicyEngine(policy(policy), CLOCK)
                    .judge(input(findings).withFeeds(SampleFindings.published(feeds, CLOCK.instant())));
        }

        @Test
        void aKnownExploitedFlawBlocksWhateverTheLimits() throws GateException {
            GateResult result = judged(
                    "vulnerabilities: {max: {}, onlyFixable: true, knownExploited: deny}",
                    Set.of(ExploitationFeed.KNOWN_EXPLOITED),
                    exploited("CVE-1", Severity.LOW, true, "0"));
            assertThat(result.reason())
                    .isEqualTo("known to be exploited (org: vulnerabilities.knownExploited=deny):"
                            + " CVE-1 in zlib1g 1:1.2.13, no fix known");
        }

        @Test
        void anEpssScoreAtTheBoundBlocksAndBelowItDoesNot() throws GateException {
            String policy = "vulnerabilities: {max: {}, epss: {deny: 0.5}}";
            Set<ExploitationFeed> feeds = Set.of(ExploitationFeed.EPSS);
            assertThat(judged(policy, feeds, exploited("CVE-1", Severity.LOW, false, "0.5"))
                            .reason())
                    .startsWith("EPSS 0.5 is not below 0.5 (org: vulnerabilities.epss.deny=0.5)");
            assertThat(judged(policy, feeds, exploited("CVE-1", Severity.LOW, false, "0.49"))
                            .outcome())
                    .isEqualTo(Outcome.PASS);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"0.1", "0.2", "0.3", "0.6", "0.7", "0.9", "0.90", "0.95", "0.00042", "1", "1.0", "4e-5"})
        void aScoreThatIsWrittenLikeTheBoundBlocks(String score) throws GateException {
            String deny = new BigDecimal(score).toPlainString();
            GateResult result = judged(
                    "vulnerabilities: {max: {}, epss: {deny: " + deny + "}}",
                    Set.of(ExploitationFeed.EPSS),
                    exploited("CVE-1", Severity.LOW, false, score));
            assertThat(result.outcome()).isEqualTo(Outcome.FAIL);
        }

        @Test
        void aScoreJustBelowTheBoundDoesNotBlock() throws GateException {
            GateResult result = judged(
                    "vulnerabilities: {max: {}, epss: {deny: 0.9}}",
                    Set.of(ExploitationFeed.EPSS),
                    exploited("CVE-1", Severity.LOW, false, "0.89999999999999999999"));
            assertThat(result.outcome()).isEqualTo(Outcome.PASS);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "KNOWN_EXPLOITED | vulnerabilities: {knownExploited: deny, databaseMaxAge: 48h}  | 30 | 31",
                    "KNOWN_EXPLOITED | vulnerabilities: {knownExploited: deny, databaseMaxAge: 100d} | 99 | 101",
                    "EPSS            | vulnerabilities: {epss: {deny: 0.5}, databaseMaxAge: 48h}     | 7  | 8",
                })
        void aFeedMayBeAsOldAsItsPublisherLetsItBecomeOrAsTheLimitForData(
                ExploitationFeed feed, String policy, int good, int old) throws GateException {
            for (int days : new int[] {good, old, -2}) {
                Instant published = CLOCK.instant().minus(Duration.ofDays(days));
                GateResult result = new PolicyEngine(policy(policy), CLOCK)
                        .judge(input().withSource(new SourceInfo("osv", "1", Optional.of(CLOCK.instant())))
                                .withFeeds(Map.of(feed, Optional.of(published))));
                assertThat(result.outcome()).as(days + " days").isEqualTo(days == good ? Outcome.PASS : Outcome.ERROR);
            }
            assertThat(new PolicyEngine(policy(policy), CLOCK)
                            .judge(input().withSource(new SourceInfo("osv", "1", Optional.of(CLOCK.instant())))
                                    .withFeeds(Map.of(feed, Optional.empty())))
                            .reason())
                    .contains(" has no known age: ");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "KNOWN_EXPLOITED | vulnerabilities: {knownExploited: deny} | it does not have dateReleased",
                    "EPSS            | vulnerabilities: {epss: {deny: 0.5}}     | it does not have score_date",
                })
        void aFeedWithoutADateOrWithOneInTheFutureIsAnErrorWhereverThePolicyDeniesByIt(
                ExploitationFeed feed, String policy, String undated) throws GateException {
            PolicyEngine engine = new PolicyEngine(policy(policy), CLOCK);
            GateResult without = engine.judge(input().withFeeds(Map.of(feed, Optional.empty())));
            assertThat(without.outcome()).isEqualTo(Outcome.ERROR);
            assertThat(without.reason()).contains(undated);
            Instant future = CLOCK.instant().plus(Duration.ofDays(2));
            GateResult ahead = engine.judge(input().withFeeds(Map.of(feed, Optional.of(future))));
            assertThat(ahead.outcome()).isEqualTo(Outcome.ERROR);
            assertThat(ahead.reason()).contains("which is in the future");
            assertThat(new PolicyEngine(policy(""), CLOCK)
                            .judge(input().withFeeds(Map.of(feed, Optional.of(future))))
                            .outcome())
                    .isEqualTo(Outcome.PASS);
        }

        @Test
        void whereNothingLimitsTheAgeOfDataAnOldFeedIsSaid() throws GateException {
            String deny = "vulnerabilities: {knownExploited: deny}";
            Instant old = CLOCK.instant().minus(Duration.ofDays(31));
            GateResult result = new PolicyEngine(policy(deny), CLOCK)
                    .judge(input().withFeeds(Map.of(ExploitationFeed.KNOWN_EXPLOITED, Optional.of(old))));
            assertThat(result.outcome()).isEqualTo(Outcome.PASS);
            assertThat(result.account().notEvaluated())
                    .singleElement()
                    .satisfies(left -> assertThat(left.reason())
                            .startsWith(
                                    "the catalogue of known exploited vulnerabilities is from 2026-05-01T12:00:00Z"));
            assertThat(judged(deny, Set.of(ExploitationFeed.KNOWN_EXPLOITED))
                            .account()
                            .notEvaluated())
                    .isEmpty();
        }

        @Test
        void aDemandForAFeedNobodyLoadedIsAnError() throws GateException {
            GateResult kev = judged("vulnerabilities: {knownExploited: deny}", Set.of(ExploitationFeed.EPSS));
            assertThat(kev.outcome()).isEqualTo(Outcome.ERROR);
            assertThat(kev.error().orElseThrow().remedy()).contains("--kev");
            GateResult epss = judged("vulnerabilities: {epss: {deny: 0.1}}", Set.of(ExploitationFeed.KNOWN_EXPLOITED));
            assertThat(epss.outcome()).isEqualTo(Outcome.ERROR);
            assertThat(epss.error().orElseThrow().remedy()).contains("--epss");
        }
    }

    @Nested
    class Fixes {
        private static final String GRACE = "vulnerabilities: {max: {high: 0}, fixableFor: {high: 7d}}";

        @Test
        void aFreshFixGrantsGrace() throws GateException {
            GateResult result = judge(GRACE, fixedSince("CVE-1", Severity.HIGH, "2026-05-25T12:00:01Z"));
            assertThat(result.outcome()).isEqualTo(Outcome.PASS);
            assertThat(only(result).decidedBy())
                    .isEqualTo("org: vulnerabilities.fixableFor.high=7d, fix known since 2026-05-25T12:00:01Z");
        }

        @Test
        void noGraceForAnOldFixOneOfUnknownDateOneToComeAnotherSeverityOrNoFix() throws GateException {
            assertThat(judge(GRACE, fixedSince("CVE-1", Severity.HIGH, "2026-05-25T12:00:00Z"))
                            .outcome())
                    .isEqualTo(Outcome.FAIL);
            assertThat(judge(GRACE, fixable("CVE-1", Severity.HIGH)).outcome()).isEqualTo(Outcome.FAIL);
            assertThat(judge(GRACE, fixedSince("CVE-1", Severity.HIGH, "2026-06-01T12:00:01Z"))
                            .outcome())
                    .isEqualTo(Outcome.FAIL);
            assertThat(judge(
                                    GRACE.replace("{high: 0}", "{high: 0, critical: 0}"),
                                    fixedSince("CVE-1", Severity.CRITICAL, "2026-06-01T11:00:00Z"))
                            .outcome())
                    .isEqualTo(Outcome.FAIL);
            assertThat(judge(GRACE, unfixable("CVE-1", Severity.HIGH)).outcome())
                    .isEqualTo(Outcome.FAIL);
        }

        @Test
        void onlyFixableLeavesOutWhatNobodyCanFix() throws GateException {
            String policy = "vulnerabilities: {onlyFixable: true}";
            GateResult result = judge(policy, unfixable("CVE-1", Severity.CRITICAL));
            assertThat(only(result).decidedBy()).isEqualTo("org: vulnerabilities.onlyFixable=true");
            assertThat(result.outcome()).isEqualTo(Outcome.PASS);
            assertThat(judge(policy, fixable("CVE-1", Severity.CRITICAL)).outcome())
                    .isEqualTo(Outcome.FAIL);
        }

        @Test
        void whatNobodyCanFixCountsAboveTheSeverityThatThePolicyNames() throws GateException {
            String policy =
                    "vulnerabilities: {max: {critical: 0, high: 0, unknown: 0}, onlyFixable: true, onlyFixableUpTo:"
                            + " high}";
            assertThat(judge(policy, unfixable("CVE-1", Severity.HIGH)).outcome())
                    .isEqualTo(Outcome.PASS);
            for (Severity counted : List.of(Severity.CRITICAL, Severity.UNKNOWN)) {
                GateResult result = judge(policy, unfixable("CVE-1", counted));
                assertThat(result.outcome()).isEqualTo(Outcome.FAIL);
                assertThat(only(result).decidedBy()).isEqualTo("org: vulnerabilities.max." + counted.key() + "=0");
            }
        }
    }

    @Test
    void onlyNewFindingsCountWhereThePolicySaysSo() throws GateException {
        Finding known = fixable("CVE-1", Severity.HIGH);
        GateInput input = input(known).withBaseline(KnownFindings.of(List.of(known)));
        GateResult newOnly = new PolicyEngine(policy("vulnerabilities: {baseline: new-only}"), CLOCK).judge(input);
        assertThat(only(newOnly).decision()).isEqualTo(Decision.BASELINE);
        assertThat(only(newOnly).decidedBy()).isEqualTo("org: vulnerabilities.baseline=new-only");
        assertThat(newOnly.outcome()).isEqualTo(Outcome.PASS);

        assertThat(new PolicyEngine(policy("mode: enforce"), CLOCK).judge(input).outcome())
                .isEqualTo(Outcome.FAIL);
    }

    @Test
    void whatIsKnownTakesItsPlaceUnderTheLimit() throws GateException {
        EffectivePolicy policy = policy("vulnerabilities: {max: {high: 2}, baseline: new-only}");
        Finding one = fixable("CVE-1", Severity.HIGH);
        Finding two = fixable("CVE-2", Severity.HIGH);
        Finding three = fixable("CVE-3", Severity.HIGH);
        KnownFindings known = KnownFindings.of(List.of(one, two));

        GateResult grown =
                new PolicyEngine(policy, CLOCK).judge(input(one, two, three).withBaseline(known));
        assertThat(grown.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(grown.reason()).startsWith("3 HIGH over the limit 2");
        assertThat(grown.findings())
                .extracting(DecidedFinding::decision)
                .containsExactly(Decision.BLOCKED, Decision.BASELINE, Decision.BASELINE);

        GateResult exchanged =
                new PolicyEngine(policy, CLOCK).judge(input(two, three).withBaseline(known));
        assertThat(exchanged.outcome()).isEqualTo(Outcome.PASS);
        GateResult many = new PolicyEngine(policy("vulnerabilities: {max: {high: 1}, baseline: new-only}"), CLOCK)
                .judge(input(one, two).withBaseline(known));
        assertThat(many.outcome()).as("what was there may stay").isEqualTo(Outcome.PASS);
    }

    @Test
    void whatBecameWorseIsNotKnownAnyMore() throws GateException {
        EffectivePolicy policy = policy("vulnerabilities: {baseline: new-only}");
        KnownFindings known = KnownFindings.of(List.of(fixable("CVE-1", Severity.HIGH)));
        assertThat(new PolicyEngine(policy, CLOCK)
                        .judge(input(fixable("CVE-1", Severity.CRITICAL)).withBaseline(known))
                        .outcome())
                .isEqualTo(Outcome.FAIL);
        Finding exploited = exploited("CVE-1", Severity.HIGH, true, "0.1");
        assertThat(new PolicyEngine(policy, CLOCK)
                        .judge(input(exploited).withBaseline(known))
                        .outcome())
                .isEqualTo(Outcome.FAIL);
        assertThat(new PolicyEngine(policy, CLOCK)
                        .judge(input(exploited).withBaseline(KnownFindings.of(List.of(exploited))))
                        .outcome())
                .isEqualTo(Outcome.PASS);
    }

    @Test
    void aGraceThatMadeAVerdictPassDoesNotMakeItsFindingsKnown() throws GateException {
        EffectivePolicy policy = policy("vulnerabilities: {baseline: new-only, fixableFor: {high: 7d}}");
        Finding fixed = fixedSince("CVE-1", Severity.HIGH, "2026-05-30T12:00:00Z");
        GateResult then = new PolicyEngine(policy, CLOCK).judge(input(fixed));
        assertThat(then.outcome()).isEqualTo(Outcome.PASS);

        KnownFindings known = KnownFindings.of(then.findings().stream()
                .filter(found -> !KnownFindings.excused(found))
                .map(DecidedFinding::finding)
                .toList());
        Clock later = Clock.offset(CLOCK, Duration.ofDays(30));
        assertThat(new PolicyEngine(policy, later)
                        .judge(input(fixed).withBaseline(known))
                        .outcome())
                .isEqualTo(Outcome.FAIL);
    }

    /** A layer is called as its file is, and a text can say anything. */
    @Test
    void theKeyThatDecidedSaysWhatIsExcusedAndNotTheTextAboutIt() throws GateException {
        Finding high = fixable("CVE-1", Severity.HIGH);
        DecidedFinding limited =
                only(new PolicyEngine(policy("vulnerabilities: {max: {high: 5}}"), CLOCK).judge(input(high)));
        assertThat(limited.key()).contains("vulnerabilities.max.high");
        assertThat(KnownFindings.excused(
                        decided(high, "x: vulnerabilities.onlyFixable=: " + limited.decidedBy(), limited.key())))
                .isFalse();
        assertThat(KnownFindings.excused(decided(high, "no fix", Optional.of("vulnerabilities.onlyFixable"))))
                .isTrue();
        assertThat(KnownFindings.excused(decided(high, "org: vulnerabilities.onlyFixable=true", Optional.empty())))
                .as("a verdict of an earlier version")
                .isTrue();
    }

    private static DecidedFinding decided(Finding finding, String decidedBy, Optional<String> key) {
        return new DecidedFinding(finding, Decision.ALLOWED, decidedBy, Optional.empty(), key);
    }

    @Test
    void aPassSaysHowManyOfUnknownSeverityNoLimitCounts() throws GateException {
        Finding unknown = fixable("CVE-1", Severity.UNKNOWN);
        Finding low = fixable("CVE-2", Severity.LOW);
        String limits = "vulnerabilities: {max: {high: 0}}";
        assertThat(new PolicyEngine(policy(limits), CLOCK)
                        .judge(input(unknown, low))
                        .reason())
                .isEqualTo("2 findings, none over the limits: 2 allowed; no limit counts 1 of unknown severity"
                        + " (vulnerabilities.max.unknown)");
        assertThat(new PolicyEngine(policy("vulnerabilities: {max: {unknown: 1}}"), CLOCK)
                        .judge(input(unknown, low))
                        .reason())
                .isEqualTo("2 findings, none over the limits: 2 allowed");
        assertThat(new PolicyEngine(policy("vulnerabilities: {max: {unknown: 0}}"), CLOCK)
                        .judge(input(unknown, low))
                        .outcome())
                .isEqualTo(Outcome.FAIL);
    }

    @Nested
    class NewFindings {
        private static final String RATCHET = "vulnerabilities: {max: {high: 2}, newFindings: {deny: high}}";

        private final Finding known = fixable("CVE-1", Severity.HIGH);
        private final Finding fresh = fixable("CVE-2", Severity.HIGH);

        private GateResult judged(String policy, GateInput input) throws GateException {
            return new PolicyEngine(policy(policy), CLOCK).judge(input);
        }

        private GateInput after(Finding... findings) {
            return input(findings).withBaseline(KnownFindings.of(List.of(known)));
        }

        @Test
        void blockBelowTheLimits() throws GateException {
            GateResult grown = judged(RATCHET, after(known, fresh));
            assertThat(grown.outcome()).isEqualTo(Outcome.FAIL);
            assertThat(grown.reason())
                    .startsWith(
                            "new since the last passed verdict (org: vulnerabilities.newFindings.deny=high): CVE-2");
            assertThat(grown.findings())
                    .extracting(DecidedFinding::decision)
                    .containsExactly(Decision.BLOCKED, Decision.ALLOWED);
            assertThat(judged(RATCHET, after(known)).outcome()).isEqualTo(Outcome.PASS);
        }

        @Test
        void belowTheSeverityAreLeftToTheLimitsAndAnUnknownSeverityIsNotBelow() throws GateException {
            assertThat(judged(RATCHET, after(fixable("CVE-3", Severity.MEDIUM))).outcome())
                    .isEqualTo(Outcome.PASS);
            assertThat(judged(RATCHET, after(fixable("CVE-3", Severity.UNKNOWN)))
                            .outcome())
                    .isEqualTo(Outcome.FAIL);
            assertThat(judged(RATCHET, after(fixable("CVE-3", Severity.CRITICAL)))
                            .outcome())
                    .isEqualTo(Outcome.FAIL);
        }

        @Test
        void excuseNothingThatTheLimitsForbidAndCountTowardsThem() throws GateException {
            String tight = "vulnerabilities: {max: {high: 1}, newFindings: {deny: high}}";
            assertThat(judged(tight, after(known, fresh)).findings())
                    .extracting(DecidedFinding::decision)
                    .containsOnly(Decision.BLOCKED);
            assertThat(judged("vulnerabilities: {newFindings: {deny: high}}", after(known))
                            .outcome())
                    .as("a known finding is over the limit of 0")
                    .isEqualTo(Outcome.FAIL);
        }

        @Test
        void areAllOfThemWithoutAnEarlierVerdict() throws GateException {
            GateResult first = judged(RATCHET, input(known));
            assertThat(first.outcome()).isEqualTo(Outcome.FAIL);
            assertThat(first.reason()).startsWith("new: no known finding of an earlier verdict");
        }

        @Test
        void areNoneWhereTheSameIsEvaluatedAgain() throws GateException {
            assertThat(judged(RATCHET, input(known).withoutComparison()).outcome())
                    .isEqualTo(Outcome.PASS);
        }

        @Test
        void leaveKnownOnesToABaseline() throws GateException {
            GateResult both = judged(
                    "vulnerabilities: {max: {high: 0}, baseline: new-only, newFindings: {deny: low}}", after(known));
            assertThat(only(both).decision()).isEqualTo(Decision.BASELINE);
        }
    }

    @Nested
    class BaseImage {
        private GateResult judged(String limits, Finding... findings) throws GateException {
            return new PolicyEngine(policy("vulnerabilities: " + limits), CLOCK)
                    .judge(input(findings).withBaseImageLayers(Set.of(BASE_LAYER)));
        }

        @Test
        void whatOnlyItsLimitAllowsIsNotKnownOnceItIsOnesOwn() throws GateException {
            Finding base = inBaseImage("CVE-2", Severity.HIGH);
            String limits = "{max: {high: 0}, baseImage: {max: {high: 1}}, baseline: new-only}";
            GateResult then = judged(limits, base);
            assertThat(then.outcome()).isEqualTo(Outcome.PASS);
            KnownFindings known = KnownFindings.of(then.findings().stream()
                    .filter(found -> !KnownFindings.excused(found))
                    .map(DecidedFinding::finding)
                    .toList());
            assertThat(new PolicyEngine(policy("vulnerabilities: " + limits), CLOCK)
                            .judge(input(base).withBaseline(known))
                            .outcome())
                    .isEqualTo(Outcome.FAIL);
        }

        @Test
        void withoutALimitOfItsOwnItsFindingsCountWithAllOthers() throws GateException {
            Finding own = fixable("CVE-1", Severity.HIGH);
            Finding base = inBaseImage("CVE-2", Severity.HIGH);
            assertThat(judged("{max: {high: 2}}", own, base).outcome()).isEqualTo(Outcome.PASS);
            assertThat(judged("{max: {high: 1}}", own, base).findings())
                    .extracting(DecidedFinding::decision)
                    .containsOnly(Decision.BLOCKED);
        }

        @Test
        void aLargerLimitAllowsWhatTheBaseImageBroughtButNothingOfOnesOwn() throws GateException {
            String limits = "{max: {high: 0}, baseImage: {max: {high: 2}}}";
            Finding base = inBaseImage("CVE-1", Severity.HIGH);
            GateResult allowed = judged(limits, base, inBaseImage("CVE-2", Severity.HIGH));
            assertThat(allowed.outcome()).isEqualTo(Outcome.PASS);
            assertThat(allowed.findings().get(0).decidedBy()).isEqualTo("org: vulnerabilities.baseImage.max.high=2");

            GateResult own = judged(limits, base, fixable("CVE-3", Severity.HIGH));
            assertThat(own.findings())
                    .extracting(DecidedFinding::decision)
                    .containsExactly(Decision.BLOCKED, Decision.ALLOWED);
            assertThat(own.reason()).contains("org: vulnerabilities.max.high=0").contains("CVE-3");
        }

        @Test
        void aSmallerLimitBlocksWhatTheBaseImageBrought() throws GateException {
            GateResult result = judged(
                    "{max: {high: 5}, baseImage: {max: {high: 0}}}",
                    inBaseImage("CVE-1", Severity.HIGH),
                    fixable("CVE-2", Severity.HIGH));
            assertThat(result.findings())
                    .extracting(DecidedFinding::decision)
                    .containsExactly(Decision.BLOCKED, Decision.ALLOWED);
        }

        @Test
        void whereNobodyKnowsTheBaseImageEveryFindingIsTheImagesOwn() throws GateException {
            assertThat(judge(
                                    "vulnerabilities: {max: {high: 0}, baseImage: {max: {high: unlimited}}}",
                                    inBaseImage("CVE-1", Severity.HIGH))
                            .outcome())
                    .isEqualTo(Outcome.FAIL);
        }
    }

    @Nested
    class DatabaseAge {
        private GateResult judged(Optional<Instant> updated) throws GateException {
            return new PolicyEngine(policy("vulnerabilities: {databaseMaxAge: 48h}"), CLOCK)
                    .judge(input().withSource(new SourceInfo("osv", "1", updated)));
        }

        @Test
        void aDatabaseOfTheAllowedAgeIsAsked() throws GateException {
            assertThat(judged(Optional.of(Instant.parse("2026-05-30T12:00:00Z")))
                            .outcome())
                    .isEqualTo(Outcome.PASS);
        }

        @Test
        void anOlderOneIsAnError() throws GateException {
            GateResult result = judged(Optional.of(Instant.parse("2026-05-30T11:59:59Z")));
            assertThat(result.outcome()).isEqualTo(Outcome.ERROR);
            assertThat(result.reason())
                    .isEqualTo("the database of osv is from 2026-05-30T11:59:59Z, older than"
                            + " org: vulnerabilities.databaseMaxAge=2d");
        }

        @Test
        void oneOfUnknownAgeOrFromTheFutureOrNoSourceAtAllIsAnError() throws GateException {
            assertThat(judged(Optional.empty()).outcome()).isEqualTo(Outcome.ERROR);
            assertThat(judged(Optional.of(Instant.parse("2036-01-01T00:00:00Z")))
                            .outcome())
                    .isEqualTo(Outcome.ERROR);
            assertThat(judge("vulnerabilities: {databaseMaxAge: 48h}").outcome())
                    .isEqualTo(Outcome.ERROR);
        }
    }

    @ParameterizedTest
    @CsvSource({"ecr, ERROR", "ecr and trivy, ERROR", "osv and ecr, PASS", "osv, PASS", "ecr-like, PASS"})
    void aBasicScanOfUnknownOrOldAgeOrDatedAheadAloneIsAnError(String source, Outcome outcome) throws GateException {
        for (Optional<Instant> scanned : List.of(
                Optional.<Instant>empty(),
                Optional.of(CLOCK.instant().minus(Duration.ofDays(31))),
                Optional.of(CLOCK.instant().plus(Duration.ofDays(2))))) {
            assertThat(new PolicyEngine(policy("mode: enforce"), CLOCK)
                            .judge(input().withSource(new SourceInfo(source, "1", scanned)))
                            .outcome())
                    .isEqualTo(outcome);
        }
    }

    @Test
    void aScanByEcrThatIsDatedAheadIsNotSaidToBeOld() throws GateException {
        Optional<Instant> ahead = Optional.of(CLOCK.instant().plus(Duration.ofDays(2)));
        assertThat(new PolicyEngine(policy("mode: enforce"), CLOCK)
                        .judge(input().withSource(new SourceInfo("ecr", "1", ahead)))
                        .reason())
                .endsWith("which is in the future");
    }

    @Test
    void allThatKeepsAGateFromDecidingIsInOneError() throws GateException {
        GateResult result = judge(
                "vulnerabilities: {databaseMaxAge: 48h, knownExploited: deny}",
                gap("unreadable-archive", "a.jar"),
                gap("unreadable-archive", "b.jar"));
        assertThat(result.error().orElseThrow().problem())
                .startsWith("could not be evaluated: unreadable-archive at a.jar: does not open (and 1 more); also ")
                .contains("no catalogue of them was loaded")
                .contains("no known age");
    }

    @Nested
    class OtherGates {
        private GateResult judged(GateName gate, String policy, Finding finding) throws GateException {
            return new PolicyEngine(policy(policy), CLOCK).judge(GateInput.of(gate, IMAGE, List.of(finding)));
        }

        @Test
        void theLevelOfAHardeningRuleDecidesItsFindings() throws GateException {
            Finding finding = hardening("non-root-user", Severity.HIGH);
            GateResult on = judged(GateName.HARDENING, "hardening: {profile: cis-docker}", finding);
            assertThat(on.outcome()).isEqualTo(Outcome.FAIL);
            assertThat(on.reason())
                    .isEqualTo("HIGH rule broken (org: hardening.profile=cis-docker): non-root-user at config: root");
            assertThat(judged(GateName.HARDENING, "hardening: {rules: {non-root-user: warn}}", finding)
                            .outcome())
                    .isEqualTo(Outcome.WARN);
            GateResult off = judged(GateName.HARDENING, "hardening: {rules: {non-root-user: off}}", finding);
            assertThat(off.outcome()).isEqualTo(Outcome.PASS);
            assertThat(only(off).decidedBy()).isEqualTo("org: hardening.rules.non-root-user=off");
        }

        @Test
        void aRuleSwitchedOffForOneGateIsNotOffForAnother() throws GateException {
            Finding finding = hardening("non-root-user", Severity.HIGH);
            assertThat(judged(GateName.TASK_DEFINITION, "hardening: {rules: {non-root-user: off}}", finding)
                            .outcome())
                    .isEqualTo(Outcome.FAIL);
        }

        @Test
        void secretsHaveLimitsOfTheirOwn() throws GateException {
            Finding finding = hardening("aws-key", Severity.MEDIUM);
            assertThat(judged(GateName.SECRETS, "vulnerabilities: {max: {}}", finding)
                            .reason())
                    .startsWith("1 MEDIUM over the limit 0 (built-in: secrets.max.medium=0)");
            assertThat(judged(GateName.SECRETS, "secrets: {max: {medium: 1}}", finding)
                            .outcome())
                    .isEqualTo(Outcome.PASS);
        }

        @ParameterizedTest
        @EnumSource(
                value = GateName.class,
                names = {"SIGNATURES", "DRIFT", "ADMISSION"})
        void whatTheGatesWithoutLimitsObjectToBlocks(GateName gate) throws GateException {
            assertThat(judged(gate, "vulnerabilities: {max: {}}", hardening("x", Severity.LOW))
                            .outcome())
                    .isEqualTo(Outcome.FAIL);
        }

        @Test
        void anImageThatIsNotSignedIsBlockedForThat() throws GateException {
            assertThat(judged(GateName.SIGNATURES, "vulnerabilities: {max: {}}", hardening("x", Severity.LOW))
                            .reason())
                    .startsWith("not signed as the policy demands (always: a finding of the gate signatures blocks)");
        }
    }
}
