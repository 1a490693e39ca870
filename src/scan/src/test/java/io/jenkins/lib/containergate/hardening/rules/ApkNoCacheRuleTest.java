package io.jenkins.lib.containergate.hardening.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.hardening.HardeningRule;
import io.jenkins.lib.containergate.hardening.HardeningRuleContract;
import io.jenkins.lib.containergate.hardening.TestImage;
import io.jenkins.lib.containergate.hardening.TestLayer;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import org.junit.jupiter.api.Test;

class ApkNoCacheRuleTest extends HardeningRuleContract {
    private static final String INDEX = "var/cache/apk/APKINDEX.ecd4ed5d.tar.gz";

    @Override
    protected HardeningRule rule() {
        return new ApkNoCacheRule();
    }

    @Override
    protected TestImage broken() {
        return TestImage.clean()
                .step("RUN /bin/sh -c apk add -U curl # buildkit", new TestLayer().file(INDEX, "index"));
    }

    @Test
    void anInstructionThatLeftNothingBehindPasses() {
        assertThat(outcome(TestImage.clean()
                        .step("RUN /bin/sh -c apk add curl && rm -rf /var/cache/apk/* # buildkit", new TestLayer())))
                .isEqualTo(RuleOutcome.PASS);
    }

    @Test
    void theOptionCountsWhereverItStands() {
        TestLayer left = new TestLayer().file(INDEX, "index");
        assertThat(outcome(TestImage.clean().step("RUN /bin/sh -c apk --no-cache add curl # buildkit", left)))
                .isEqualTo(RuleOutcome.PASS);
        assertThat(outcome(TestImage.clean().step("RUN /bin/sh -c apk add $(cat list) --no-cache # buildkit", left)))
                .isEqualTo(RuleOutcome.PASS);
    }

    @Test
    void whereTheHistorySkipsLayersTheInstructionAloneDecides() {
        TestImage image = TestImage.clean().withoutHistory().step("RUN /bin/sh -c apk add curl # buildkit");
        assertThat(outcome(image)).isEqualTo(RuleOutcome.FAIL);
        assertThat(outcome(TestImage.clean().withoutHistory())).isEqualTo(RuleOutcome.NOT_APPLICABLE);
        assertThat(outcome(TestImage.cleanWindows())).isEqualTo(RuleOutcome.NOT_APPLICABLE);
    }
}
