package io.jenkins.lib.containergate.ecs.account.question;

import io.jenkins.lib.containergate.aws.CloudLookups;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.ecr.RepositoryLookups.EcrRepository;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.ecs.account.Question;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.ecs.deployment.Wall;
import java.util.Optional;

/** A repository of ECR as a file declares it. */
public record DeclaredRepositoryQuestion() implements Question<Deployment, EcrRepository> {
    @Override
    public Optional<String> excludes(Deployment about) {
        return about instanceof Wall wall && wall.facts() instanceof Wall.DeclaredRepository
                ? Optional.empty()
                : Optional.of("it is not a repository");
    }

    @Override
    public Optional<Lookup<EcrRepository>> declared(Deployment about) {
        return about instanceof Wall wall && wall.facts() instanceof Wall.DeclaredRepository repository
                ? Optional.of(repository.repository())
                : Optional.empty();
    }

    @Override
    public Lookup<EcrRepository> ask(Deployment about, CloudLookups aws, Deadline deadline) {
        return new Lookup.NotAsked<>("it is not a repository of a file");
    }
}
