package io.jenkins.lib.containergate.hardening.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.finding.Location;
import io.jenkins.lib.containergate.hardening.HardeningRule;
import io.jenkins.lib.containergate.hardening.HardeningRuleContract;
import io.jenkins.lib.containergate.hardening.TestImage;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoSensitiveVolumeRuleTest extends HardeningRuleContract {
    @Override
    protected HardeningRule rule() {
        return new NoSensitiveVolumeRule();
    }

    @Override
    protected TestImage broken() {
        return TestImage.clean().volume("/var/run/docker.sock").volume("/proc").volume("/sys/fs/cgroup");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "",
                ".",
                "/proc/",
                "//proc",
                "/var/../proc",
                "proc",
                "/./dev",
                "/dev/shm",
                "/../../etc",
                "/etc/",
                "/usr",
                "/run/docker.sock",
                "/run/containerd/containerd.sock",
                "/host/docker.sock",
                "/var/lib/docker"
            })
    void everySpellingOfASystemDirectoryIsRefused(String path) {
        assertThat(outcome(TestImage.clean().volume(path))).isEqualTo(RuleOutcome.FAIL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/data", "/etc/nginx/conf.d", "/usr/share/app", "/process", "/var/lib/mysql", "/tmp", "/run"})
    void dataPasses(String path) {
        assertThat(outcome(TestImage.clean().volume(path))).isEqualTo(RuleOutcome.PASS);
    }

    @Test
    void theFindingPointsToTheVolume() {
        assertThat(check(TestImage.clean().volume("/proc")).findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.location())
                        .isEqualTo(Location.atPointer("config", "/config/Volumes/~1proc")));
    }

    @Test
    void anEndlessNameIsCutShort() {
        assertThat(check(TestImage.clean().volume("/proc/" + "x".repeat(1_000_000)))
                        .findings())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.location()).isEqualTo(Location.atPointer("config", "/config/Volumes"));
                    assertThat(finding.actual()).hasSizeLessThanOrEqualTo(200);
                });
    }

    @Test
    void windowsImagesAreNotJudged() {
        assertThat(outcome(TestImage.cleanWindows())).isEqualTo(RuleOutcome.NOT_APPLICABLE);
    }
}
