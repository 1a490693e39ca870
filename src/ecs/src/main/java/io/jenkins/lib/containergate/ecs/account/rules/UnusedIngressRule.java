package io.jenkins.lib.containergate.ecs.account.rules;

import io.jenkins.lib.containergate.arn.Arn;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.vpc.NetworkLookups.NetworkInterface;
import io.jenkins.lib.containergate.aws.vpc.NetworkLookups.SecurityGroup;
import io.jenkins.lib.containergate.aws.vpc.ObservedTraffic;
import io.jenkins.lib.containergate.aws.vpc.ObservedTraffic.Target;
import io.jenkins.lib.containergate.bounds.ClockSkew;
import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.account.CloudFacts;
import io.jenkins.lib.containergate.ecs.account.CloudFindings;
import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.account.DefinitionNames;
import io.jenkins.lib.containergate.ecs.account.question.ClusterNetworkQuestion;
import io.jenkins.lib.containergate.ecs.account.question.UsedIngressQuestion;
import io.jenkins.lib.containergate.ecs.account.question.UsedIngressQuestion.Answer;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.ecs.segmentation.ClusterNetwork;
import io.jenkins.lib.containergate.ecs.segmentation.ClusterNetwork.ServiceNetwork;
import io.jenkins.lib.containergate.ecs.segmentation.IngressUse;
import io.jenkins.lib.containergate.ecs.task.Place;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What nobody uses is open for somebody else. Traffic that is old, not whole or of something else says nothing of the service. */
public final class UnusedIngressRule extends CloudRule<Deployment, Optional<Answer>> {
    /** Since the traffic was recorded. */
    private static final Duration STALE = Duration.ofDays(7);
    /** Flow logs come in intervals. */
    private static final Duration EDGE = Duration.ofDays(1);

    private static final String RECORD = "record it anew with gate learn segments --traffic FILE";

    private static final String ELSEWHERE =
            "give the service a security group of its own, or let the gate read network interfaces and tasks";

    private final Duration max;
    private final Clock clock;

    /** @param max since a rule was used */
    public UnusedIngressRule(Duration max, Clock clock) {
        super(
                new RuleMetadata(
                        "unused-ingress",
                        "each ingress rule of the security groups of the service is used",
                        Severity.MEDIUM,
                        List.of(),
                        "remove the rule from the security group, or narrow it to what uses it"),
                "used in the last " + max.toDays() + " days",
                new UsedIngressQuestion());
        this.max = max;
        this.clock = clock;
    }

    @Override
    public RuleResult judge(CloudFacts<Deployment> facts, Optional<Answer> answer) {
        if (answer.isEmpty()) {
            return RuleResult.notApplicable(
                    "no traffic is given: record it with gate learn segments --traffic FILE, and give"
                            + " it with --traffic FILE, or with trafficFile in Jenkins");
        }
        ClusterNetwork network = answer.get().network();
        CloudFindings findings = findings(facts);
        Place place = facts.definition().place();
        Optional<Arn> arn = DefinitionNames.arn(facts.definition());
        Optional<ServiceNetwork> service = ClusterNetworkQuestion.service(facts.definition(), network);
        if (arn.isEmpty() || service.isEmpty()) {
            return ClusterNetworkQuestion.unlisted(findings, facts.definition());
        }
        if (service.get().hosts().isPresent()) {
            return RuleResult.notApplicable("its tasks have no interface of their own");
        }
        Optional<String> useless = useless(answer.get(), arn.get(), service.get());
        if (useless.isPresent()) {
            findings.undecided(place, useless.get(), RECORD);
            return findings.result();
        }
        IngressUse use =
                IngressUse.of(network, service.get().groups(), answer.get().traffic(), since());
        use.unused()
                .forEach(part -> elsewhere(part.group(), answer.get().others())
                        .ifPresentOrElse(
                                why -> findings.undecided(place, part.text() + ", and " + why, ELSEWHERE),
                                () -> findings.broken(
                                        place,
                                        part.text(),
                                        part.text() + ", and none of "
                                                + answer.get()
                                                        .traffic()
                                                        .coverage()
                                                        .text() + " used it",
                                        Fix.none())));
        use.unknown()
                .forEach(each -> findings.undecided(
                        place,
                        each.part().text() + ", and " + each.why(),
                        "name the addresses for gate learn segments with --services, and let the gate read"
                                + " groups and lists"));
        return findings.result();
    }

    /** Why something else that has the group may have been reached through it. */
    private static Optional<String> elsewhere(String group, Lookup<List<NetworkInterface>> others) {
        return others.fold(
                all -> {
                    List<String> holding = all.stream()
                            .filter(each -> each.groups().contains(group))
                            .map(NetworkInterface::id)
                            .sorted()
                            .toList();
                    return holding.isEmpty()
                            ? Optional.empty()
                            : Optional.of("the interface " + holding.get(0)
                                    + (holding.size() > 1 ? " and " + (holding.size() - 1) + " more have" : " has")
                                    + " the group as well, of no service of the cluster: the traffic does not"
                                    + " say what reached it");
                },
                why -> Optional.of("what else has the group is not known: " + why));
    }

    private Instant since() {
        return clock.instant().minus(max);
    }

    /** Why the traffic does not decide. */
    private Optional<String> useless(Answer answer, Arn arn, ServiceNetwork service) {
        ObservedTraffic.Coverage coverage = answer.traffic().coverage();
        if (ClockSkew.DATE.inFuture(coverage.to(), clock)) {
            return Optional.of("the traffic is of a time to come: " + coverage.text());
        }
        if (coverage.to().plus(STALE).isBefore(clock.instant())) {
            return Optional.of("the traffic ends more than " + STALE.toDays() + " days ago: " + coverage.text());
        }
        if (coverage.from().isAfter(since().plus(EDGE))) {
            return Optional.of("the traffic is not of the last " + max.toDays() + " days: " + coverage.text());
        }
        Optional<String> gap = coverage.gap();
        if (gap.isPresent()) {
            return Optional.of("the traffic is not whole: " + gap.get());
        }
        for (String id : service.groups()) {
            SecurityGroup group = answer.network().groups().get(id);
            if (group == null) {
                return Optional.of("the security group " + id + " cannot be read: "
                        + answer.network().unread().getOrDefault(id, "it was not looked up"));
            }
            String cluster = answer.network().name();
            if (!answer.traffic()
                    .services()
                    .containsKey(new Target(arn.account(), group.vpc(), cluster, service.name()))) {
                return Optional.of("the traffic holds no record of the service in account " + arn.account()
                        + ", cluster " + cluster + ", network " + group.vpc());
            }
        }
        return service.groups().isEmpty() ? Optional.of("its security groups are not known") : Optional.empty();
    }
}
