package io.jenkins.lib.containergate.hardening.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.finding.Location;
import io.jenkins.lib.containergate.hardening.HardeningRule;
import io.jenkins.lib.containergate.hardening.HardeningRuleContract;
import io.jenkins.lib.containergate.hardening.TestImage;
import io.jenkins.lib.containergate.hardening.TestLayer;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoPackageCacheRuleTest extends HardeningRuleContract {
    @Override
    protected HardeningRule rule() {
        return new NoPackageCacheRule();
    }

    @Override
    protected TestImage broken() {
        return TestImage.clean()
                .layer(new TestLayer()
                        .file("var/lib/apt/lists/deb.example_dists_stable_InRelease", "12345")
                        .file("var/lib/apt/lists/deb.example_dists_stable_main_Packages", "1234567")
                        .file("var/cache/apt/archives/curl_8_amd64.deb", "1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "var/cache/apk/APKINDEX.1.tar.gz",
                "var/cache/dnf/base-1/packages/x.rpm",
                "var/cache/yum/x86_64/x.rpm",
                "var/cache/zypp/raw/x",
                "root/.cache/pip/http/a/b",
                "home/app/.cache/pip/wheels/x.whl",
                "root/.npm/_cacache/content-v2/x",
                "usr/local/share/.cache/yarn/v6/x",
                "root/.composer/cache/x.zip",
                "root/.cache/go-build/00/x"
            })
    void everyPackageManagersCacheIsKnown(String path) {
        assertThat(outcome(TestImage.clean().layer(new TestLayer().file(path, "x"))))
                .isEqualTo(RuleOutcome.FAIL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "var/lib/apt/lists/lock",
                "var/lib/apt/extended_states",
                "var/cache/debconf/config.dat",
                "app/.cache/pip/x",
                "var/cache/dnf/expired_repos.json"
            })
    void whatCleaningLeavesPasses(String path) {
        assertThat(outcome(TestImage.clean().layer(new TestLayer().file(path, "x"))))
                .isEqualTo(RuleOutcome.PASS);
        assertThat(outcome(TestImage.clean().layer(new TestLayer().file("var/cache/apk/x", ""))))
                .isEqualTo(RuleOutcome.PASS);
    }

    @Test
    void deletingACacheInALaterLayerSavesNothing() {
        TestImage image = TestImage.empty()
                .layer(new TestLayer().file("var/cache/apk/APKINDEX.1.tar.gz", "12345"))
                .layer(new TestLayer().delete("var/cache/apk/APKINDEX.1.tar.gz"));
        assertThat(check(image).findings()).singleElement().satisfies(finding -> {
            assertThat(finding.location())
                    .isEqualTo(Location.inLayer(image.diffIds().get(0), "var/cache/apk"));
            assertThat(finding.actual()).isEqualTo("1 file, 5 bytes");
        });
    }

    @Test
    void oneCacheIsOneFindingHoweverManyFiles() {
        assertThat(actuals(broken())).containsExactly("2 files, 12 bytes", "1 file, 1 bytes");
    }

    @Test
    void aMillionHomeDirectoriesGiveTwentyFindingsAndANumber() {
        TestLayer hostile = new TestLayer();
        for (int i = 0; i < 10_000; i++) {
            hostile.file("home/u" + i + "/.cache/pip/x", "x");
        }
        assertThat(check(TestImage.clean().layer(hostile)).findings()).hasSize(21);
    }

    @Test
    void windowsImagesAreNotJudged() {
        assertThat(outcome(TestImage.cleanWindows())).isEqualTo(RuleOutcome.NOT_APPLICABLE);
    }
}
