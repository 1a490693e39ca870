package io.jenkins.lib.containergate.policy.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.policy.document.PolicyDocument;
import io.jenkins.lib.containergate.policy.document.PolicyParser;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PolicyComparisonTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-06-01T12:00:00Z"), ZoneOffset.UTC);
    private static final String VERDICT = "{repositories: ['x/**'], verdict: {verifier: 'urn:v', gates: [signatures],"
            + " asStrict: true}, signers: [{name: gate, keyless: {issuer: 'https://i', subject: gate}}]}";

    private static String signed(String repositories, String... subjects) {
        List<String> signers = new ArrayList<>();
        for (String subject : subjects) {
            signers.add("{name: " + subject + ", keyless: {issuer: 'https://i', subject: " + subject + "}}");
        }
        return "{repositories: ['" + repositories + "'], signers: " + signers + "}";
    }

    private static String exempt(String repositories) {
        return "{repositories: ['" + repositories + "'], exempt: nobody signs}";
    }

    private static PolicyDocument document(String text) throws GateException {
        return PolicyParser.parse("p", "p.yaml", "version: 1\n" + text);
    }

    private static PolicyDocument signatures(String... entries) throws GateException {
        return document("signatures: [" + String.join(", ", entries) + "]");
    }

    private static PolicyComparison ours(PolicyDocument... layers) throws GateException {
        return new PolicyComparison(PolicyMerge.merge(List.of(layers), CLOCK), CLOCK);
    }

    @Test
    void whomAVerdictsOwnPolicyTrustsIsNothingToUs() throws GateException {
        PolicyComparison ours = ours(signatures(VERDICT));
        for (String own : List.of(exempt("**"), exempt("x/a"), signed("**", "mine"), signed("x/**", "gate"))) {
            assertThat(ours.looserSignatures(signatures(own), "x/a"))
                    .as(own)
                    .singleElement()
                    .asString()
                    .contains("its own choice");
        }
        assertThat(ours.looserSignatures(document("mode: enforce"), "x/a"))
                .as("it trusts nobody")
                .isEmpty();
    }

    @Test
    void aVerdictsPolicyDemandsWhatOursDemandsOfTheRepository() throws GateException {
        PolicyComparison ours = ours(signatures(signed("x/**", "a", "b"), VERDICT));

        assertThat(ours.looserSignatures(signatures(signed("x/**", "a", "b")), "x/a"))
                .isEmpty();
        assertThat(ours.looserSignatures(signatures(signed("x/a", "a", "b"), exempt("y")), "x/a"))
                .isEmpty();
        for (String own : List.of(
                signed("x/**", "a"),
                signed("x/**", "a", "c"),
                signed("x/**", "a", "b").replace("signers", "require: 1, signers"),
                signed("x/**", "a", "b") + ", " + exempt("x/a"),
                exempt("**"))) {
            assertThat(ours.looserSignatures(signatures(own), "x/a")).as(own).hasSize(1);
        }
    }

    @Test
    void aLayerThatAddsToOursIsNoneOfWhatItYieldsTo() throws GateException {
        PolicyDocument org = signatures(signed("x/**", "a"), VERDICT);
        PolicyDocument merged =
                document(PolicyMerge.merge(List.of(signatures(signed("x/**", "a")), signatures(exempt("x/a"))), CLOCK)
                        .toYaml()
                        .replace("version: 1", ""));
        assertThat(ours(org).looserSignatures(merged, "x/a")).isEmpty();
        assertThat(ours(org).looserSignatures(merged)).isEmpty();
    }

    @Test
    void forEveryRepositoryEachOfOurLayersHasToBeOneOfTheirs() throws GateException {
        PolicyComparison ours = ours(signatures(signed("x/**", "a"), exempt("x/mirror/**"), VERDICT));

        assertThat(ours.looserSignatures(signatures(exempt("x/mirror/**"), signed("x/**", "a"))))
                .isEmpty();
        assertThat(ours.looserSignatures(signatures(signed("x/**", "a")))).hasSize(1);
        assertThat(ours.looserSignatures(signatures(exempt("x/mirror/**"), signed("x/**", "a"), signed("x/b", "c"))))
                .hasSize(1);
        assertThat(ours.looserSignatures(signatures(exempt("x/mirror/**"), signed("x/**", "a"), exempt("y"))))
                .contains("signatures: [y] exempt is not admitted");
    }

    @Test
    void aRuleThatIsOnByItsProfileIsNoLooserThanOneThatIsSaidToBe() throws GateException {
        PolicyComparison ours = ours(document("hardening: {rules: {non-root-user: off}}"));
        assertThat(ours.looser(document("mode: enforce"))).isEmpty();
        assertThat(ours.looser(document("hardening: {rules: {non-root-user: off}}")))
                .isEmpty();
    }

    @Test
    void aLooserKeyIsNamedWithBothValues() throws GateException {
        PolicyComparison ours = ours(document("vulnerabilities: {max: {high: 0}}\ndelegate: {signers: ['**']}"));
        assertThat(ours.looser(document("vulnerabilities: {max: {high: 7}}")))
                .containsExactly("vulnerabilities.max.high is 7, not 0");
        assertThat(ours.looser(document("vulnerabilities: {max: {high: 0}}"))).isEmpty();
    }

    @Test
    void whatOursLeavesToOthersIsNoDemandAndAWaiverIsAdmittedOrNot() throws GateException {
        PolicyComparison ours = ours(document("waiverRules: [{owners: [ops]}]\ninternalHosts: [a.example]"));
        String waiver = "waivers: [{rule: CVE-2024-1, owner: %s, reason: r, expires: 2026-06-20}]";

        assertThat(ours.looser(document("mode: enforce"))).isEmpty();
        assertThat(ours.looser(document(waiver.formatted("ops")))).isEmpty();
        assertThat(ours.looser(document("waiverRules: [{}]\n" + waiver.formatted("shop"))))
                .containsExactly("waivers: CVE-2024-1 by shop is not admitted");
    }
}
