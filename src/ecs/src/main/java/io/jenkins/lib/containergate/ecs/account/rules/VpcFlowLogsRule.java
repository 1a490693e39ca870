package io.jenkins.lib.containergate.ecs.account.rules;

import io.jenkins.lib.containergate.aws.audit.AuditLookups.FlowLog;
import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.account.CloudFacts;
import io.jenkins.lib.containergate.ecs.account.CloudFindings;
import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.account.question.FlowLogsQuestion;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import io.jenkins.lib.containergate.rule.RuleSource;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who talked to whom is asked after every attack. */
public final class VpcFlowLogsRule extends CloudRule<Deployment, Map<String, List<FlowLog>>> {
    /** Traffic types that hold what is rejected. */
    private static final Set<String> REJECTED = Set.of("ALL", "REJECT");

    public VpcFlowLogsRule() {
        super(
                new RuleMetadata(
                        "vpc-flow-logs",
                        "flow logs record the traffic of the VPCs of the service",
                        Severity.MEDIUM,
                        List.of(RuleSource.fsbp("EC2.6")),
                        "create a flow log for the VPC with the traffic type ALL or REJECT"),
                "an active flow log that delivers, for ALL or REJECT",
                new FlowLogsQuestion());
    }

    @Override
    public RuleResult judge(CloudFacts<Deployment> facts, Map<String, List<FlowLog>> answer) {
        CloudFindings findings = findings(facts);
        answer.forEach((vpc, logs) -> {
            List<FlowLog> recording = logs.stream()
                    .filter(log -> REJECTED.contains(log.traffic()))
                    .toList();
            if (recording.stream().noneMatch(FlowLog::delivers)) {
                findings.broken(
                        facts.definition().place(),
                        vpc,
                        recording.isEmpty()
                                ? "the VPC " + vpc + " has no flow log that records rejected traffic"
                                : "the flow logs of the VPC " + vpc + " deliver nothing",
                        Fix.none());
            }
        });
        return findings.result();
    }
}
