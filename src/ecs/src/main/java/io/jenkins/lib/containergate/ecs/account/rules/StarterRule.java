package io.jenkins.lib.containergate.ecs.account.rules;

import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.start.StartLookups.Starter;
import io.jenkins.lib.containergate.ecs.DeploymentRule;
import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.account.CloudFacts;
import io.jenkins.lib.containergate.ecs.account.CloudFindings;
import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.account.question.StartersQuestion;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.ecs.deployment.DeploymentReader;
import io.jenkins.lib.containergate.ecs.deployment.Launch;
import io.jenkins.lib.containergate.ecs.document.Budget;
import io.jenkins.lib.containergate.ecs.document.DocumentLimits;
import io.jenkins.lib.containergate.ecs.document.JsonDocument;
import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import java.util.List;

/** Asks what starts tasks in a cluster the question that templates are asked before it is deployed. */
abstract class StarterRule extends CloudRule<Deployment, List<Lookup<List<Starter>>>> {
    private final DeploymentRule asked;

    /** @param asked of each starter; what it finds has its severity */
    StarterRule(RuleMetadata metadata, String expected, DeploymentRule asked) {
        super(metadata, expected, new StartersQuestion());
        this.asked = asked;
    }

    @Override
    public final RuleResult judge(CloudFacts<Deployment> facts, List<Lookup<List<Starter>>> answers) {
        if (answers.stream().allMatch(answer -> answer.fold(List::isEmpty, why -> false))) {
            return RuleResult.notApplicable(
                    "no event rule, schedule, pipe or state machine of the region starts tasks in the cluster");
        }
        CloudFindings findings = findings(facts);
        for (Lookup<List<Starter>> answer : answers) {
            findings.answered(
                    answer,
                    facts.definition().place(),
                    starters -> starters.forEach(starter -> judge(starter, facts, findings)));
        }
        return findings.result();
    }

    private void judge(Starter starter, CloudFacts<Deployment> facts, CloudFindings findings) {
        String name = starter.kind() + " " + starter.name();
        if (starter.later()) {
            findings.undecided(
                    facts.definition().place(),
                    "some of what the " + name + " hands to the tasks is known only when it runs",
                    "write it in its definition, or start the tasks by other means");
        }
        try {
            for (Finding found : asked.check(launch(starter, name)).findings()) {
                if (found.undecided()) {
                    findings.undecided(facts.definition().place(), found.actual(), found.help());
                } else {
                    findings.broken(
                            found.severity(), facts.definition().place(), name, "the " + found.actual(), Fix.none());
                }
            }
        } catch (GateException e) {
            findings.undecided(facts.definition().place(), "the " + name + ": " + e.problem(), e.remedy());
        }
    }

    private static Launch launch(Starter starter, String name) throws GateException {
        Budget budget = new Budget(name, DocumentLimits.defaults());
        if (new JsonDocument(budget).read(starter.json()) instanceof Mapping mapping) {
            return new DeploymentReader(budget).launch(mapping, name, starter.kind());
        }
        throw new GateException("what it starts is not an object of JSON", "look at it in its service");
    }
}
