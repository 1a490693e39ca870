package io.jenkins.lib.containergate.policy.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.policy.document.PolicyDocument;
import io.jenkins.lib.containergate.policy.key.PolicyKey;
import io.jenkins.lib.containergate.policy.key.PolicyKeys;
import io.jenkins.lib.containergate.policy.key.WithOrigin;
import io.jenkins.lib.containergate.policy.signer.SignatureRequirement;
import io.jenkins.lib.containergate.testkit.effort.Effort;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Laws of the merge, on generated layers. A failure names the seed and the round that gave it. */
class PolicyMergePropertyTest {
    private static final long SEED = 20_260_601L;
    private static final int ROUNDS = Effort.rounds(120, 2_000);
    private static final Set<PolicyKey<?>> HANDED_ON = Set.of(
            PolicyKeys.WAIVER_RULES,
            PolicyKeys.DELEGATED_SIGNERS,
            PolicyKeys.DELEGATED_EXEMPTIONS,
            PolicyKeys.DELEGATED_SERVERS);
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-06-01T12:00:00Z"), ZoneOffset.UTC);

    private final Random random = new Random(SEED);
    private final RandomPolicies policies = new RandomPolicies(random);
    private int checked;

    private static Optional<EffectivePolicy> merge(List<PolicyDocument> layers) {
        try {
            return Optional.of(PolicyMerge.merge(layers, CLOCK));
        } catch (PolicyException e) {
            assertThat(e.refusals()).isNotEmpty();
            return Optional.empty();
        }
    }

    /** The more a layer states, the likelier it is refused: so the number stays when there are more keys. */
    private static double stating(int keys) {
        return (double) keys / PolicyKeys.all().size();
    }

    private List<PolicyDocument> layers() {
        List<PolicyDocument> layers = new ArrayList<>(List.of(policies.layerWithWaivers(0.5)));
        for (int i = random.nextInt(3); i >= 0; i--) {
            layers.add(random.nextInt(3) == 0 ? policies.layerWithWaivers(stating(2)) : policies.layer(stating(4)));
        }
        return layers;
    }

    /** Put together only for a failure. */
    private static Supplier<String> round(int i, List<PolicyDocument> layers) {
        return () -> "seed " + SEED + ", round " + i + ", layers " + layers;
    }

    private void checkedAtLeast(int times) {
        assertThat(checked).as("rounds that tested something").isGreaterThan(times);
    }

    @Test
    void eachValueIsAtLeastAsStrictAsInEveryLayer() {
        for (int i = 0; i < ROUNDS; i++) {
            List<PolicyDocument> layers = layers();
            Supplier<String> round = round(i, layers);
            Optional<EffectivePolicy> merged = merge(layers);
            if (merged.isPresent()) {
                checked++;
                EffectivePolicy outermost = merge(layers.subList(0, 1)).orElseThrow();
                for (PolicyKey<?> key : outermost.settings().keys()) {
                    assertThat(loosened(
                                    key,
                                    outermost
                                            .settings()
                                            .stated(key)
                                            .orElseThrow()
                                            .value(),
                                    merged.get()))
                            .as(() -> key + ": " + round.get())
                            .isFalse();
                }
                for (PolicyDocument layer : layers) {
                    for (PolicyKey<?> key : layer.settings().keys()) {
                        assertThat(loosened(
                                        key,
                                        layer.settings()
                                                .stated(key)
                                                .orElseThrow()
                                                .value(),
                                        merged.get()))
                                .as(() -> key + ": " + round.get())
                                .isFalse();
                    }
                    assertThat(requirements(merged.get())).containsAll(requirements(layer));
                }
            }
        }
        checkedAtLeast(ROUNDS / 10);
    }

    @SuppressWarnings("unchecked")
    private static <T> boolean loosened(PolicyKey<T> key, Object said, EffectivePolicy merged) {
        return key.order()
                .loosens(Optional.of((T) said), merged.find(key).orElseThrow().value());
    }

    private static List<SignatureRequirement> requirements(EffectivePolicy policy) {
        return inOneLayer(policy.signatures());
    }

    private static List<SignatureRequirement> requirements(PolicyDocument layer) {
        return inOneLayer(layer.signatures());
    }

    /** Which numbers the layers get is not what they demand. */
    private static List<SignatureRequirement> inOneLayer(List<WithOrigin<SignatureRequirement>> entries) {
        return entries.stream().map(entry -> entry.value().inLayer(1)).toList();
    }

    @Test
    void theOrderOfAcceptedInnerLayersDoesNotMatter() {
        for (int i = 0; i < 3 * ROUNDS; i++) {
            List<PolicyDocument> layers = layers();
            List<PolicyDocument> shuffled = new ArrayList<>(layers);
            Collections.shuffle(shuffled.subList(1, shuffled.size()), random);
            Optional<EffectivePolicy> one = merge(layers);
            Optional<EffectivePolicy> other = merge(shuffled);
            if (one.isPresent() && other.isPresent() && !shuffled.equals(layers) && !handsOnLess(layers)) {
                checked++;
                assertThat(other.get().toYaml())
                        .as(round(i, layers))
                        .isEqualTo(one.get().toYaml());
            }
        }
        checkedAtLeast(ROUNDS / 40);
    }

    /** What an inner layer lets others waive or appoint holds for those inside it only. */
    private static boolean handsOnLess(List<PolicyDocument> layers) {
        return layers.stream()
                .skip(1)
                .anyMatch(layer -> layer.settings().keys().stream().anyMatch(HANDED_ON::contains));
    }

    @Test
    void aLayerThatRepeatsItselfChangesNothing() {
        for (int i = 0; i < ROUNDS; i++) {
            List<PolicyDocument> layers = layers();
            PolicyDocument last = layers.get(layers.size() - 1);
            Optional<EffectivePolicy> merged = merge(layers);
            boolean narrowsItself =
                    last.settings().stated(PolicyKeys.WAIVER_RULES).isPresent();
            if (merged.isPresent() && !narrowsItself) {
                checked++;
                List<PolicyDocument> repeated = new ArrayList<>(layers);
                repeated.add(last);
                assertThat(merge(repeated).map(EffectivePolicy::toYaml))
                        .as(round(i, layers))
                        .contains(merged.get().toYaml());
            }
        }
        checkedAtLeast(ROUNDS / 10);
    }

    @Test
    void mergingStepByStepThroughYamlIsMergingAtOnce() {
        int refused = 0;
        for (int i = 0; i < ROUNDS; i++) {
            List<PolicyDocument> layers = layers();
            Optional<EffectivePolicy> outer = merge(layers.subList(0, layers.size() - 1));
            if (outer.isPresent()) {
                PolicyDocument asOne =
                        RandomPolicies.document("outer", outer.get().toYaml());
                Optional<EffectivePolicy> atOnce = merge(layers);
                Optional<EffectivePolicy> byStep = merge(List.of(asOne, layers.get(layers.size() - 1)));
                assertThat(byStep.map(EffectivePolicy::digest))
                        .as(round(i, layers))
                        .isEqualTo(atOnce.map(EffectivePolicy::digest));
                if (atOnce.isPresent()) {
                    checked++;
                } else {
                    refused++;
                }
            }
        }
        checkedAtLeast(ROUNDS / 10);
        assertThat(refused).isGreaterThan(ROUNDS / 10);
    }

    @Test
    void theEffectivePolicyReadBackIsTheSamePolicy() {
        for (int i = 0; i < ROUNDS; i++) {
            PolicyDocument layer = policies.layerWithWaivers(random.nextDouble());
            EffectivePolicy policy = merge(List.of(layer)).orElseThrow();
            EffectivePolicy again = merge(List.of(RandomPolicies.document("again", policy.toYaml())))
                    .orElseThrow();
            assertThat(again.toYaml()).as(round(i, List.of(layer))).isEqualTo(policy.toYaml());
            assertThat(again.digest()).isEqualTo(policy.digest());
        }
    }

    @Test
    void everyInnerLayerIsAcceptedUnderTheLoosestFloor() {
        PolicyDocument loosest = RandomPolicies.LOOSEST;
        for (int i = 0; i < ROUNDS; i++) {
            PolicyDocument layer = policies.layerWithWaivers(random.nextDouble());
            assertThat(merge(List.of(loosest, layer)))
                    .as(round(i, List.of(layer)))
                    .isPresent();
        }
    }
}
