package io.jenkins.lib.containergate.ecs.account.rules;

import io.jenkins.lib.containergate.aws.vpc.FirewallLookups.Firewall;
import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.account.CloudFacts;
import io.jenkins.lib.containergate.ecs.account.CloudFindings;
import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.account.question.FirewallsQuestion;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import io.jenkins.lib.containergate.rule.RuleSource;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A firewall that lets through what no rule names keeps out only what somebody has thought of. */
public final class NetworkFirewallDropsRule extends CloudRule<Deployment, Map<String, List<Firewall>>> {
    private static final String DROP = "aws:drop";
    private static final String FORWARD = "aws:forward_to_sfe";
    /** Those that only alert, and those that this version does not know, let packets through. */
    private static final Set<String> STATEFUL =
            Set.of("aws:drop_strict", "aws:drop_established", "aws:drop_established_app_layer");

    public NetworkFirewallDropsRule() {
        super(
                new RuleMetadata(
                        "network-firewall-drops",
                        "Network Firewall drops what no rule lets through",
                        Severity.MEDIUM,
                        List.of(RuleSource.fsbp("NetworkFirewall.4"), RuleSource.fsbp("NetworkFirewall.5")),
                        "set the default actions of the firewall policy to aws:forward_to_sfe (stateless) and"
                                + " aws:drop_established (stateful, strict order)"),
                "default actions that drop, or forward to stateful rules that drop",
                new FirewallsQuestion());
    }

    @Override
    public RuleResult judge(CloudFacts<Deployment> facts, Map<String, List<Firewall>> vpcs) {
        if (vpcs.values().stream().allMatch(List::isEmpty)) {
            return RuleResult.notApplicable("its VPC has no firewall of Network Firewall");
        }
        CloudFindings findings = findings(facts);
        vpcs.values().stream().flatMap(List::stream).distinct().forEach(firewall -> {
            stateless(facts, findings, firewall, "packets", firewall.stateless());
            stateless(facts, findings, firewall, "fragments", firewall.fragments());
            boolean forwards = firewall.stateless().contains(FORWARD)
                    || firewall.fragments().contains(FORWARD);
            boolean drops = firewall.strict() && firewall.stateful().stream().anyMatch(STATEFUL::contains);
            if (forwards && !drops) {
                findings.broken(
                        facts.definition().place(),
                        firewall.name() + " stateful",
                        "the firewall " + firewall.name() + " lets through what no stateful rule names: "
                                + (firewall.strict()
                                        ? "its default actions are " + firewall.stateful()
                                        : "its rules are not taken in strict order"),
                        Fix.none());
            }
        });
        return findings.result();
    }

    private static void stateless(
            CloudFacts<Deployment> facts,
            CloudFindings findings,
            Firewall firewall,
            String what,
            List<String> actions) {
        if (!actions.contains(DROP) && !actions.contains(FORWARD)) {
            findings.broken(
                    facts.definition().place(),
                    firewall.name() + " " + what,
                    "the firewall " + firewall.name() + " lets through " + what + " that no stateless rule names: "
                            + actions,
                    Fix.none());
        }
    }
}
