package io.jenkins.lib.containergate.ecs.account.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.arn.Arn;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.MissingAnswers;
import io.jenkins.lib.containergate.aws.ecr.RepositoryLookups.EcrRepository;
import io.jenkins.lib.containergate.ecs.TestTask;
import io.jenkins.lib.containergate.ecs.account.CloudRuleContract;
import io.jenkins.lib.containergate.ecs.account.question.RepositoriesQuestion;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every question to a repository is held to. */
abstract class RepositoryRuleContract extends CloudRuleContract<TaskDefinition, List<RepositoriesQuestion.Answer>> {
    private static final Arn ARN =
            Arn.of("arn:aws:ecr:eu-central-1:123456789012:repository/shop/web").orElseThrow();

    /** One the rule objects to. */
    abstract EcrRepository bad();

    /** One it has no objection to. */
    abstract EcrRepository good();

    static EcrRepository repository(String tags, boolean scanOnPush, Optional<String> key, Optional<String> policy) {
        return new EcrRepository(ARN, tags, scanOnPush, false, key, policy, Optional.empty());
    }

    @Override
    protected TaskDefinition definition() {
        return TestTask.ec2().facts().task();
    }

    @Override
    protected List<RepositoriesQuestion.Answer> broken() {
        return List.of(answer(new Lookup.Answered<>(bad())));
    }

    @Override
    protected List<RepositoriesQuestion.Answer> accepted() {
        return List.of(answer(new Lookup.Answered<>(good())));
    }

    final RepositoriesQuestion.Answer answer(Lookup<EcrRepository> repository) {
        return new RepositoriesQuestion.Answer(
                "shop/web", definition().containers().values().get(0).image().place(), repository);
    }

    @Test
    void oneRepositoryThatMayNotBeSeenIsAnErrorBesideWhatIsFound() {
        var result = result(
                List.of(answer(new Lookup.Answered<>(bad())), answer(new Lookup.Denied<>("ecr:DescribeRepositories"))));
        assertThat(result.outcome()).isEqualTo(RuleOutcome.ERROR);
        assertThat(result.findings()).hasSize(2);
    }

    @Test
    void oneRepositoryThatIsLetBeIsNoPass() {
        var answers =
                List.of(answer(new Lookup.Answered<>(good())), answer(new Lookup.Denied<>("ecr:DescribeRepositories")));
        assertThat(result(new Lookup.Answered<>(answers), MissingAnswers.OPTIONAL)
                        .outcome())
                .isEqualTo(RuleOutcome.NOT_APPLICABLE);
    }

    @Test
    void imagesFromElsewhereAreNotAskedAbout() {
        assertThat(rule().excludes(TestTask.ec2()
                        .container("\"image\": \"public.ecr.aws/x/y:1\"")
                        .facts()
                        .task()))
                .isPresent();
        assertThat(rule().excludes(TestTask.ec2()
                        .container("\"image\": {\"Ref\": \"Unset\"}")
                        .facts()
                        .task()))
                .isEmpty();
    }
}
