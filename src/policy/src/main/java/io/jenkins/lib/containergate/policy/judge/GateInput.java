package io.jenkins.lib.containergate.policy.judge;

import io.jenkins.lib.containergate.finding.Account;
import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.finding.SecretFinding;
import io.jenkins.lib.containergate.finding.SourceInfo;
import io.jenkins.lib.containergate.finding.VexStatement;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.cel.RuleFacts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a gate found, for the policy to judge.
 *
 * @param findings of every detector of the gate, undecided ones included
 * @param source who answered, for gates that ask one
 * @param image for waivers that name an image
 * @param baseImageLayers diff ids of the layers known to come from the base image; empty when it is not known, and
 *     then every finding counts as the image's own
 * @param baseline the last passed verdict
 * @param feeds what is known about exploitation
 * @param rules the ids of the rules the gate asked, vulnerability ids left out: a waiver for one of them that covers
 *     nothing is unused
 * @param account what the gate evaluated and what it did not
 * @param vex what VEX documents state of the findings, whoever wrote them
 * @param facts for the rules of the policy; empty for findings of an earlier verdict, among which those of its rules are:
 *     the rules are not evaluated again
 */
public record GateInput(
        GateName gate,
        List<Finding> findings,
        Optional<SourceInfo> source,
        ImageNames image,
        Set<Digest> baseImageLayers,
        Baseline baseline,
        Map<ExploitationFeed, Optional<Instant>> feeds,
        Set<RuleId> rules,
        Account account,
        Map<Finding, List<VexStatement>> vex,
        Optional<RuleFacts> facts) {

    /**
     * @param known findings of the last passed verdict; empty also where there is none
     * @param compared whether what it does not have is new
     */
    public record Baseline(KnownFindings known, boolean compared) {
        /** Unless the fingerprint says the place only: it would excuse the next secret there. */
        boolean knows(Finding finding) {
            return (!(finding instanceof SecretFinding secret)
                            || secret.details().byValue())
                    && known.has(finding);
        }
    }

    public GateInput {
        findings = List.copyOf(findings);
        baseImageLayers = Set.copyOf(baseImageLayers);
        feeds = Map.copyOf(feeds);
        rules = Set.copyOf(rules);
        vex = Map.copyOf(vex);
    }

    public static GateInput of(GateName gate, ImageNames image, Collection<? extends Finding> findings) {
        return new GateInput(
                gate,
                List.copyOf(findings),
                Optional.empty(),
                image,
                Set.of(),
                new Baseline(KnownFindings.none(), true),
                Map.of(),
                Set.of(),
                Account.empty(),
                Map.of(),
                Optional.of(RuleFacts.none()));
    }

    public GateInput withSource(SourceInfo source) {
        return new GateInput(
                gate,
                findings,
                Optional.of(source),
                image,
                baseImageLayers,
                baseline,
                feeds,
                rules,
                account,
                vex,
                facts);
    }

    public GateInput withBaseImageLayers(Set<Digest> baseImageLayers) {
        return new GateInput(
                gate, findings, source, image, baseImageLayers, baseline, feeds, rules, account, vex, facts);
    }

    public GateInput withBaseline(KnownFindings known) {
        return with(new Baseline(known, baseline.compared()));
    }

    /** Of something that was evaluated before and is again: there is no earlier verdict of which it could be the successor. */
    public GateInput withoutComparison() {
        return with(new Baseline(baseline.known(), false));
    }

    private GateInput with(Baseline changed) {
        return new GateInput(
                gate, findings, source, image, baseImageLayers, changed, feeds, rules, account, vex, facts);
    }

    public GateInput withFeeds(Map<ExploitationFeed, Optional<Instant>> feeds) {
        return new GateInput(
                gate, findings, source, image, baseImageLayers, baseline, feeds, rules, account, vex, facts);
    }

    public GateInput withRules(Set<RuleId> rules) {
        return new GateInput(
                gate, findings, source, image, baseImageLayers, baseline, feeds, rules, account, vex, facts);
    }

    public GateInput withAccount(Account account) {
        return new GateInput(
                gate, findings, source, image, baseImageLayers, baseline, feeds, rules, account, vex, facts);
    }

    public GateInput withVex(Map<Finding, List<VexStatement>> vex) {
        return new GateInput(
                gate, findings, source, image, baseImageLayers, baseline, feeds, rules, account, vex, facts);
    }

    public GateInput withFacts(RuleFacts facts) {
        return withFacts(Optional.of(facts));
    }

    /** With the findings of an earlier verdict, on which no rule of the policy is evaluated again. */
    public GateInput ofEarlierVerdict() {
        return withFacts(Optional.empty());
    }

    private GateInput withFacts(Optional<RuleFacts> changed) {
        return new GateInput(
                gate, findings, source, image, baseImageLayers, baseline, feeds, rules, account, vex, changed);
    }

    /** With more findings. */
    GateInput plus(List<? extends Finding> more) {
        List<Finding> all = new ArrayList<>(findings);
        all.addAll(more);
        return new GateInput(gate, all, source, image, baseImageLayers, baseline, feeds, rules, account, vex, facts);
    }
}
