package io.jenkins.lib.containergate.ecs.account.rules;

import io.jenkins.lib.containergate.aws.ecr.RepositoryLookups.EcrRepository;
import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.account.CloudFacts;
import io.jenkins.lib.containergate.ecs.account.CloudFindings;
import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.account.question.RepositoriesQuestion;
import io.jenkins.lib.containergate.ecs.deployment.Wall;
import io.jenkins.lib.containergate.ecs.task.Place;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import java.util.List;
import java.util.Optional;

/** A question to each repository of ECR that the images of a task come from. */
abstract class RepositoryRule extends CloudRule<TaskDefinition, List<RepositoriesQuestion.Answer>> {
    RepositoryRule(RuleMetadata metadata, String expected) {
        super(metadata, expected, new RepositoriesQuestion());
    }

    /**
     * @return what is wrong with it, as in "its tags can be moved"; empty when nothing is
     * @throws GateException when that cannot be told
     */
    abstract Optional<String> objection(EcrRepository repository) throws GateException;

    /** What to say of a repository that a file declares: the file may not say all that decides. */
    String ofFile(String objection) {
        return objection;
    }

    /** Why the file that declares a repository does not decide, as a phrase; empty where it does. */
    Optional<String> saidElsewhere(Wall.DeclaredRepository repository) {
        return Optional.empty();
    }

    @Override
    public final RuleResult judge(CloudFacts<TaskDefinition> facts, List<RepositoriesQuestion.Answer> answers) {
        CloudFindings findings = findings(facts);
        for (RepositoriesQuestion.Answer answer : answers) {
            findings.answered(
                    answer.repository(),
                    answer.place(),
                    repository -> judge(repository, answer.name(), answer.place(), findings, false));
        }
        return findings.result();
    }

    /**
     * @param name of the repository, for people
     * @param ofFile whether a file declares it
     */
    final void judge(EcrRepository repository, String name, Place place, CloudFindings findings, boolean ofFile) {
        try {
            objection(repository)
                    .map(wrong -> ofFile ? ofFile(wrong) : wrong)
                    .ifPresent(
                            wrong -> findings.broken(place, name, "the repository " + name + ": " + wrong, Fix.none()));
        } catch (GateException e) {
            findings.undecided(place, e.problem(), e.remedy());
        }
    }
}
