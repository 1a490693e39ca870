package io.jenkins.lib.containergate.ecs.account.rules;

import io.jenkins.lib.containergate.aws.ec2.HostImage;
import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.account.CloudFacts;
import io.jenkins.lib.containergate.ecs.account.CloudFindings;
import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.account.question.HostImagesQuestion;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** An instance that is replaced, and not patched, is as old as its AMI. */
public final class HostAmiCurrentRule extends CloudRule<Deployment, List<HostImagesQuestion.Answer>> {
    private final Duration max;
    private final Clock clock;

    public HostAmiCurrentRule(Duration max, Clock clock) {
        super(
                new RuleMetadata(
                        "host-ami-current",
                        "the AMIs of all container instances are current",
                        Severity.MEDIUM,
                        List.of(),
                        "replace the instances with ones from the current AMI, for example with an instance refresh of"
                                + " the Auto Scaling group"),
                "an AMI that exists, is not deprecated, and is at most " + max.toDays() + " days old",
                new HostImagesQuestion());
        this.max = max;
        this.clock = clock;
    }

    @Override
    public RuleResult judge(CloudFacts<Deployment> facts, List<HostImagesQuestion.Answer> hosts) {
        if (hosts.isEmpty()) {
            return RuleResult.notApplicable("the cluster has no container instances in EC2 that its account patches");
        }
        CloudFindings findings = findings(facts);
        for (HostImagesQuestion.Answer each : hosts) {
            String of = "the AMI " + each.host().image().orElse("") + " of the instance "
                    + each.host().id();
            if (each.image().isPresent() && each.image().get().created().isEmpty()) {
                findings.undecided(
                        facts.definition().place(),
                        "the age of " + of + " is not known",
                        "look at it in EC2, or replace the instance");
                continue;
            }
            objection(each.image())
                    .ifPresent(objection -> findings.broken(
                            facts.definition().place(), each.host().id(), of + " " + objection, Fix.none()));
        }
        return findings.result();
    }

    private Optional<String> objection(Optional<HostImage> image) {
        if (image.isEmpty()) {
            return Optional.of("does not exist any more, or is not shared with this account any more");
        }
        Instant now = clock.instant();
        Optional<Instant> deprecated = image.get().deprecated().filter(since -> !since.isAfter(now));
        if (deprecated.isPresent()) {
            return Optional.of("is deprecated since " + day(deprecated.get()));
        }
        return image.get()
                .created()
                .filter(created -> created.plus(max).isBefore(now))
                .map(created -> "is " + Duration.between(created, now).toDays() + " days old, from " + day(created));
    }

    private static LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }
}
