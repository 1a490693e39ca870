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

class NoUpdateAloneRuleTest extends HardeningRuleContract {
    @Override
    protected HardeningRule rule() {
        return new NoUpdateAloneRule();
    }

    @Override
    protected TestImage broken() {
        return TestImage.clean()
                .step("RUN /bin/sh -c apt-get update # buildkit")
                .step("/bin/sh -c apt-get update");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/bin/sh -c apt-get update",
                "RUN |2 A=1 B=x /bin/sh -c apt-get -qq update # buildkit",
                "RUN /bin/bash -o pipefail -c set -eux; DEBIAN_FRONTEND=noninteractive apt-get update >/dev/null # buildkit",
                "RUN /bin/sh -c apt-get install -y curl && apt-get update # buildkit",
                "RUN /bin/sh -c apt-get update && apk add curl # buildkit",
                "RUN /bin/sh -c echo apt-get install && apt-get update # buildkit",
                "RUN /bin/sh -c sudo -E /usr/bin/apt-get update # buildkit",
                "RUN /bin/sh -c if true; then apt update; fi # buildkit",
                "RUN /bin/sh -c apk update # buildkit",
                "RUN /bin/sh -c yum makecache # buildkit",
                "RUN sh -c \"apt-get update\"",
                "RUN apt-get update",
                "RUN /bin/sh -c set -e\napt-get update\n # buildkit"
            })
    void anUpdateWithoutAnInstallAfterItIsAlone(String createdBy) {
        assertThat(outcome(TestImage.clean().step(createdBy))).isEqualTo(RuleOutcome.FAIL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RUN /bin/sh -c apt-get update && apt-get install -y curl # buildkit",
                "RUN /bin/sh -c apt-get update; apt-get -y upgrade # buildkit",
                "RUN /bin/sh -c echo 'apt-get update' # buildkit",
                "RUN /bin/sh -c # apt-get update # buildkit",
                "RUN /bin/sh -c apk add --update curl # buildkit",
                "RUN /bin/sh -c yum -y update # buildkit",
                "RUN /bin/sh -c bash -ec 'apt-get update && apt-get install -y x' # buildkit",
                "COPY apt-get update /x # buildkit",
                "/bin/sh -c #(nop)  CMD [\"apt-get\" \"update\"]"
            })
    void otherInstructionsPass(String createdBy) {
        assertThat(outcome(TestImage.clean().step(createdBy))).isEqualTo(RuleOutcome.PASS);
    }

    @Test
    void theFindingPointsToTheInstructionAndShowsNoArgumentOfIt() {
        TestImage image = TestImage.empty()
                .note("ENV X=1")
                .step(
                        "RUN |1 TOKEN=hunter2 /bin/sh -c apt-get -o Acquire::http::Proxy=http://u:hunter2@p update # buildkit");
        assertThat(check(image).findings()).singleElement().satisfies(finding -> {
            assertThat(finding.location()).isEqualTo(Location.atPointer("config", "/history/1"));
            assertThat(finding.actual()).isEqualTo("RUN apt-get update without an install");
            assertThat(finding.toString()).doesNotContain("hunter2");
        });
    }

    @Test
    void anInstructionThatMovesKeepsItsIdentity() {
        TestImage before = TestImage.empty().step("RUN /bin/sh -c apt-get update # buildkit");
        TestImage after = TestImage.empty()
                .note("ENV X=1")
                .step("COPY a /a # buildkit")
                .step("RUN /bin/sh -c apt update # buildkit");
        TestImage same = TestImage.empty().note("ENV X=1").step("RUN /bin/sh -c apt-get update # buildkit");
        assertThat(check(same).findings().get(0).fingerprint())
                .isEqualTo(check(before).findings().get(0).fingerprint())
                .isNotEqualTo(check(after).findings().get(0).fingerprint());
    }

    @Test
    void aHistoryThatSkipsLayersProvesNothing() {
        assertThat(outcome(TestImage.clean().withoutHistory())).isEqualTo(RuleOutcome.NOT_APPLICABLE);
    }

    @Test
    void windowsHasNoPackageLists() {
        assertThat(outcome(TestImage.cleanWindows())).isEqualTo(RuleOutcome.NOT_APPLICABLE);
    }
}
