package io.jenkins.lib.containergate.ecs.account.rules;

import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.account.CloudFacts;
import io.jenkins.lib.containergate.ecs.account.CloudFindings;
import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.account.Question;
import io.jenkins.lib.containergate.ecs.account.question.HostsQuestion;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import java.util.List;
import java.util.Optional;

/** A question to each container instance in EC2 that the account itself has set up. */
abstract class HostSettingRule extends CloudRule<Deployment, List<HostsQuestion.Answer>> {
    HostSettingRule(RuleMetadata metadata, String expected, Question<Deployment, List<HostsQuestion.Answer>> question) {
        super(metadata, expected, question);
    }

    /** What is wrong with it, to be read after its name; empty when nothing is. */
    abstract Optional<String> objection(HostsQuestion.Answer host);

    @Override
    public final RuleResult judge(CloudFacts<Deployment> facts, List<HostsQuestion.Answer> all) {
        List<HostsQuestion.Answer> hosts =
                all.stream().filter(each -> !each.host().managed()).toList();
        if (hosts.isEmpty()) {
            return RuleResult.notApplicable("the cluster has no container instances in EC2 that its account sets up");
        }
        CloudFindings findings = findings(facts);
        for (HostsQuestion.Answer host : hosts) {
            objection(host)
                    .ifPresent(wrong -> findings.broken(
                            facts.definition().place(),
                            host.host().id(),
                            "the instance " + host.host().id() + " " + wrong,
                            Fix.none()));
        }
        return findings.result();
    }
}
