package io.jenkins.lib.containergate.policy.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.finding.VexStatement;
import io.jenkins.lib.containergate.policy.DecidedFinding;
import io.jenkins.lib.containergate.policy.Decision;
import io.jenkins.lib.containergate.policy.GateResult;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.lib.containergate.policy.document.PolicyDocument;
import io.jenkins.lib.containergate.policy.judge.WaiverCriterion.WaiverMatch;
import io.jenkins.lib.containergate.policy.key.PolicyKeys;
import io.jenkins.lib.containergate.policy.key.Settings;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.policy.merge.PolicyException;
import io.jenkins.lib.containergate.policy.merge.PolicyMerge;
import io.jenkins.lib.containergate.policy.merge.RandomPolicies;
import io.jenkins.lib.containergate.policy.setting.Waiver;
import io.jenkins.lib.containergate.policy.vex.VexTrust;
import io.jenkins.lib.containergate.testkit.effort.Effort;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a policy means for findings, on generated policies and findings. A failure names the seed and the round. */
class VerdictPropertyTest {
    private static final long SEED = 20_260_602L;
    private static final int ROUNDS = Effort.rounds(200, 1_000);
    private static final int ROUNDS_OF_A_POLICY = 4;
    private static final int TRUSTING = 100;
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-06-01T12:00:00Z"), ZoneOffset.UTC);
    private static final PolicyDocument LOOSEST = RandomPolicies.LOOSEST;

    private final Random random = new Random(SEED);
    private final RandomPolicies policies = new RandomPolicies(random);
    private final RandomInput inputs = new RandomInput(random, CLOCK.instant());
    private final Map<Outcome, Integer> seen = new EnumMap<>(Outcome.class);
    private @Nullable EffectivePolicy latest;
    private int asked;

    private static Optional<EffectivePolicy> merge(List<PolicyDocument> layers) {
        try {
            return Optional.of(PolicyMerge.merge(layers, CLOCK));
        } catch (PolicyException e) {
            return Optional.empty();
        }
    }

    /** Another one for every few rounds: to make one takes longer than to judge by it. */
    private EffectivePolicy policy() {
        EffectivePolicy policy = latest;
        if (policy == null || asked++ % ROUNDS_OF_A_POLICY == 0) {
            policy = newPolicy();
            latest = policy;
        }
        return policy;
    }

    private EffectivePolicy newPolicy() {
        return merge(List.of(policies.layerWithWaivers(random.nextDouble()))).orElseThrow();
    }

    private EffectivePolicy policyThatTrusts() {
        EffectivePolicy policy = newPolicy();
        while (policy.find(PolicyKeys.VEX).isEmpty()) {
            policy = newPolicy();
        }
        return policy;
    }

    private GateResult judge(EffectivePolicy policy, GateInput input) {
        return judge(policy, input, CLOCK);
    }

    private GateResult judge(EffectivePolicy policy, GateInput input, Clock clock) {
        GateResult result = new PolicyEngine(policy, clock).judge(input);
        seen.merge(result.outcome(), 1, Integer::sum);
        return result;
    }

    /** Put together only for a failure. */
    private static Supplier<String> round(int i, Object... what) {
        return () -> "seed " + SEED + ", round " + i + ": " + List.of(what);
    }

    @AfterEach
    void everyOutcomeWasSeen() {
        assertThat(seen).containsOnlyKeys(Outcome.values());
        assertThat(seen.values()).allSatisfy(count -> assertThat(count).isGreaterThan(5));
    }

    @Test
    void theOutcomeUnderAMergeIsNeverBetterThanUnderAnyOfItsLayers() {
        int merges = 0;
        for (int i = 0; i < ROUNDS; i++) {
            List<PolicyDocument> layers = new ArrayList<>(List.of(policies.layer(0.4)));
            for (int j = random.nextInt(3); j >= 0; j--) {
                layers.add(policies.layer(0.06));
            }
            Optional<EffectivePolicy> merged = merge(layers);
            if (merged.isEmpty()) {
                continue;
            }
            merges++;
            List<EffectivePolicy> alone =
                    new ArrayList<>(List.of(merge(layers.subList(0, 1)).orElseThrow()));
            for (PolicyDocument layer : layers.subList(1, layers.size())) {
                alone.add(merge(List.of(LOOSEST, layer)).orElseThrow());
            }
            for (int j = 0; j < 8; j++) {
                GateInput input = inputs.next();
                Outcome outcome = judge(merged.get(), input).outcome();
                for (EffectivePolicy layer : alone) {
                    assertThat(outcome)
                            .as(round(i, layers, input))
                            .isGreaterThanOrEqualTo(judge(layer, input).outcome());
                }
            }
        }
        assertThat(merges).isGreaterThan(ROUNDS / 10);
    }

    @Test
    void anInnerLayerImprovesNothingButByItsAdmittedWaivers() {
        int merges = 0;
        for (int i = 0; i < ROUNDS; i++) {
            PolicyDocument floor = policies.layerWithWaivers(0.4);
            PolicyDocument inner = policies.layerWithWaivers(0.08);
            Optional<EffectivePolicy> merged = merge(List.of(floor, inner));
            PolicyDocument waiversOnly = new PolicyDocument(
                    "inner", "inner", new Settings(new TreeMap<>()), Set.of(), List.of(), inner.waivers());
            if (merged.isPresent()) {
                merges++;
                EffectivePolicy waived = merge(List.of(floor, waiversOnly)).orElseThrow();
                for (int j = 0; j < 8; j++) {
                    GateInput input = inputs.next();
                    assertThat(judge(merged.get(), input).outcome())
                            .as(round(i, floor, inner, input))
                            .isGreaterThanOrEqualTo(judge(waived, input).outcome());
                }
            }
        }
        assertThat(merges).isGreaterThan(ROUNDS / 20);
    }

    @Test
    void oneMoreFindingNeverImprovesTheOutcome() {
        for (int i = 0; i < ROUNDS; i++) {
            EffectivePolicy policy = policy();
            GateInput input = inputs.next();
            List<Finding> more = new ArrayList<>(input.findings());
            more.add(inputs.finding(input.gate()));
            assertThat(judge(policy, with(input, more)).outcome())
                    .as(round(i, policy, more))
                    .isGreaterThanOrEqualTo(judge(policy, input).outcome());
        }
    }

    @Test
    void oneMoreWaiverInForceWorsensNothingAndTouchesOnlyWhatItMatchesAndWhatCountsWithIt() {
        for (int i = 0; i < 4 * ROUNDS; i++) {
            EffectivePolicy with = policy();
            if (with.waivers().isEmpty()) {
                continue;
            }
            Waiver waiver = with.waivers().get(0).value();
            GateInput input = inputs.next();
            if (waiver.expired(CLOCK) || waiver.untilFixed()) {
                continue;
            }
            EffectivePolicy without = new EffectivePolicy(
                    with.settings(),
                    with.signatures(),
                    with.waivers().subList(1, with.waivers().size()),
                    with.documents());
            GateResult waived = judge(with, input);
            GateResult unwaived = judge(without, input);
            assertThat(waived.outcome()).as(round(i, with, input)).isLessThanOrEqualTo(unwaived.outcome());
            for (DecidedFinding decided : unwaived.findings()) {
                boolean touched = input.findings().stream()
                        .filter(f -> WaiverMatch.matches(waiver, f, input.image()))
                        .anyMatch(f -> f.severity() == decided.finding().severity());
                if (!touched) {
                    assertThat(waived.findings()).as(round(i, with, input)).contains(decided);
                }
            }
        }
    }

    @Test
    void lessKnowledgeNeverImprovesTheOutcome() {
        for (int i = 0; i < ROUNDS; i++) {
            EffectivePolicy policy = policy();
            GateInput input = inputs.next();
            Outcome outcome = judge(policy, input).outcome();
            assertThat(judge(policy, input.withFeeds(Map.of())).outcome())
                    .as(round(i, policy, input))
                    .isGreaterThanOrEqualTo(outcome);
            GateInput sourceless = new GateInput(
                    input.gate(),
                    input.findings(),
                    Optional.empty(),
                    input.image(),
                    input.baseImageLayers(),
                    input.baseline(),
                    input.feeds(),
                    input.rules(),
                    input.account(),
                    input.vex(),
                    input.facts());
            assertThat(judge(policy, sourceless).outcome())
                    .as(round(i, policy, input))
                    .isGreaterThanOrEqualTo(outcome);
            assertThat(judge(policy, input.withBaseline(KnownFindings.none())).outcome())
                    .as(round(i, policy, input))
                    .isGreaterThanOrEqualTo(outcome);
        }
    }

    @Test
    void timeAloneNeverImprovesTheOutcome() {
        for (int i = 0; i < ROUNDS; i++) {
            EffectivePolicy policy = policy();
            GateInput input = inputs.next();
            Clock later = Clock.offset(CLOCK, Duration.ofHours(random.nextInt(24 * 40)));
            assertThat(judge(policy, input, later).outcome())
                    .as(round(i, policy, input, later))
                    .isGreaterThanOrEqualTo(judge(policy, input).outcome());
        }
    }

    @Test
    void noStatementImprovesTheOutcomeUnlessThePolicyTrustsItsSource() {
        // most policies trust nobody, and nothing can improve under them
        List<EffectivePolicy> trusting =
                Stream.generate(this::policyThatTrusts).limit(TRUSTING).toList();
        int improved = 0;
        for (int i = 0; i < 4 * ROUNDS; i++) {
            EffectivePolicy policy = i % 2 == 0 ? policy() : trusting.get(random.nextInt(TRUSTING));
            GateInput input = inputs.next();
            GateResult with = judge(policy, input);
            GateResult without = judge(policy, input.withVex(Map.of()));
            assertThat(with.outcome()).as(round(i, policy, input)).isLessThanOrEqualTo(without.outcome());
            List<VexTrust> trusted = policy.find(PolicyKeys.VEX)
                    .map(vex -> vex.value().entries())
                    .orElse(List.of());
            List<VexStatement> deciding = with.findings().stream()
                    .flatMap(decided -> decided.vex().stream())
                    .toList();
            for (VexStatement vex : deciding) {
                assertThat(trusted)
                        .as(round(i, policy, input))
                        .anyMatch(entry -> entry.from() == vex.source().origin()
                                && entry.hears(vex, image -> image.matches("x/a")));
                assertThat(vex.status()).isIn(VexStatement.Status.NOT_AFFECTED, VexStatement.Status.FIXED);
                assertThat(vex.complete()).isTrue();
            }
            if (with.outcome() != without.outcome()) {
                improved++;
                assertThat(trusted).as(round(i, policy, input)).isNotEmpty();
            }
        }
        assertThat(improved).isGreaterThan(5);
    }

    @Test
    void oneMoreTrustedWordThatSomethingIsAffectedNeverImprovesTheOutcome() {
        for (int i = 0; i < ROUNDS; i++) {
            EffectivePolicy policy = policy();
            GateInput input = inputs.next();
            Map<Finding, List<VexStatement>> more = new HashMap<>(input.vex());
            for (Finding finding : input.findings()) {
                VexStatement another = inputs.statement();
                if (!another.status().excuses()) {
                    List<VexStatement> all = new ArrayList<>(more.getOrDefault(finding, List.of()));
                    all.add(another);
                    more.put(finding, all);
                }
            }
            assertThat(judge(policy, input.withVex(more)).outcome())
                    .as(round(i, policy, input))
                    .isGreaterThanOrEqualTo(judge(policy, input).outcome());
        }
    }

    @Test
    void theOrderOfTheStatementsDoesNotMatter() {
        for (int i = 0; i < ROUNDS; i++) {
            EffectivePolicy policy = policy();
            GateInput input = inputs.next();
            Map<Finding, List<VexStatement>> shuffled = new HashMap<>();
            input.vex().forEach((finding, statements) -> {
                List<VexStatement> other = new ArrayList<>(statements);
                Collections.shuffle(other, random);
                shuffled.put(finding, other);
            });
            assertThat(judge(policy, input.withVex(shuffled)))
                    .as(round(i, policy, input))
                    .isEqualTo(judge(policy, input));
        }
    }

    @Test
    void theOrderOfTheFindingsDoesNotMatter() {
        for (int i = 0; i < ROUNDS; i++) {
            EffectivePolicy policy = policy();
            GateInput input = inputs.next();
            List<Finding> shuffled = new ArrayList<>(input.findings());
            Collections.shuffle(shuffled, random);
            GateResult one = judge(policy, input);
            GateResult other = judge(policy, with(input, shuffled));
            assertThat(other.outcome()).isEqualTo(one.outcome());
            assertThat(other.reason()).as(round(i, policy, input)).isEqualTo(one.reason());
            assertThat(other.findings())
                    .extracting(DecidedFinding::decidedBy)
                    .as(round(i, policy, input))
                    .containsExactlyElementsOf(one.findings().stream()
                            .map(DecidedFinding::decidedBy)
                            .toList());
        }
    }

    @Test
    void outcomeAndDecisionsAgree() {
        for (int i = 0; i < ROUNDS; i++) {
            GateResult result = judge(policy(), inputs.next());
            List<Decision> decisions =
                    result.findings().stream().map(DecidedFinding::decision).toList();
            switch (result.outcome()) {
                case PASS -> assertThat(decisions).doesNotContain(Decision.BLOCKED, Decision.WARNED);
                case WARN -> assertThat(decisions).contains(Decision.WARNED).doesNotContain(Decision.BLOCKED);
                case FAIL -> assertThat(decisions).contains(Decision.BLOCKED);
                case ERROR -> assertThat(result.error()).isPresent();
            }
        }
    }

    private static GateInput with(GateInput input, List<Finding> findings) {
        return new GateInput(
                input.gate(),
                findings,
                input.source(),
                input.image(),
                input.baseImageLayers(),
                input.baseline(),
                input.feeds(),
                input.rules(),
                input.account(),
                input.vex(),
                input.facts());
    }
}
