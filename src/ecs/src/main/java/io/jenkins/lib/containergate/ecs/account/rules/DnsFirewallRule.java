package io.jenkins.lib.containergate.ecs.account.rules;

import io.jenkins.lib.containergate.aws.dns.DnsLookups.DnsFirewall;
import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.account.CloudFacts;
import io.jenkins.lib.containergate.ecs.account.CloudFindings;
import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.account.question.DnsFirewallQuestion;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import java.util.List;
import java.util.Map;

/** What malware asks for first is a name: that of the server that gives it orders, or one that carries data out. */
public final class DnsFirewallRule extends CloudRule<Deployment, Map<String, DnsFirewall>> {
    private static final String CLOSED = "DISABLED";

    public DnsFirewallRule() {
        super(
                new RuleMetadata(
                        "dns-firewall",
                        "DNS Firewall filters the names that tasks of the service look up",
                        Severity.MEDIUM,
                        List.of(),
                        "associate a rule group that blocks AWS managed domain lists with the VPC, and set"
                                + " FirewallFailOpen to DISABLED"),
                "a rule group that blocks, and FirewallFailOpen DISABLED",
                new DnsFirewallQuestion());
    }

    @Override
    public RuleResult judge(CloudFacts<Deployment> facts, Map<String, DnsFirewall> answer) {
        CloudFindings findings = findings(facts);
        answer.forEach((vpc, firewall) -> {
            if (!firewall.blocking()) {
                findings.broken(
                        facts.definition().place(),
                        vpc + " rules",
                        firewall.groups() == 0
                                ? "the VPC " + vpc + " has no rule group of DNS Firewall"
                                : "no rule group of DNS Firewall blocks anything in the VPC " + vpc,
                        Fix.none());
            }
            if (!firewall.failOpen().equals(CLOSED)) {
                findings.broken(
                        facts.definition().place(),
                        vpc + " fail open",
                        "queries of the VPC " + vpc + " pass when DNS Firewall cannot check them: FirewallFailOpen is "
                                + firewall.failOpen(),
                        Fix.none());
            }
        });
        return findings.result();
    }
}
