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
                "if curl -f http://localhost/; then exit 0; else exit 0; fi",
                "if curl -f http://localhost/; then\n  echo up\nelse\n  echo down\nfi\n",
                "if curl -f http://localhost/; then exit 0; fi",
                "if a; then if b; then true; else exit 0; fi; elif c; then :; else echo x; fi",
                "sh -ec 'if curl -f http://localhost/; then true; else exit 0; fi'",
                "[ 1 ]",
                "[ 1 ] || exit 1",
                "[ 1 -eq 1 ]",
                "test 1",
                "[[ ok == ok ]]",
                "[ -n \"x$(curl http://localhost/)\" ]",
                "curl -f http://localhost/; exit \"0\"",
                "curl -f http://localhost/; exit '0'",
                "set +e; curl -f http://localhost/; true",
                "set +o errexit\ncurl -f http://localhost/\ntrue",
                "set -x; curl -f http://localhost/ || exit 0",
                "set -e; curl -f http://localhost/ || true",
                "sh -ec 'set +e; curl -f http://localhost/; true'",
                "set -e; set +e; curl -f http://localhost/; true",
                "curl -f http://localhost/; ! false",
                "curl -f http://localhost/; sleep 1",
                "env true",
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
                "set +e; set -e; curl -f http://localhost/; true",
                "set -eu; echo $UNSET; true",
                "set -e && curl -f http://localhost/; true",
                "{ set -e; }; curl -f http://localhost/; true",
                "if true; then set -e; fi; curl -f http://localhost/; true",
                "set +x -e; curl -f http://localhost/; true",
                "set -o errexit; curl -f http://localhost/; true",
                "if true; then curl -f http://localhost/; fi",
                "if curl -f http://localhost/; then true; else false; fi",
                "if curl -f http://localhost/; then true; else true; fi | grep x",
                "set -e; if curl -f http://localhost/; then a; true; else true; fi",
                "if a; then true; elif b; then false; else true; fi",
                "[ $UP ]",
                "[ \"$(curl http://localhost/)\" = ok ]",
                "[ 1 = 2 ]",
                "[ ok -eq ok ]",
                "[ 1.0 -ge 1.0 ]",
                "[ -e /run/ready ]",
                ". /x.sh; true",
                ". /x.sh || true",
                "cd / && . ./x.sh; true",
                "if a; then . /x.sh; fi; true",
                "source /x.sh; true",
                "curl -f http://localhost/; exit \"$?\"",
                "curl -f http://localhost/; exit \"1\"",
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
