package io.jenkins.lib.containergate.ecs.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.arn.Arn;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.ecs.EcsService;
import io.jenkins.lib.containergate.aws.ecs.EcsTask;
import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.gate.drift.DriftGate;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.policy.document.PolicyParser;
import io.jenkins.lib.containergate.policy.merge.PolicyMerge;
import io.jenkins.lib.containergate.signature.verdict.SignedVerdict;
import io.jenkins.lib.containergate.signature.verdict.VerdictStanding;
import io.jenkins.lib.containergate.signature.verdict.VerificationSummary;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each rule on what runs: what passes, what fails, and that evidence which is missing is an ERROR. */
class DriftRulesTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);
    private static final String PREFIX = "arn:aws:ecs:eu-central-1:123456789012:";
    private static final String IMAGE = "registry.example/shop/web:1";
    private static final String DIGEST = "sha256:" + "ab".repeat(32);
    private static final Standing HOLDS = new Standing.Holds();
    private static final Standing BROKEN = new Standing.Broken(List.of("a reason"));
    private static final Standing UNDECIDED = new Standing.Undecided("not readable", "make it readable");
    private static final VerdictStanding PASSED = new VerdictStanding.Passed(verdict(true));
    private static final VerdictStanding UNREADABLE = new VerdictStanding.Undecided("not readable", "make it readable");

    private static SignedVerdict verdict(boolean passed) {
        return new SignedVerdict(
                "referrer",
                "gate",
                new Digest("ab".repeat(32)),
                false,
                new VerificationSummary(
                        "urn:container-gate",
                        Instant.parse("2026-11-20T12:00:00Z"),
                        "oci://registry.example/shop/web",
                        "",
                        "0".repeat(64),
                        Optional.empty(),
                        Optional.of("enforce"),
                        List.of(),
                        passed,
                        List.of(),
                        passed ? List.of() : List.of("CONTAINER_GATE_VULNERABILITIES"),
                        Optional.empty()));
    }

    /** A workload in which nothing has drifted, but for what is changed of it. */
    private static final class Facts {
        private VerdictStanding verdict = PASSED;
        private boolean gone;
        private Standing tag = HOLDS;
        private Standing waivers = HOLDS;
        private Standing vulnerabilities = HOLDS;
        private Standing licenses = HOLDS;
        private Standing definition = HOLDS;
        private Standing recorded = HOLDS;
        private String revision = "shop:7";
        private boolean exec;
        private Optional<String> role = Optional.empty();
        private String digest = DIGEST;
        private Lookup<Map<String, String>> addresses = new Lookup.Answered<>(Map.of());

        WorkloadFacts make() {
            Arn definitionArn = arn("task-definition/" + revision);
            EcsTask task = new EcsTask(
                    arn("task/prod/1"),
                    definitionArn,
                    Optional.of("service:shop"),
                    "RUNNING",
                    false,
                    List.of(new EcsTask.RunningContainer("web", Optional.of(IMAGE), Optional.of(digest))),
                    new EcsTask.Start(
                            Optional.of("FARGATE"),
                            Optional.of("1.4.0"),
                            Optional.of(Instant.parse("2026-11-21T12:00:00Z")),
                            Optional.empty(),
                            Optional.of("x86_64"),
                            false,
                            exec,
                            new EcsTask.Overrides(role, Optional.empty(), List.of())),
                    List.of("eni-1"));
            Workload workload =
                    new Workload("prod", Workload.Kind.SERVICE, "shop", Optional.of(service()), List.of(task));
            Map<RunningImage, ImageEvidence> images = WorkloadFacts.containers(workload.tasks()).running().stream()
                    .collect(Collectors.toMap(
                            WorkloadFacts.Running::image,
                            unused -> new ImageEvidence(verdict, gone, tag, waivers, vulnerabilities, licenses)));
            return new WorkloadFacts(
                    workload, images, Map.of(definitionArn, new DefinitionEvidence(definition, recorded)), addresses);
        }

        private static EcsService service() {
            return new EcsService(
                    arn("service/prod/shop"),
                    "ACTIVE",
                    Optional.of(arn("task-definition/shop:7")),
                    Optional.of("FARGATE"),
                    Optional.empty(),
                    List.of(),
                    List.of(),
                    Optional.empty(),
                    false,
                    new EcsService.CircuitBreaker(true, true),
                    List.of(),
                    0,
                    List.of(),
                    List.of(),
                    1,
                    List.of(),
                    List.of(),
                    "{}");
        }

        private static Arn arn(String resource) {
            return Arn.of(PREFIX + resource).orElseThrow();
        }
    }

    private interface Change {
        void on(Facts facts);
    }

    /** One for each way in which a workload drifts; two rules have two. */
    private enum Case {
        NEVER("running-image-judged", f -> f.verdict = new VerdictStanding.Never("no verdict was found")),
        NOBODY("running-image-judged", f -> f.verdict = new VerdictStanding.NobodyTrusted("shop/web")),
        FAILED("running-image-passed", f -> f.verdict = new VerdictStanding.DidNotPass(verdict(false))),
        LOOSER("running-verdict-strict-enough", f -> f.verdict = new VerdictStanding.Looser(verdict(true), "looser")),
        OLD("running-verdict-recent", f -> f.verdict = new VerdictStanding.TooOld(verdict(true), CLOCK.instant())),
        GONE("running-image-kept", f -> f.gone = true),
        WAIVER("running-waivers-in-force", f -> f.waivers = BROKEN, f -> f.waivers = UNDECIDED),
        VULNERABLE(
                "running-no-new-vulnerabilities", f -> f.vulnerabilities = BROKEN, f -> f.vulnerabilities = UNDECIDED),
        LICENSE("running-licenses-allowed", f -> f.licenses = BROKEN, f -> f.licenses = UNDECIDED),
        DEFINITION("running-task-definition-passes", f -> f.definition = BROKEN, f -> f.definition = UNDECIDED),
        UNRECORDED("running-task-definition-judged", f -> f.recorded = BROKEN, f -> f.recorded = UNDECIDED),
        REVISION("running-revision-deployed", f -> f.revision = "shop:6"),
        OVERRIDES("running-no-overrides", f -> f.role = Optional.of("arn:aws:iam::123456789012:role/admin")),
        EXEC("running-exec-disabled", f -> f.exec = true),
        ADDRESS(
                "running-no-public-address",
                f -> f.addresses = new Lookup.Answered<>(Map.of("eni-1", "203.0.113.7")),
                f -> f.addresses = new Lookup.Denied<>("ec2:DescribeNetworkInterfaces")),
        TAG("running-tag-unmoved", f -> f.tag = BROKEN, f -> f.tag = UNDECIDED);

        private final RuleId rule;
        private final Change drift;
        private final RuleId missingRule;
        private final Change missing;

        /** Its evidence is that of the image, whose absence is an ERROR of one rule. */
        Case(String rule, Change drift) {
            this.rule = new RuleId(rule);
            this.drift = drift;
            this.missingRule = new RuleId("running-evidence-readable");
            this.missing = facts -> facts.verdict = UNREADABLE;
        }

        Case(String rule, Change drift, Change missing) {
            this.rule = new RuleId(rule);
            this.drift = drift;
            this.missingRule = this.rule;
            this.missing = missing;
        }
    }

    private static Verdict judged(Change... changes) throws Exception {
        Facts facts = new Facts();
        for (Change change : changes) {
            change.on(facts);
        }
        return new DriftGate(
                        PolicyMerge.merge(List.of(PolicyParser.parse("org", "org.yaml", "version: 1\n")), CLOCK), CLOCK)
                .judge("cluster prod", List.of(facts.make()), 0);
    }

    private static List<Finding> findings(Verdict verdict) {
        return verdict.gates().get(0).findings().stream()
                .map(found -> found.finding())
                .toList();
    }

    @Test
    void whereNothingDriftedEveryRulePasses() throws Exception {
        Verdict verdict = judged();
        assertThat(verdict.outcome()).isEqualTo(Outcome.PASS);
        assertThat(findings(verdict)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Case.class)
    void whatDriftedFailsItsRuleAndNoOther(Case drifted) throws Exception {
        Verdict verdict = judged(drifted.drift);
        assertThat(verdict.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(findings(verdict)).extracting(Finding::rule).containsExactly(drifted.rule);
        assertThat(findings(verdict).get(0).location().path()).contains("prod/service/shop");
    }

    @ParameterizedTest
    @EnumSource(Case.class)
    void evidenceThatIsMissingIsAnError(Case drifted) throws Exception {
        Verdict verdict = judged(drifted.missing);
        assertThat(verdict.outcome()).isEqualTo(Outcome.ERROR);
        assertThat(findings(verdict)).extracting(Finding::rule).containsExactly(drifted.missingRule);
    }

    @Test
    void anImageThatIsGoneFailsWhateverItsVerdictsWere() throws Exception {
        Verdict verdict =
                judged(facts -> facts.gone = true, facts -> facts.verdict = new VerdictStanding.ImageGone(IMAGE));
        assertThat(verdict.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(verdict.complete()).isFalse();
        assertThat(findings(verdict))
                .extracting(each -> each.rule().value())
                .containsExactlyInAnyOrder("running-image-kept", "running-evidence-readable");
    }

    @Test
    void aDigestThatIsNoneIsAnError() throws Exception {
        assertThat(judged(facts -> facts.digest = "latest").outcome()).isEqualTo(Outcome.ERROR);
        assertThat(judged(facts -> facts.digest = "").outcome()).isEqualTo(Outcome.ERROR);
    }

    @Test
    void everyRuleHasACase() {
        Set<RuleId> tested = Arrays.stream(Case.values()).map(each -> each.rule).collect(Collectors.toSet());
        tested.addAll(Arrays.stream(Case.values()).map(each -> each.missingRule).toList());
        assertThat(tested).isEqualTo(new HashSet<>(DriftRules.all().ids()));
    }
}
