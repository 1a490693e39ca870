package io.jenkins.lib.containergate.ecs.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.ecs.TaskRuleContract;
import io.jenkins.lib.containergate.ecs.TestTask;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import org.junit.jupiter.api.Test;

class NoAddedCapabilitiesRuleTest extends TaskRuleContract {
    @Override
    protected TaskRule rule() {
        return new NoAddedCapabilitiesRule();
    }

    @Override
    protected TestTask broken() {
        return TestTask.ec2().container("""
            "linuxParameters": {"capabilities": {"drop": ["ALL"], "add": ["SYSLOG", "LEASE"]}}
            """);
    }

    @Test
    void addingBackADefaultPasses() {
        assertThat(outcome(TestTask.ec2().container("""
            "linuxParameters": {"capabilities": {"drop": ["ALL"], "add": ["NET_BIND_SERVICE", "SETUID"]}}
            """))).isEqualTo(RuleOutcome.PASS);
    }

    @Test
    void whatOwnsTheInstanceIsCritical() {
        assertThat(check(TestTask.ec2()
                                .container("\"linuxParameters\": {\"capabilities\": {\"add\": [\"CAP_sys_admin\"]}}"))
                        .findings())
                .extracting(finding -> finding.severity())
                .containsExactly(Severity.CRITICAL);
    }
}
