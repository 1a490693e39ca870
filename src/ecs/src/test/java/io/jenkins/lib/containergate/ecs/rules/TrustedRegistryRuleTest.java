package io.jenkins.lib.containergate.ecs.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.ecs.TaskRuleContract;
import io.jenkins.lib.containergate.ecs.TestTask;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrustedRegistryRuleTest extends TaskRuleContract {
    private static final String ACCOUNT = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/";

    @Override
    protected TaskRule rule() {
        return new TrustedRegistryRule(TestTask.expectations().registries());
    }

    @Override
    protected TestTask broken() {
        return image("nginx:1.27");
    }

    private static TestTask image(String name) {
        return TestTask.ec2().container("\"image\": \"" + name + "\"");
    }

    @Test
    void theRepositoryIsShownCompleted() {
        assertThat(actuals(broken()))
                .containsExactly("shop, container 'web': the image is from docker.io/library/nginx");
    }

    @Test
    void aSidecarCountsAsWell() {
        assertThat(outcome(TestTask.ec2().sidecar("\"image\": \"" + ACCOUNT + "other/proxy:1\"")))
                .isEqualTo(RuleOutcome.FAIL);
    }

    @Test
    void aNameThatOnlyStartsLikeATrustedHostIsNotTrusted() {
        assertThat(outcome(image("123456789012.dkr.ecr.eu-central-1.amazonaws.com.evil.example/shop/web:1")))
                .isEqualTo(RuleOutcome.FAIL);
    }

    @Test
    void whatIsNoReferenceFails() {
        assertThat(actuals(image("SHOP//web"))).singleElement().asString().contains("not a reference");
        assertThat(outcome(TestTask.ec2().without("image"))).isEqualTo(RuleOutcome.FAIL);
    }

    @Test
    void aTagThatOnlyDeploymentKnowsDoesNotMatter() {
        assertThat(outcome(joined(ACCOUNT + "shop/web:", ""))).isEqualTo(RuleOutcome.PASS);
        assertThat(outcome(joined("docker.io/shop/web:", ""))).isEqualTo(RuleOutcome.FAIL);
    }

    @Test
    void aRegistryThatOnlyDeploymentKnowsIsAnErrorNotAPass() {
        assertThat(outcome(joined("", "/shop/web:1"))).isEqualTo(RuleOutcome.ERROR);
        assertThat(outcome(joined(ACCOUNT + "shop/", ":1"))).isEqualTo(RuleOutcome.ERROR);
        assertThat(outcome(joined("web:", ""))).isEqualTo(RuleOutcome.ERROR);
    }

    private static TestTask joined(String before, String after) {
        return TestTask.ec2()
                .container("\"image\": {\"Fn::Join\": [\"\", [\"" + before + "\", {\"Ref\": \"Unset\"}, \"" + after
                        + "\"]]}");
    }

    @Test
    void withoutAListThereIsNothingToAsk() {
        assertThat(new TrustedRegistryRule(Optional.empty())
                        .check(broken().facts())
                        .outcome())
                .isEqualTo(RuleOutcome.NOT_APPLICABLE);
    }
}
