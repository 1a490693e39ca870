package io.jenkins.lib.containergate.hardening.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.hardening.HardeningRule;
import io.jenkins.lib.containergate.hardening.HardeningRuleContract;
import io.jenkins.lib.containergate.hardening.TestImage;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HealthCheckPresentRuleTest extends HardeningRuleContract {
    @Override
    protected HardeningRule rule() {
        return new HealthCheckPresentRule();
    }

    @Override
    protected TestImage broken() {
        return TestImage.clean().noHealthCheck();
    }

    @Test
    void aCheckThatIsSwitchedOffOrRunsNothingIsNone() {
        assertThat(actuals(TestImage.clean().healthCheck("NONE"))).containsExactly("HEALTHCHECK NONE switches it off");
        assertThat(outcome(TestImage.clean().healthCheck())).isEqualTo(RuleOutcome.FAIL);
        assertThat(outcome(TestImage.clean().healthCheck("CMD"))).isEqualTo(RuleOutcome.FAIL);
        assertThat(outcome(TestImage.clean().healthCheck("CMD-SHELL", " "))).isEqualTo(RuleOutcome.FAIL);
        assertThat(actuals(TestImage.clean().healthCheck("curl", "-f", "http://localhost/")))
                .containsExactly("HEALTHCHECK of an unknown kind, which Docker does not run");
        assertThat(outcome(TestImage.clean().healthCheck("cmd", "/app/check"))).isEqualTo(RuleOutcome.FAIL);
        assertThat(outcome(TestImage.clean().healthCheck("curl -f http://localhost/")))
                .isEqualTo(RuleOutcome.FAIL);
    }

    @Test
    void aCheckThatCannotFailIsNone() {
        assertThat(outcome(TestImage.clean().healthCheck("CMD-SHELL", "exit 0")))
                .isEqualTo(RuleOutcome.FAIL);
        assertThat(outcome(TestImage.clean().healthCheck("CMD", "/bin/true"))).isEqualTo(RuleOutcome.FAIL);
        assertThat(outcome(TestImage.clean().healthCheck("CMD", "/app/true"))).isEqualTo(RuleOutcome.PASS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "curl -f http://localhost/ || true",
                "curl -f http://localhost/ ||true",
                "curl -f http://localhost/ || exit 0",
                "curl -f 'http://localhost/?a=1&b=2' || :",
                "curl -f http://localhost/; true",
                "curl -f http://localhost/ ; exit 0",
                "curl -f http://localhost/\ntrue\n",
                "curl -f http://localhost/ || echo unhealthy",
                "curl -f http://localhost/ | grep ok || /bin/true;",
                "curl -f http://localhost/ && echo ok || true",
                "curl -f http://localhost/ || (exit 0)",
                "curl -f http://localhost/ || { true; }",
                "(curl -f http://localhost/ || exit 1) || true",
                "(set -e; curl -f http://localhost/); exit 0",
                "x=$(curl -f http://localhost/ || exit 1); true",
                "curl -f http://localhost/ 2>&1 &",
                "sh -c 'curl -f http://localhost/ || true'",
                "sh -c 'curl -f http://localhost/ || exit 1' || true",
                "sh -c 'curl -f http://localhost/ || exit 1'; exit 0",
                "bash -c \"curl -f http://localhost/; exit 0\"",
                "bash -c \"curl -f \\\"http://localhost/\\\" || exit 1\" || :",
                "bash -lc 'set -e; curl -f http://localhost/' || echo down",
                "/usr/local/bin/bash -ec 'curl -f http://localhost/ || true'",
                "busybox sh -c 'wget -q http://localhost/; true'",
                "`curl -f http://localhost/ || exit 1`; true",
                "echo healthy || exit 1",
                "true || exit 1; exit 0",
                "ls || exit 1",
                "/bin/true"
            })
    void aScriptThatSucceedsWhateverHappensIsNoCheck(String script) {
        assertThat(outcome(TestImage.clean().healthCheck("CMD-SHELL", script))).isEqualTo(RuleOutcome.FAIL);
        assertThat(outcome(TestImage.clean().healthCheck("CMD", "/bin/sh", "-c", script)))
                .isEqualTo(RuleOutcome.FAIL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "curl -f http://localhost/ || exit 1",
                "curl -f http://localhost/ || exit",
                "curl -f http://localhost/ || exit 1; true",
                "curl -f http://localhost/ && true",
                "true && curl -f http://localhost/",
                "curl -f http://localhost/ > /dev/null 2>&1",
                "echo '|| true' | grep false",
                "set -e; curl -f http://localhost/; true",
                "if curl -f http://localhost/; then exit 0; else exit 1; fi",
                "true || true && curl -f http://localhost/",
                "/app/check || /app/true",
                "(curl -f http://localhost/ || exit 1)",
                "true || (curl -f http://localhost/); (exit 1)",
                "(curl -f http://localhost/ || kill $$); true",
                "case $(curl http://localhost/) in (a) true;; (b) exit 1;; esac; true",
                "echo '('; curl -f http://localhost/ || exit 1; echo ')'",
                "echo \\(; curl -f http://localhost/ || exit 1; echo \\)",
                "check() { curl -f http://localhost/ || exit 1; }; check; true",
                "sh -c 'curl -f http://localhost/ || exit 1'",
                "sh -c \"curl -f http://localhost/ || exit 1; exit 0\"",
                "bash -ec 'curl -f http://localhost/; true'",
                "bash -o pipefail -c 'curl -f http://localhost/ | true'",
                "eval 'curl -f http://localhost/ || exit 1'; true",
                "echo \"$(echo '\"')\"; curl -f http://localhost/ || exit 1; echo \"it is\" fine",
                "echo 'it'; curl -f http://localhost/ || exit 1; echo 's fine'",
                "curl -f \"${URL:?is not set}\" || true",
                "true || false && exit 1",
                "echo up # it's\ncurl -f http://localhost/ || exit 1\necho 'fine'",
                "ls /run/ready || exit 1",
                "test -e /run/ready"
            })
    void aScriptThatCanFailIsACheck(String script) {
        assertThat(outcome(TestImage.clean().healthCheck("CMD-SHELL", script))).isEqualTo(RuleOutcome.PASS);
    }
}
