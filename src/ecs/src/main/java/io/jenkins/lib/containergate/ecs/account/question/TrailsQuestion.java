package io.jenkins.lib.containergate.ecs.account.question;

import io.jenkins.lib.containergate.aws.CloudLookups;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.audit.AuditLookups.Trail;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.ecs.deployment.Wall;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import java.util.List;
import java.util.Optional;

/** The trails of the account and region of a cluster that is deployed. */
public record TrailsQuestion() implements ClusterQuestion<List<Trail>> {
    @Override
    public Optional<String> excludes(Deployment about) {
        if (about instanceof Wall wall) {
            return wall.facts() instanceof Wall.DeclaredTrail ? Optional.empty() : Optional.of("it is not a trail");
        }
        return ClusterQuestion.super.excludes(about);
    }

    @Override
    public Optional<Lookup<List<Trail>>> declared(Deployment about) {
        return about instanceof Wall wall && wall.facts() instanceof Wall.DeclaredTrail declared
                ? Optional.of(declared.trail().map(List::of))
                : Optional.empty();
    }

    @Override
    public Lookup<List<Trail>> ask(Deployment about, CloudLookups aws, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        return aws.audit().trails(deadline);
    }
}
