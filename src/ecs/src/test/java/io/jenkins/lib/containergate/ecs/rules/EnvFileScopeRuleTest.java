package io.jenkins.lib.containergate.ecs.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.ecs.TaskRuleContract;
import io.jenkins.lib.containergate.ecs.TestTask;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EnvFileScopeRuleTest extends TaskRuleContract {
    @Override
    protected TaskRule rule() {
        return new EnvFileScopeRule(TestTask.expectations().environmentFiles());
    }

    @Override
    protected TestTask broken() {
        return file("\"arn:aws:s3:::other/prod.env\"");
    }

    @Override
    protected TestTask accepted() {
        return file("\"arn:aws:s3:::acme-config/prod.env\"");
    }

    private static TestTask file(String value) {
        return TestTask.ec2().container("\"environmentFiles\": [{\"type\": \"s3\", \"value\": " + value + "}]");
    }

    @Test
    void whatIsNoObjectInS3Fails() {
        for (String value :
                new String[] {"acme-config/prod.env", "arn:aws:s3:::acme-config", "arn:aws:ssm:::acme-config/x"}) {
            assertThat(outcome(file("\"" + value + "\""))).as(value).isEqualTo(RuleOutcome.FAIL);
        }
    }

    @Test
    void aFileThatOnlyDeploymentKnowsIsAnErrorNotAPass() {
        assertThat(outcome(file("{\"Ref\": \"Unset\"}"))).isEqualTo(RuleOutcome.ERROR);
    }

    @Test
    void withoutAListThereIsNothingToAsk() {
        assertThat(new EnvFileScopeRule(Optional.empty())
                        .check(broken().facts())
                        .outcome())
                .isEqualTo(RuleOutcome.NOT_APPLICABLE);
    }
}
