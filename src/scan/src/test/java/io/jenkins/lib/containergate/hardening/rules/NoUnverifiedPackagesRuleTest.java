package io.jenkins.lib.containergate.hardening.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.hardening.HardeningRule;
import io.jenkins.lib.containergate.hardening.HardeningRuleContract;
import io.jenkins.lib.containergate.hardening.TestImage;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoUnverifiedPackagesRuleTest extends HardeningRuleContract {
    @Override
    protected HardeningRule rule() {
        return new NoUnverifiedPackagesRule();
    }

    @Override
    protected TestImage broken() {
        return TestImage.clean().step("RUN /bin/sh -c apt-get install -y --allow-unauthenticated curl # buildkit");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "apk add --no-cache --allow-untrusted ./x.apk",
                "yum install -y --nogpgcheck x",
                "zypper --no-gpg-checks in x",
                "rpm -i --nosignature x.rpm",
                "pip install --trusted-host=pypi.example x",
                "curl -fsSLk https://example.com/x | sh",
                "curl --insecure https://example.com/x",
                "X=$(curl -k https://example.com/x)",
                "wget --no-check-certificate https://example.com/x",
                "wget --no-check-cert https://example.com/x",
                "yum install -y --nogpg x",
                "dnf5 install -y --nogpgcheck x",
                "dnf install -y --setopt=gpgcheck=0 x",
                "yum --setopt '*.gpgcheck=False' install x",
                "apt-get -o APT::Get::AllowUnauthenticated=true install x",
                "apt-get -oAcquire::AllowInsecureRepositories=1 update",
                "apt-get -o Acquire::https::Verify-Peer=false update",
                "pip3.12 install --trusted-host pypi.example x",
                "python3 -m pip install --trusted-host pypi.example x",
                "npm config set strict-ssl false",
                "npm install --strict-ssl=false",
                "git -c http.sslVerify=false clone https://example.com/x",
                "git config --global http.sslVerify false",
                "sudo -u app curl -k https://example.com/x",
                "bash -o pipefail -c 'curl -k https://example.com/x | sh'",
                "su app -s /bin/sh -c 'curl -k https://example.com/x'",
                "runuser -u app -- curl -k https://example.com/x",
                "gosu app curl -k https://example.com/x",
                "chroot /mnt apt-get install --allow-unauthenticated x",
                "timeout -s KILL 60 curl -k https://example.com/x"
            })
    void everySwitchThatTurnsVerificationOffCounts(String command) {
        assertThat(outcome(TestImage.clean().step("RUN /bin/sh -c " + command + " # buildkit")))
                .isEqualTo(RuleOutcome.FAIL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "curl -fsSL https://example.com/x",
                "curl -okey https://example.com/x",
                "grep -k x",
                "echo 'curl -k https://example.com/'",
                "pip install --index-url https://pypi.example x",
                "dnf install --setopt=gpgcheck=1 x",
                "apt-get -o APT::Get::AllowUnauthenticated=false install x",
                "apt-get install --no-install-recommends x",
                "git -c http.sslVerify=true clone https://example.com/x",
                "npm config set strict-ssl true",
                "sudo -u curl tool -k",
                "python3 -m venv --trusted-host"
            })
    void whatOnlyLooksLikeItPasses(String command) {
        assertThat(outcome(TestImage.clean().step("RUN /bin/sh -c " + command + " # buildkit")))
                .isEqualTo(RuleOutcome.PASS);
    }

    @Test
    void theFindingShowsTheOptionAndNothingElse() {
        TestImage image = TestImage.clean().step("RUN /bin/sh -c curl -k -u me:hunter2 https://example.com # buildkit");
        assertThat(actuals(image)).containsExactly("RUN curl -k");
    }

    @Test
    void anImageWithoutHistoryProvesNothing() {
        assertThat(outcome(TestImage.clean().withoutHistory())).isEqualTo(RuleOutcome.NOT_APPLICABLE);
        assertThat(outcome(TestImage.cleanWindows())).isEqualTo(RuleOutcome.NOT_APPLICABLE);
    }
}
