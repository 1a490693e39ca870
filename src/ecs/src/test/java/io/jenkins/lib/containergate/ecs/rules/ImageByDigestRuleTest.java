package io.jenkins.lib.containergate.ecs.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.ecs.TaskRuleContract;
import io.jenkins.lib.containergate.ecs.TestTask;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import java.util.List;
import org.junit.jupiter.api.Test;

class ImageByDigestRuleTest extends TaskRuleContract {
    @Override
    protected TaskRule rule() {
        return new ImageByDigestRule();
    }

    @Override
    protected TestTask broken() {
        return TestTask.ec2().container("""
            "image": "shop/web:1.4"
            """);
    }

    @Test
    void aShortDigestIsNone() {
        assertThat(outcome(TestTask.ec2().container("""
            "image": "shop/web@sha256:abc"
            """))).isEqualTo(RuleOutcome.FAIL);
    }

    @Test
    void aNameWithTwoDigestsIsNoReference() {
        String digest = "@sha256:" + "a".repeat(64);
        assertThat(outcome(TestTask.ec2().container("\"image\": \"shop/web" + digest + digest + "\"")))
                .isEqualTo(RuleOutcome.FAIL);
    }

    @Test
    void withoutAnImageItFails() {
        assertThat(outcome(TestTask.ec2().without("image"))).isEqualTo(RuleOutcome.FAIL);
    }

    @Test
    void aTemplateMayLeaveTheAccountOpen() {
        assertThat(outcome(TestTask.ec2()
                        .container("\"image\": {\"Fn::Sub\":"
                                + " \"${AWS::AccountId}.dkr.ecr.eu-central-1.amazonaws.com/web@sha256:"
                                + "a".repeat(64) + "\"}")))
                .isEqualTo(RuleOutcome.PASS);
    }

    @Test
    void butNotTheTag() {
        assertThat(outcome(TestTask.ec2()
                        .container("\"image\": {\"Fn::Sub\":"
                                + " \"${AWS::AccountId}.dkr.ecr.eu-central-1.amazonaws.com/web:${Unset}\"}")))
                .isEqualTo(RuleOutcome.ERROR);
    }

    /** As CDK names its assets, and images of a repository that it declares. */
    @Test
    void aKnownTagIsNoneBehindANameThatIsFilledIn() {
        for (String image : List.of("web-${AWS::AccountId}:" + "a".repeat(64), "${Unset}:1.4", "a-${Unset}-b:1.4")) {
            assertThat(outcome(TestTask.ec2()
                            .container(
                                    "\"image\": {\"Fn::Sub\": \"${AWS::AccountId}.dkr.ecr.eu-central-1.amazonaws.com/"
                                            + image + "\"}")))
                    .isEqualTo(RuleOutcome.FAIL);
        }
        for (String image :
                List.of("web@${Unset}" + "a".repeat(10), "${Unset}", "web@sha256:${Unset}", "w:${Unset}1")) {
            assertThat(outcome(TestTask.ec2().container("\"image\": {\"Fn::Sub\": \"shop/" + image + "\"}")))
                    .isEqualTo(RuleOutcome.ERROR);
        }
    }

    @Test
    void aKnownTagIsNoDigestWhateverTheAccount() {
        assertThat(outcome(TestTask.ec2()
                        .container("\"image\": {\"Fn::Sub\":"
                                + " \"${AWS::AccountId}.dkr.ecr.eu-central-1.amazonaws.com/web:1.4\"}")))
                .isEqualTo(RuleOutcome.FAIL);
    }
}
