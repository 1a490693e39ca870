package io.jenkins.lib.containergate.ecs.account.rules;

import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.account.CloudFacts;
import io.jenkins.lib.containergate.ecs.account.CloudFindings;
import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.account.question.DnsQueryLogsQuestion;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import java.util.List;
import java.util.Map;

/** A name that was looked up is often all that is left of an attack. */
public final class DnsQueryLogsRule extends CloudRule<Deployment, Map<String, Boolean>> {
    public DnsQueryLogsRule() {
        super(
                new RuleMetadata(
                        "dns-query-logs",
                        "DNS queries of the tasks of the service are logged",
                        Severity.LOW,
                        List.of(),
                        "associate a query logging configuration of Route 53 Resolver with the VPC"),
                "a query logging configuration that is ACTIVE",
                new DnsQueryLogsQuestion());
    }

    @Override
    public RuleResult judge(CloudFacts<Deployment> facts, Map<String, Boolean> answer) {
        CloudFindings findings = findings(facts);
        answer.forEach((vpc, logged) -> {
            if (!logged) {
                findings.broken(
                        facts.definition().place(),
                        vpc,
                        "DNS queries of the VPC " + vpc + " are not logged",
                        Fix.none());
            }
        });
        return findings.result();
    }
}
