package io.jenkins.lib.containergate.ecs.account.rules;

import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.account.CloudFacts;
import io.jenkins.lib.containergate.ecs.account.CloudFindings;
import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.account.question.FrontQuestion;
import io.jenkins.lib.containergate.ecs.account.question.Fronts;
import io.jenkins.lib.containergate.ecs.account.question.Fronts.Front;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import java.util.List;

/** A question to every internet-facing load balancer in front of a service that is deployed. */
abstract class FrontRule<A> extends CloudRule<Deployment, Fronts<A>> {
    FrontRule(RuleMetadata metadata, String expected, FrontQuestion<A> question) {
        super(metadata, expected, question);
    }

    /** What is judged; {@code findings} takes what is wrong. */
    record Judged<A>(Deployment service, Front<A> front, CloudFindings findings) {
        /** @param detail what of the load balancer is at fault, called the same in the next build */
        void broken(String detail, String actual) {
            String name = front.balancer().name();
            findings.broken(
                    service.place(), name + " " + detail, "the load balancer " + name + " " + actual, Fix.none());
        }

        void undecided(String problem, String remedy) {
            findings.undecided(
                    service.place(), "the load balancer " + front.balancer().name() + " " + problem, remedy);
        }
    }

    abstract void check(Judged<A> judged);

    /** Whether only Application Load Balancers have what the rule is about. */
    abstract boolean applicationOnly();

    @Override
    public final RuleResult judge(CloudFacts<Deployment> facts, Fronts<A> fronts) {
        List<Front<A>> asked = fronts.balancers().stream()
                .filter(front -> front.balancer().application() || !applicationOnly())
                .toList();
        List<Fronts.Published> published = fronts.published().stream()
                .filter(each -> each.balancer().application() || !applicationOnly())
                .toList();
        CloudFindings findings = findings(facts);
        for (Fronts.Published each : published) {
            String name = each.balancer().name();
            String vpc = each.balancer().vpc();
            String by = String.join(", ", each.by());
            findings.undecided(
                    facts.definition().place(),
                    "the load balancer " + name + " is internal, and "
                            + by + " in its VPC "
                            + vpc + " may show it to the internet",
                    "see whether " + by + " in " + vpc + " shows the internal load balancer " + name
                            + ", and what protects it there, then waive the rule for this service");
        }
        for (String container : fronts.classic()) {
            findings.undecided(
                    facts.definition().place(),
                    "the Classic Load Balancer in front of the container " + container + " is not evaluated",
                    "use an Application Load Balancer, or look at it in Elastic Load Balancing");
        }
        if (asked.isEmpty() && fronts.classic().isEmpty() && published.isEmpty()) {
            return RuleResult.notApplicable(
                    fronts.balancers().isEmpty()
                            ? "no load balancer in front of it faces the internet"
                            : "no Application Load Balancer in front of it faces the internet");
        }
        asked.forEach(front -> check(new Judged<>(facts.definition(), front, findings)));
        return findings.result();
    }
}
