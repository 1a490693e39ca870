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

    private static TestTask router(String options) {
        return TestTask.ec2()
                .container("\"firelensConfiguration\": {\"type\": \"fluentbit\", \"options\": " + options + "}");
    }

    private static String configuration(String type, String file) {
        return "{\"config-file-type\": " + type + ", \"config-file-value\": " + file + "}";
    }

    /** It can run commands, and send the logs of every container anywhere. */
    @Test
    void theConfigurationOfFireLensIsHeldToTheSame() {
        String trusted = "\"arn:aws:s3:::acme-config/fluent.conf\"";
        assertThat(outcome(router(configuration("\"s3\"", trusted)))).isEqualTo(RuleOutcome.PASS);
        assertThat(outcome(router(configuration("\"file\"", "\"/fluent.conf\""))))
                .isEqualTo(RuleOutcome.PASS);
        assertThat(outcome(router("{\"enable-ecs-log-metadata\": \"true\"}"))).isEqualTo(RuleOutcome.PASS);
        assertThat(outcome(router(configuration("\"s3\"", "\"arn:aws:s3:::other/fluent.conf\""))))
                .isEqualTo(RuleOutcome.FAIL);
        assertThat(outcome(router(configuration("{\"Ref\": \"Unset\"}", "\"arn:aws:s3:::other/fluent.conf\""))))
                .isEqualTo(RuleOutcome.FAIL);
        assertThat(outcome(router(configuration("\"s3\"", "{\"Ref\": \"Unset\"}"))))
                .isEqualTo(RuleOutcome.ERROR);
        assertThat(outcome(router("{\"Ref\": \"Unset\"}"))).isEqualTo(RuleOutcome.ERROR);
    }

    @Test
    void withoutAListThereIsNothingToAsk() {
        assertThat(new EnvFileScopeRule(Optional.empty())
                        .check(broken().facts())
                        .outcome())
                .isEqualTo(RuleOutcome.NOT_APPLICABLE);
    }
}
