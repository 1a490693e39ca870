package io.jenkins.lib.containergate.policy.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.lib.containergate.policy.document.PolicyDocument;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.policy.merge.PolicyException;
import io.jenkins.lib.containergate.policy.merge.PolicyMerge;
import io.jenkins.lib.containergate.policy.merge.RandomPolicies;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every small floor under every small request, for every small number of findings: the merge is never weaker. */
class BaseImageLimitTest {
    private static final Clock CLOCK = Clock.systemUTC();
    private static final List<String> LIMITS = List.of("", "high: 0", "high: 1", "high: 3", "high: unlimited");
    private static final int MOST = 4;

    private static PolicyDocument layer(String name, String main, String base) {
        return RandomPolicies.document(
                name, "{version: 1, vulnerabilities: {max: {%s}, baseImage: {max: {%s}}}}".formatted(main, base));
    }

    private static List<PolicyDocument> layers(String name) {
        List<PolicyDocument> layers = new ArrayList<>();
        LIMITS.forEach(main -> LIMITS.forEach(base -> layers.add(layer(name, main, base))));
        return layers;
    }

    private static Optional<EffectivePolicy> merge(PolicyDocument... layers) {
        try {
            return Optional.of(PolicyMerge.merge(List.of(layers), CLOCK));
        } catch (PolicyException e) {
            return Optional.empty();
        }
    }

    private static List<Outcome> outcomes(EffectivePolicy policy) {
        List<Outcome> outcomes = new ArrayList<>();
        for (int own = 0; own <= MOST; own++) {
            for (int base = 0; base <= MOST; base++) {
                GateInput input = GateInput.of(GateName.VULNERABILITIES, ImageNames.none(), findings(own, base))
                        .withBaseImageLayers(Set.of(SampleFindings.BASE_LAYER));
                outcomes.add(new PolicyEngine(policy, CLOCK).judge(input).outcome());
            }
        }
        return outcomes;
    }

    private static List<Finding> findings(int own, int base) {
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < own; i++) {
            findings.add(SampleFindings.fixable("CVE-" + i, Severity.HIGH));
        }
        for (int i = 0; i < base; i++) {
            findings.add(SampleFindings.inBaseImage("CVE-" + i, Severity.HIGH));
        }
        return findings;
    }

    private static void assertNoneBetter(String what, List<Outcome> merged, List<Outcome> demanded) {
        for (int i = 0; i < merged.size(); i++) {
            assertThat(merged.get(i))
                    .as("%s, %d own and %d of the base image", what, i / (MOST + 1), i % (MOST + 1))
                    .isGreaterThanOrEqualTo(demanded.get(i));
        }
    }

    @Test
    void aMergeIsNeverWeakerThanItsFloorOrItsRequestEachByItself() {
        int merges = 0;
        for (PolicyDocument floor : layers("floor")) {
            List<Outcome> demanded = outcomes(merge(floor).orElseThrow());
            for (PolicyDocument request : layers("request")) {
                Optional<EffectivePolicy> merged = merge(floor, request);
                if (merged.isPresent()) {
                    merges++;
                    String what = merged.get().explain().toString();
                    List<Outcome> outcomes = outcomes(merged.get());
                    assertNoneBetter(what, outcomes, demanded);
                    assertNoneBetter(what, outcomes, outcomes(merge(request).orElseThrow()));
                }
            }
        }
        assertThat(merges).isBetween(200, 600);
    }
}
