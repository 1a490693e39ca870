package io.jenkins.lib.containergate.ecs.account.rules;

import io.jenkins.lib.containergate.arn.Arn;
import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.account.CloudFacts;
import io.jenkins.lib.containergate.ecs.account.CloudFindings;
import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.account.DefinitionNames;
import io.jenkins.lib.containergate.ecs.account.question.ClusterNetworkQuestion;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.ecs.segmentation.ClusterNetwork;
import io.jenkins.lib.containergate.ecs.segmentation.ClusterNetwork.ServiceNetwork;
import io.jenkins.lib.containergate.ecs.segmentation.Reachability;
import io.jenkins.lib.containergate.ecs.segmentation.SegmentCheck;
import io.jenkins.lib.containergate.ecs.task.Place;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.policy.segment.AllowedSources;
import io.jenkins.lib.containergate.policy.segment.SegmentPolicy;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import java.util.List;
import java.util.Optional;

/** Holds what can reach a service against its list in the policy. */
public final class SegmentReachabilityRule extends CloudRule<Deployment, ClusterNetwork> {
    private final SegmentPolicy policy;

    public SegmentReachabilityRule(SegmentPolicy policy) {
        super(
                new RuleMetadata(
                        "segment-reachability",
                        "only allowed callers can reach the service",
                        Severity.HIGH,
                        List.of(),
                        "narrow the security group rule, or put who reaches the service on its list in"
                                + " taskDefinition.segments"),
                "reachable only from its list in the policy",
                new ClusterNetworkQuestion(true));
        this.policy = policy;
    }

    @Override
    public Optional<String> excludes(Deployment deployment) {
        return super.excludes(deployment)
                .or(() -> allowed(deployment).isPresent()
                        ? Optional.empty()
                        : Optional.of("the policy has no list for it (taskDefinition.segments)"));
    }

    private Optional<AllowedSources> allowed(Deployment deployment) {
        return DefinitionNames.arn(deployment).map(Arn::name).flatMap(policy::allowed);
    }

    @Override
    public RuleResult judge(CloudFacts<Deployment> facts, ClusterNetwork network) {
        CloudFindings findings = findings(facts);
        Place place = facts.definition().place();
        Optional<AllowedSources> allowed = allowed(facts.definition());
        Optional<ServiceNetwork> service = ClusterNetworkQuestion.service(facts.definition(), network);
        if (allowed.isEmpty() || service.isEmpty()) {
            return ClusterNetworkQuestion.unlisted(findings, facts.definition());
        }
        SegmentCheck check = SegmentCheck.of(new Reachability(network), service.get(), allowed.get());
        check.violations()
                .forEach(violation -> findings.broken(
                        place,
                        violation.arrival().source().key(),
                        violation.text() + "; to close it, " + violation.remedy(),
                        Fix.none()));
        check.unknown()
                .forEach(why -> findings.undecided(
                        place, why, "allow the gate to read it (docs/aws.md), or check that it still exists"));
        return findings.result();
    }
}
