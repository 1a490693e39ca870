package io.jenkins.lib.containergate.ecs.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.ecs.TaskRuleContract;
import io.jenkins.lib.containergate.ecs.TestTask;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedHostPathsRuleTest extends TaskRuleContract {
    @Override
    protected TaskRule rule() {
        return new AllowedHostPathsRule(TestTask.expectations().hostPaths());
    }

    @Override
    protected TestTask broken() {
        return TestTask.ec2().volume("/opt/tools");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/srv/shop/data", "/srv/shop/./data/", "//srv//shop/x/../data"})
    void aDirectoryOfTheListPassesHoweverItIsSpelt(String path) {
        assertThat(outcome(TestTask.ec2().volume(path))).isEqualTo(RuleOutcome.PASS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/srv", "/srv/shop/../other", "/srv/shop/../../etc", "/data", "/srv/shopping"})
    void everyOtherOneFails(String path) {
        assertThat(outcome(TestTask.ec2().volume(path))).isEqualTo(RuleOutcome.FAIL);
    }

    @Test
    void whatADriverMountsCountsAsWell() {
        assertThat(outcome(TestTask.ec2().task("""
            "volumes": [{"name": "v", "dockerVolumeConfiguration":
                {"driver": "local", "driverOpts": {"type": "none", "o": "bind", "device": "/opt/tools"}}}]
            """))).isEqualTo(RuleOutcome.FAIL);
    }

    @Test
    void aDirectoryThatOnlyDeploymentKnowsIsAnErrorNotAPass() {
        assertThat(outcome(TestTask.ec2().task("""
            "volumes": [{"name": "v", "host": {"sourcePath": {"Ref": "Unset"}}}]
            """))).isEqualTo(RuleOutcome.ERROR);
    }

    @Test
    void aVolumeThatIsNoDirectoryOfTheHostPasses() {
        assertThat(outcome(TestTask.ec2().task("\"volumes\": [{\"name\": \"v\", \"host\": {}}]")))
                .isEqualTo(RuleOutcome.PASS);
    }

    @Test
    void withoutAListThereIsNothingToAsk() {
        assertThat(new AllowedHostPathsRule(Optional.empty())
                        .check(broken().facts())
                        .outcome())
                .isEqualTo(RuleOutcome.NOT_APPLICABLE);
    }
}
