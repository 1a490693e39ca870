package io.jenkins.lib.containergate.ecs.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.ecs.TaskRuleContract;
import io.jenkins.lib.containergate.ecs.TestTask;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DefaultSeccompProfileRuleTest extends TaskRuleContract {
    @Override
    protected TaskRule rule() {
        return new DefaultSeccompProfileRule();
    }

    @Override
    protected TestTask broken() {
        return options("seccomp:unconfined");
    }

    private static TestTask options(String option) {
        return TestTask.ec2().container("\"dockerSecurityOptions\": [\"no-new-privileges\", \"" + option + "\"]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "seccomp=unconfined",
                "SECCOMP:/tmp/open.json",
                "systempaths=unconfined",
                "writable-cgroups=true",
                "apparmor=unconfined",
                "apparmor:Unconfined",
                "label=disable",
                "label:disable",
                "label=type:spc_t",
                ""
            })
    void whatSwitchesConfinementOffFails(String option) {
        assertThat(outcome(options(option))).isEqualTo(RuleOutcome.FAIL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"no-new-privileges:true", "apparmor:shop", "label:type:shop_t", "credentialspec:file://web.json"
            })
    void whatEcsDocumentsIsForOtherRules(String option) {
        assertThat(outcome(options(option))).isEqualTo(RuleOutcome.PASS);
    }
}
