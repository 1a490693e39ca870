package io.jenkins.lib.containergate.policy.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.policy.document.PolicyDocument;
import io.jenkins.lib.containergate.policy.document.PolicyParser;
import io.jenkins.lib.containergate.policy.document.SamplePolicy;
import io.jenkins.lib.containergate.policy.key.KnownRules;
import io.jenkins.lib.containergate.policy.key.PolicyKey;
import io.jenkins.lib.containergate.policy.key.PolicyKeys;
import io.jenkins.lib.containergate.policy.merge.PolicyException.Refusal;
import io.jenkins.lib.containergate.policy.setting.Choice.RuleLevel;
import io.jenkins.lib.containergate.policy.setting.Limit;
import io.jenkins.lib.containergate.policy.setting.ProfileSet;
import io.jenkins.lib.containergate.policy.setting.Waiver;
import io.jenkins.lib.containergate.rule.RuleCatalogue;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleProfile;
import io.jenkins.lib.containergate.rule.RuleSource;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyMergeTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-06-01T12:00:00Z"), ZoneOffset.UTC);

    /** Alternately a layer's name and what it says below {@code version: 1}. */
    private static EffectivePolicy merge(String... layers) throws GateException {
        List<PolicyDocument> documents = new ArrayList<>();
        for (int i = 0; i < layers.length; i += 2) {
            documents.add(PolicyParser.parse(layers[i], layers[i] + ".yaml", "version: 1\n" + layers[i + 1] + "\n"));
        }
        return PolicyMerge.merge(documents, CLOCK);
    }

    private static <T> String decidedBy(EffectivePolicy policy, PolicyKey<T> key) {
        return policy.get(key).decidedBy();
    }

    private static List<String> refusals(String... layers) {
        PolicyException refused = catchThrowableOfType(PolicyException.class, () -> merge(layers));
        assertThat(refused).as("a merge that should be refused").isNotNull();
        return refused.refusals().stream().map(Refusal::toString).toList();
    }

    private static final PolicyKey<Limit> CRITICAL = PolicyKeys.vulnerabilityLimit(Severity.CRITICAL);
    private static final PolicyKey<Limit> HIGH = PolicyKeys.vulnerabilityLimit(Severity.HIGH);
    private static final PolicyKey<Limit> BASE_HIGH = PolicyKeys.baseImageLimit(Severity.HIGH);

    @Test
    void withoutAnyPolicyNoCriticalAndNoHighIsAllowed() throws GateException {
        EffectivePolicy policy = merge();

        assertThat(decidedBy(policy, CRITICAL)).isEqualTo("built-in: vulnerabilities.max.critical=0");
        assertThat(policy.get(HIGH).value()).isEqualTo(Limit.of(0));
        assertThat(policy.get(PolicyKeys.vulnerabilityLimit(Severity.MEDIUM)).value())
                .isEqualTo(Limit.UNLIMITED);
        assertThat(policy.layers()).containsExactly("built-in");
        assertThat(decidedBy(policy, PolicyKeys.MODE)).isEqualTo("built-in: mode=enforce");
    }

    @Test
    void anOutermostPolicyThatDoesNotSpeakOfLimitsHasTheBuiltInOnes() throws GateException {
        EffectivePolicy policy = merge("org", "vulnerabilities: {onlyFixable: true}");

        assertThat(decidedBy(policy, CRITICAL)).isEqualTo("built-in: vulnerabilities.max.critical=0");
        assertThat(policy.get(PolicyKeys.secretLimit(Severity.MEDIUM)).value()).isEqualTo(Limit.of(0));
    }

    @Test
    void anOutermostPolicyThatSpeaksOfLimitsHasNoneForWhatItLeavesOut() throws GateException {
        EffectivePolicy policy = merge("org", "vulnerabilities: {max: {medium: 3}}\nsecrets: {max: {}}");

        assertThat(policy.get(CRITICAL).value()).isEqualTo(Limit.UNLIMITED);
        assertThat(policy.get(PolicyKeys.secretLimit(Severity.CRITICAL)).value())
                .isEqualTo(Limit.UNLIMITED);
    }

    @Test
    void aStricterRequestIsTakenWithTheLayerThatAsked() throws GateException {
        EffectivePolicy policy = merge(
                "org", "vulnerabilities: {max: {critical: 3, high: 9}}",
                "folder", "vulnerabilities: {max: {critical: 1}}",
                "team", "vulnerabilities: {max: {critical: 1, medium: 4}}");

        assertThat(decidedBy(policy, CRITICAL)).isEqualTo("folder: vulnerabilities.max.critical=1");
        assertThat(decidedBy(policy, HIGH)).isEqualTo("org: vulnerabilities.max.high=9");
        assertThat(decidedBy(policy, PolicyKeys.vulnerabilityLimit(Severity.MEDIUM)))
                .isEqualTo("team: vulnerabilities.max.medium=4");
    }

    @Test
    void everyLooserRequestIsRefusedWithWhoAskedForWhatAndWhoDeniesIt() {
        assertThat(refusals(
                        "org", "mode: enforce\nvulnerabilities: {max: {critical: 0}}",
                        "folder", "vulnerabilities: {max: {high: 3}}",
                        "team", "mode: warn\nvulnerabilities:\n  max:\n    critical: 5\n    high: unlimited"))
                .containsExactlyInAnyOrder(
                        "team (team.yaml:2) asks mode=warn, but org demands enforce",
                        "team (team.yaml:5) asks vulnerabilities.max.critical=5, but org allows at most 0",
                        "team (team.yaml:6) asks vulnerabilities.max.high=unlimited, but folder allows at most 3");
    }

    @Test
    void theExceptionNamesEveryRefusalAndTheWayOut() {
        assertThatThrownBy(() -> merge("org", "mode: enforce", "team", "mode: audit\nonError: unstable"))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("team (team.yaml:2) asks mode=audit, but org demands enforce")
                .hasMessageContaining("team (team.yaml:3) asks onError=unstable, but the built-in policy demands fail")
                .hasMessageContaining("have the owner of the outer layer change it");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mode: warn | mode: audit | asks mode=audit, but org demands warn",
                "onError: fail | onError: unstable | but org demands fail",
                "vulnerabilities: {onlyFixable: false} | vulnerabilities: {onlyFixable: true} | but org demands false",
                "vulnerabilities: {knownExploited: deny} | vulnerabilities: {knownExploited: allow} | org demands deny",
                "vulnerabilities: {epss: {deny: 0.5}} | vulnerabilities: {epss: {deny: 0.51}} | org denies from 0.5",
                "vulnerabilities: {fixableFor: {high: 7d}} | vulnerabilities: {fixableFor: {high: 8d}} | at most 7d",
                "mode: warn | vulnerabilities: {fixableFor: {high: 1m}} | the built-in policy allows at most 0d",
                "vulnerabilities: {baseline: none} | vulnerabilities: {baseline: new-only} | org demands none",
                "vulnerabilities: {reports: beside} | vulnerabilities: {reports: instead} | org demands beside",
                "mode: enforce | vulnerabilities: {reports: instead} | the built-in policy demands beside",
                "vulnerabilities: {databaseMaxAge: 2d} | vulnerabilities: {databaseMaxAge: 49h} | org allows at most"
                        + " 2d",
                "vulnerabilities: {baseImage: {max: {high: 1}}} | vulnerabilities: {baseImage: {max: {high: 2}}} | at"
                        + " most 1",
                "vulnerabilities: {max: {high: 1}} | vulnerabilities: {baseImage: {max: {high: 2}}} | org allows at"
                        + " most 1",
                "secrets: {max: {low: 1}} | secrets: {max: {low: 2}} | asks secrets.max.low=2, but org allows at most"
                        + " 1",
                "hardening: {rules: {no-sudo: warn}} | hardening: {rules: {no-sudo: off}} | org demands warn",
                "hardening: {profile: strict} | hardening: {rules: {no-sudo: warn}} | leaves the rule to its profile",
                "hardening: {profile: strict} | hardening: {profile: cis-docker} | org demands strict",
                "taskDefinition: {awsLookups: required} | taskDefinition: {awsLookups: asked} | org demands required",
                "mode: enforce | taskDefinition: {awsLookups: optional} | the built-in policy demands asked",
                "taskDefinition: {segments: [{service: a, reachableFrom: [b]}]} |"
                        + " taskDefinition: {segments: [{service: a, reachableFrom: [b, c]}]} |"
                        + " org lets services be reached only as in",
                "taskDefinition: {segments: [{service: '*', reachableFrom: ['alb:*']}]} |"
                        + " taskDefinition: {segments: [{service: a, reachableFrom: ['internet:*']}]} |"
                        + " org lets services be reached only as in",
                "mode: warn | internalHosts: [10.0.0.5] | delegates nothing",
                "internalHosts: ['*.a.example'] | internalHosts: ['*.b.example'] | org delegates only",
                "internalHosts: ['*.a.example'] | internalHosts: ['**'] | org delegates only",
                "mode: warn | waiverRules: [{}] | org admits no waiver",
                "waiverRules: [{maxDuration: 9d}] | waiverRules: [{maxDuration: 10d}] | org admits only",
                "waiverRules: [{owners: [a]}] | waiverRules: [{}] | org admits only",
            })
    void looserIsRefused(String org, String team, String refusal) {
        String expected = refusal.replace("org admits no", "the built-in policy has no waiverRules and so admits no");
        assertThat(refusals("org", org, "team", team))
                .singleElement()
                .asString()
                .contains(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mode: warn | mode: enforce",
                "vulnerabilities: {onlyFixable: true} | vulnerabilities: {onlyFixable: false}",
                "mode: warn | vulnerabilities: {knownExploited: deny, epss: {deny: 0.9}, databaseMaxAge: 9d}",
                "vulnerabilities: {epss: {deny: 0.5}} | vulnerabilities: {epss: {deny: 0.50}}",
                "vulnerabilities: {fixableFor: {high: 7d}} | vulnerabilities: {fixableFor: {high: 0d}}",
                "vulnerabilities: {baseline: new-only} | vulnerabilities: {baseline: none}",
                "vulnerabilities: {reports: instead} | vulnerabilities: {reports: beside}",
                "vulnerabilities: {databaseMaxAge: 2d} | vulnerabilities: {databaseMaxAge: 48h}",
                "vulnerabilities: {max: {high: 5}} | vulnerabilities: {baseImage: {max: {high: 5}}}",
                "hardening: {rules: {no-sudo: off}} | hardening: {rules: {no-sudo: warn}}",
                "hardening: {profile: cis-docker} | hardening: {rules: {no-sudo: on}}",
                "hardening: {profile: cis-docker} | hardening: {profile: strict}",
                "taskDefinition: {profile: [fsbp, baseline]} | taskDefinition: {profile: fsbp}",
                "taskDefinition: {awsLookups: optional} | taskDefinition: {awsLookups: required}",
                "mode: enforce | taskDefinition: {awsLookups: asked}",
                "taskDefinition: {segments: [{service: a, reachableFrom: [b, 'alb:*']}]} |"
                        + " taskDefinition: {segments: [{service: a, reachableFrom: ['alb:front']}]}",
                "taskDefinition: {segments: [{service: a, reachableFrom: [b]}]} |"
                        + " taskDefinition: {segments: [{service: c, reachableFrom: [d]}]}",
                "waiverRules: [{owners: [a, b]}] | waiverRules: []",
                "internalHosts: ['*.a.example'] | internalHosts: [ocsp.a.example]",
            })
    void equalOrStricterIsTaken(String org, String team) throws GateException {
        EffectivePolicy merged = merge("org", org, "team", team);
        EffectivePolicy again = merge("org", org, "team", team, "step", team);
        assertThat(again.digest()).isEqualTo(merged.digest());
    }

    @Test
    void profilesThatDoNotContainEachOtherAreJoined() throws GateException {
        EffectivePolicy policy = merge(
                "org", "hardening: {profile: cis-docker, rules: {no-sudo: off}}", "team", "hardening: {profile: fsbp}");

        assertThat(policy.get(PolicyKeys.HARDENING_PROFILE).value())
                .isEqualTo(ProfileSet.of(RuleProfile.CIS_DOCKER, RuleProfile.FSBP));
        assertThat(policy.hardening().level(rule("no-sudo", RuleCatalogue.FSBP)))
                .isEqualTo(RuleLevel.OFF);
        assertThat(policy.hardening().level(rule("y", RuleCatalogue.FSBP))).isEqualTo(RuleLevel.ON);
        assertThat(policy.hardening().level(rule("z", RuleCatalogue.CIS_LINUX))).isEqualTo(RuleLevel.OFF);
        assertThat(policy.taskDefinition().profiles()).isEqualTo(ProfileSet.of(RuleProfile.BASELINE));
    }

    private static RuleMetadata rule(String id, RuleCatalogue catalogue) {
        return new RuleMetadata(
                new RuleId(id), "it is right", Severity.LOW, List.of(new RuleSource(catalogue, "1")), "make it right");
    }

    @Nested
    class BaseImageLimits {
        @Test
        void whatIsNotStatedIsTheMainLimit() throws GateException {
            EffectivePolicy policy = merge("org", "vulnerabilities: {max: {high: 4}}");
            assertThat(policy.find(BASE_HIGH).orElseThrow().value()).isEqualTo(Limit.of(4));
        }

        @Test
        void aLayerThatOnlyLowersTheMainLimitLowersThatOfTheBaseImageToo() throws GateException {
            EffectivePolicy policy = merge(
                    "org", "vulnerabilities: {max: {high: 4}, baseImage: {max: {high: 9}}}",
                    "team", "vulnerabilities: {max: {high: 2}}");
            assertThat(policy.find(BASE_HIGH).orElseThrow().decidedBy()).isEqualTo("team: vulnerabilities.max.high=2");
        }

        @Test
        void theOutermostLayerMayAllowTheBaseImageMore() throws GateException {
            EffectivePolicy policy = merge(
                    "org", "vulnerabilities: {max: {high: 0}, baseImage: {max: {high: unlimited}}}",
                    "team", "vulnerabilities: {baseImage: {max: {high: 30}}}");
            assertThat(policy.find(BASE_HIGH).orElseThrow().value()).isEqualTo(Limit.of(30));
            assertThat(policy.get(HIGH).value()).isEqualTo(Limit.of(0));
        }
    }

    @Nested
    class Waivers {
        private static final String TEAM =
                "waivers: [{rule: CVE-2024-1, image: 'x/shop/a', owner: payments, reason: r, expires: %s}]";

        private String until(String date) {
            return TEAM.formatted(date);
        }

        @Test
        void theOutermostLayerWaivesByItsOwnAuthority() throws GateException {
            assertThat(merge("org", until("2036-01-01")).waivers()).hasSize(1);
        }

        @Test
        void anInnerLayerWaivesNothingWhereTheFloorSaysNothingAboutIt() {
            assertThat(refusals("org", "mode: enforce", "team", until("2026-06-02")))
                    .containsExactly("team (team.yaml:2) asks waivers=CVE-2024-1 by payments until 2026-06-02,"
                            + " but org has no waiverRules and so admits no waiver of other layers");
        }

        @Test
        void theBuiltInPolicyAdmitsWaiversOfNinetyDays() throws GateException {
            assertThat(PolicyMerge.merge(List.of(), List.of(waiverFile("2026-08-30")), CLOCK)
                            .waivers())
                    .hasSize(1);
            assertThatThrownBy(() -> PolicyMerge.merge(List.of(), List.of(waiverFile("2026-08-31")), CLOCK))
                    .isInstanceOf(PolicyException.class)
                    .hasMessageContaining(
                            "the built-in policy does not admit it by its waiverRules: it may last until 2026-08-30");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "*",
                    "**",
                    "CVE-*",
                    "*-2*",
                    "C*",
                    "no-setuid-files",
                    "generic-secret",
                    "image-signed",
                    "unreadable-archive",
                    "MAL-2024-1"
                })
        void theBuiltInPolicyAdmitsOnlySingleVulnerabilities(String rule) throws GateException {
            PolicyDocument file = PolicyParser.parse(
                    "waivers.yaml",
                    "waivers.yaml",
                    "version: 1\n" + until("2026-06-03").replace("CVE-2024-1", "'" + rule + "'"));
            assertThatThrownBy(() -> PolicyMerge.merge(List.of(), List.of(file), CLOCK))
                    .isInstanceOf(PolicyException.class)
                    .hasMessageContaining("the built-in policy does not admit it by its waiverRules");
        }

        @Test
        void theBuiltInPolicyAdmitsNoWaiverOfTheWorst() throws GateException {
            Waiver admitted = PolicyMerge.merge(List.of(), List.of(waiverFile("2026-06-03")), CLOCK)
                    .waivers()
                    .get(0)
                    .value();
            assertThat(admitted.covers(Severity.HIGH)).isTrue();
            assertThat(admitted.covers(Severity.CRITICAL)).isFalse();
            assertThat(admitted.covers(Severity.UNKNOWN)).isFalse();
        }

        @Test
        void whereNobodySavedAPolicyAWorkspaceWaivesNothing() throws GateException {
            PolicyDocument workspace =
                    PolicyParser.parse("workspace", "container-gate.yaml", "version: 1\n" + until("2026-06-02"));
            assertThatThrownBy(() -> PolicyMerge.merge(List.of(BuiltInPolicy.withoutWaivers(), workspace), CLOCK))
                    .isInstanceOf(PolicyException.class)
                    .hasMessageContaining(
                            "the built-in policy has no waiverRules and so admits no waiver of other layers");
        }

        @Test
        void aPatternIsWaivedOnlyWhereTheFloorAdmitsWildcards() throws GateException {
            String pattern = until("2026-06-03").replace("CVE-2024-1", "'CVE-2024-*'");
            assertThat(refusals("org", "waiverRules: [{}]", "team", pattern))
                    .singleElement()
                    .asString()
                    .contains("the rule is a pattern, and wildcards are not admitted: name it in full");
            assertThat(refusals("org", "waiverRules: [{rules: ['*']}]", "team", pattern))
                    .hasSize(1);
            assertThat(merge("org", "waiverRules: [{rules: ['CVE-*'], wildcards: true}]", "team", pattern)
                            .waivers())
                    .hasSize(1);
            assertThat(refusals("org", "waiverRules: [{}]", "team", "waiverRules: [{wildcards: true}]"))
                    .hasSize(1);
        }

        private PolicyDocument waiverFile(String date) throws GateException {
            return PolicyParser.parse("waivers.yaml", "waivers.yaml", "version: 1\n" + until(date));
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "{owners: [ops, fraud]} | the owner is none of [fraud, ops]",
                    "{rules: ['CVE-2023-*']} | the rule lies outside [CVE-2023-*]",
                    "{images: ['x/other/**']} | the image lies outside [x/other/**]",
                    "{maxDuration: 1d} | it may last until 2026-06-02 at most",
                })
        void aWaiverOutsideTheRulesIsRefusedWithTheReason(String rule, String reason) {
            assertThat(refusals("org", "waiverRules: [" + rule + "]", "team", until("2026-06-03")))
                    .singleElement()
                    .asString()
                    .contains(reason);
        }

        @Test
        void aWaiverForEveryImageIsRefusedWhereOnlySomeMayBeWaived() {
            String anywhere = until("2026-06-03").replace("image: 'x/shop/a', ", "");
            assertThat(refusals("org", "waiverRules: [{images: ['x/shop/**']}]", "team", anywhere))
                    .singleElement()
                    .asString()
                    .contains("the image lies outside [x/shop/**]");
        }

        @Test
        void anAdmittedWaiverCoversNoMoreThanTheRuleAllows() throws GateException {
            EffectivePolicy policy = merge(
                    "org",
                    "waiverRules: [{owners: [payments], maxSeverity: medium}, {maxSeverity: low}]",
                    "team",
                    until("2026-06-03"));
            assertThat(policy.waivers().get(0).value().maxSeverity()).contains(Severity.MEDIUM);
            assertThat(policy.waivers().get(0).value().covers(Severity.UNKNOWN)).isFalse();
            assertThat(policy.waivers().get(0).origin().layer()).isEqualTo("team");
        }

        @Test
        void aFolderHandsOnLessThanItWasGiven() {
            assertThat(refusals(
                            "org", "waiverRules: [{}]",
                            "folder", "waiverRules: [{owners: [ops]}]",
                            "team", until("2026-06-03")))
                    .singleElement()
                    .asString()
                    .contains("but folder does not admit it by its waiverRules: the owner is none of [ops]");
        }

        @Test
        void repeatingAWaiverOfTheFloorAsksForNothing() throws GateException {
            assertThat(merge("org", until("2036-01-01"), "team", until("2036-01-01"))
                            .waivers())
                    .hasSize(1);
        }
    }

    @Nested
    class Signatures {
        private String entry(String repositories, String name) {
            return "signatures: [{repositories: [" + repositories + "], signers: [{name: " + name + ", cosign: {key: \""
                    + SamplePolicy.PUBLIC_KEY + "\"}}]}]";
        }

        @Test
        void requirementsOfAllLayersThatSpeakOfARepositoryMustBeMet() throws GateException {
            EffectivePolicy policy = merge("org", entry("'x/**'", "org-key"), "team", entry("'x/shop/*'", "team-key"));
            assertThat(policy.signaturesFor("x/shop/a")).hasSize(2);
            assertThat(policy.signaturesFor("x/other")).hasSize(1);
            assertThat(policy.signaturesFor("y")).isEmpty();
        }

        @Test
        void anInnerLayerAppointsNoSignerWhereTheFloorTrustsNobody() {
            assertThat(refusals("org", entry("'x/**'", "org-key"), "team", entry("'**'", "mine")))
                    .containsExactly(
                            "team (team.yaml:2) asks signatures=[**], but org appoints signers for [x/**] only;"
                                    + " delegate.signers would have to leave this to other layers");
        }

        private String exempt(String repositories) {
            return "signatures: [{repositories: [" + repositories + "], exempt: nobody signs these}]";
        }

        @Test
        void whereTheFloorIsSilentNoInnerLayerAppointsSignersOrExempts() {
            for (String floor : List.of("mode: enforce", "taskDefinition: {images: {signed: required}}")) {
                assertThat(refusals("org", floor, "team", entry("'**'", "mine")))
                        .containsExactly("team (team.yaml:2) asks signatures=[**], but org appoints no signers;"
                                + " delegate.signers would have to leave this to other layers");
                assertThat(refusals("org", floor, "team", exempt("'x/a'")))
                        .containsExactly("team (team.yaml:2) asks signatures=[x/a] exempt, but org appoints no signers;"
                                + " delegate.exemptions would have to leave this to other layers");
            }
            assertThat(refusals("org", "mode: enforce", "folder", "mode: enforce", "team", entry("'a'", "mine")))
                    .hasSize(1);
        }

        @Test
        void anExemptionIsHeardWhereTheGeneralEntryMatchesEveryRegistry() throws GateException {
            String mirror = "{repositories: ['r.example/mirror/**'], exempt: mirror}";
            EffectivePolicy policy = merge("org", entry("'**'", "org-key").replace("}}]}]", "}}]}, " + mirror + "]"));
            assertThat(policy.signaturesFor("r.example/mirror/a"))
                    .extracting(each -> each.value().exempt().isPresent())
                    .containsExactly(true);
        }

        @Test
        void aPolicyThatIsAloneIsItsOwnFloor() throws GateException {
            assertThat(merge("team", entry("'**'", "mine")).signaturesFor("a/b"))
                    .hasSize(1);
        }

        @Test
        void anInnerLayerAppointsSignersWhereTheFloorLeavesItToOthers() throws GateException {
            String floor = "delegate: {signers: ['labs/**']}";
            assertThat(merge("org", floor, "team", entry("'labs/a'", "mine")).signaturesFor("labs/a"))
                    .hasSize(1);
            assertThat(refusals("org", floor, "team", exempt("labs/a"))).hasSize(1);
            assertThat(refusals("org", floor, "team", entry("'**'", "mine")))
                    .containsExactly("team (team.yaml:2) asks signatures=[**], but org appoints no signers"
                            + " and delegates [labs/**] (delegate.signers)");
            assertThat(merge("org", "delegate: {exemptions: ['mirror/**']}", "team", exempt("mirror/a"))
                            .signaturesFor("mirror/a"))
                    .hasSize(1);
        }

        @Test
        void whatTheFloorLeavesToOthersReachesNoRepositoryThatItSpeaksOf() throws GateException {
            String floor = entry("'x/**'", "org-key") + "\ndelegate: {signers: ['**'], exemptions: ['**']}";
            EffectivePolicy policy = merge("org", floor, "team", exempt("'x/shop/*'"));
            assertThat(policy.signaturesFor("x/shop/a"))
                    .extracting(each -> each.value().exempt().isPresent())
                    .containsExactlyInAnyOrder(true, false);
        }

        @Test
        void aFolderHandsOnNoMoreThanItWasGiven() throws GateException {
            String floor = "delegate: {signers: ['labs/**']}";
            assertThat(refusals("org", floor, "folder", "delegate: {signers: ['**']}"))
                    .singleElement()
                    .asString()
                    .contains("asks delegate.signers=", "but org delegates only");
            assertThat(refusals("org", "mode: enforce", "folder", "delegate: {exemptions: [a]}"))
                    .singleElement()
                    .asString()
                    .contains("but the built-in policy delegates nothing");
            assertThat(refusals("org", floor, "folder", "delegate: {signers: []}", "team", entry("'labs/a'", "mine")))
                    .hasSize(1);
        }

        @Test
        void anInnerLayerSendsNoRequestToAServerOfItsChoice() throws GateException {
            String floor = entry("'x/**'", "org-key");
            String notary = "signatures: [{repositories: [x/a], signers: [{name: n, contentTrust: {server:"
                    + " 'https://notary.example', delegations: [targets], rootKeys: [\"" + SamplePolicy.PUBLIC_KEY
                    + "\"]}}]}]";
            assertThat(refusals("org", floor, "team", notary))
                    .containsExactly("team (team.yaml:2) asks signatures.signers.contentTrust.server="
                            + "https://notary.example, but org does not name this server;"
                            + " delegate.servers would have to leave it to other layers");
            String delegating = floor + "\ndelegate: {servers: ['https://notary.example']}";
            assertThat(merge("org", delegating, "team", notary).signaturesFor("x/a"))
                    .hasSize(2);
        }

        @Test
        void aMergedPolicyMeansTheSameInOneFile() throws GateException {
            EffectivePolicy merged = merge("org", entry("'x/**'", "org-key"), "team", exempt("'x/shop/*'"));
            EffectivePolicy again =
                    PolicyMerge.merge(List.of(PolicyParser.parse("one", "one.yaml", merged.toYaml())), CLOCK);

            assertThat(again.signaturesFor("x/shop/a"))
                    .extracting(each -> each.value().exempt().isPresent())
                    .containsExactlyInAnyOrder(true, false);
            assertThat(again.digest()).isEqualTo(merged.digest());
        }

        @Test
        void anEntryThatAnotherLayerHasTooStaysADemandOfBoth() throws GateException {
            String general = entry("'x/**'", "org-key");
            String mirror = "{repositories: [x/a], exempt: mirror}";
            EffectivePolicy policy = merge("org", general.replace("}}]}]", "}}]}, " + mirror + "]"), "team", general);
            assertThat(policy.signaturesFor("x/a"))
                    .extracting(each -> each.value().exempt().isPresent())
                    .contains(false);
        }
    }

    @Nested
    class ProfilesAndLevels {
        private RuleLevel level(String rule, String... layers) throws GateException {
            return merge(layers)
                    .hardening()
                    .level(KnownRules.builtIn()
                            .find("hardening", new RuleId(rule))
                            .orElseThrow());
        }

        @Test
        void anOuterOffDoesNotUndoAnInnerProfile() throws GateException {
            String floor = "hardening: {rules: {no-sudo: off, non-root-user: warn}}";
            assertThat(level("no-sudo", "org", floor, "team", "hardening: {profile: strict}"))
                    .isEqualTo(RuleLevel.ON);
            assertThat(level("non-root-user", "org", floor, "team", "hardening: {profile: [cis-docker]}"))
                    .isEqualTo(RuleLevel.ON);
            assertThat(level(
                            "no-sudo", "org", floor, "folder", "hardening: {profile: strict}", "team", "mode: enforce"))
                    .isEqualTo(RuleLevel.ON);
        }

        @Test
        void aProfileWithoutTheRuleLeavesItAsItIs() throws GateException {
            String floor = "hardening: {rules: {no-sudo: off}}";
            assertThat(level("no-sudo", "org", floor, "team", "hardening: {profile: fsbp}"))
                    .isEqualTo(RuleLevel.OFF);
            assertThat(level("no-sudo", "org", floor, "team", "hardening: {rules: {no-setuid-files: on}}"))
                    .isEqualTo(RuleLevel.OFF);
        }

        @Test
        void aLayerThatTakesARuleOutOfItsOwnProfileHasItsWay() throws GateException {
            String floor = "hardening: {profile: strict, rules: {no-sudo: off}}";
            assertThat(level("no-sudo", "org", floor, "team", floor)).isEqualTo(RuleLevel.OFF);
        }

        @Test
        void theMergedPolicySaysSoInOneFile() throws GateException {
            EffectivePolicy merged = merge(
                    "org",
                    "taskDefinition: {rules: {no-privileged: off}}",
                    "team",
                    "taskDefinition: {profile: strict}");
            assertThat(decidedBy(merged, PolicyKeys.taskDefinitionRule(new RuleId("no-privileged"))))
                    .isEqualTo("team: taskDefinition.rules.no-privileged=on");
        }
    }

    @Test
    void theExplanationSaysWhoDecidedAndWhatEachLayerAsked() throws GateException {
        PolicyExplanation explanation = merge(
                        "org", "vulnerabilities: {max: {critical: 3}}",
                        "team", "vulnerabilities: {max: {critical: 1}}")
                .explain();
        Map<String, PolicyExplanation.Line> lines = explanation.lines().stream()
                .collect(java.util.stream.Collectors.toMap(PolicyExplanation.Line::key, line -> line));

        PolicyExplanation.Line critical = lines.get("vulnerabilities.max.critical");
        assertThat(critical.value()).isEqualTo("1");
        assertThat(critical.decidedBy()).isEqualTo("team");
        assertThat(critical.place()).isEqualTo("team (team.yaml:2)");
        assertThat(critical.asked())
                .containsExactly(
                        new PolicyExplanation.Ask("org", "org (org.yaml:2)", "3"),
                        new PolicyExplanation.Ask("team", "team (team.yaml:2)", "1"));
        assertThat(lines.get("mode").decidedBy()).isEqualTo("built-in");
        assertThat(lines.get("mode").asked()).isEmpty();
    }

    @Test
    void equalPoliciesHaveEqualDigestsWhoeverSaysThemAndInWhateverOrder() throws GateException {
        String a = "mode: warn\nvulnerabilities: {databaseMaxAge: 48h, max: {high: 1, low: 2}}";
        String b = "vulnerabilities: {max: {low: 2, high: 1}, databaseMaxAge: 2d}\nmode: warn\nonError: fail";
        assertThat(merge("org", a).digest()).isEqualTo(merge("other", b).digest());
        assertThat(merge("org", a).digest())
                .isNotEqualTo(merge("org", a, "team", "mode: enforce").digest());
        assertThat(merge("org", a, "team", "onError: fail").identity().layers()).containsExactly("org", "team");
    }

    @Test
    void theEffectivePolicyIsOneFileThatMeansTheSame() throws GateException {
        EffectivePolicy policy = merge("org", SamplePolicy.FULL.replace("version: 1\n", ""));
        PolicyDocument reread = PolicyParser.parse("merged", "merged.yaml", policy.toYaml());
        assertThat(PolicyMerge.merge(List.of(reread), CLOCK).digest()).isEqualTo(policy.digest());
        assertThat(policy.toYaml()).startsWith("version: 1\nmode: enforce\n");
    }
}
