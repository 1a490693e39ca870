package io.jenkins.lib.containergate.hardening.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.hardening.HardeningRule;
import io.jenkins.lib.containergate.hardening.HardeningRuleContract;
import io.jenkins.lib.containergate.hardening.TestImage;
import io.jenkins.lib.containergate.hardening.TestLayer;
import io.jenkins.lib.containergate.layer.LayerEntry.Kind;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import org.junit.jupiter.api.Test;

class UniqueUserIdsRuleTest extends HardeningRuleContract {
    @Override
    protected HardeningRule rule() {
        return new UniqueUserIdsRule();
    }

    @Override
    protected TestImage broken() {
        return TestImage.clean()
                .layer(new TestLayer()
                        .file("etc/passwd", "root:x:0:0\ntoor:x:0:0\nevil:x:nonsense:0\nroot:x:7:7\n")
                        .file("etc/group", "root:x:0:\nwheel:x:00:\n"));
    }

    @Test
    void eachFindingNamesBothAccounts() {
        assertThat(actuals(broken()))
                .containsExactly(
                        "user toor has the id 0 of user root",
                        "user evil has the id 0 of user root",
                        "a second user is called root",
                        "group wheel has the id 0 of group root");
    }

    @Test
    void aDatabaseThatCannotBeReadIsAnErrorNotAPass() {
        TestImage image = TestImage.clean().layer(new TestLayer().other(Kind.SYMBOLIC_LINK, "etc/group", 0777, "x"));
        assertThat(outcome(image)).isEqualTo(RuleOutcome.ERROR);
    }

    @Test
    void anImageWithoutAccountsHasNoDuplicates() {
        assertThat(outcome(TestImage.empty())).isEqualTo(RuleOutcome.NOT_APPLICABLE);
        assertThat(outcome(TestImage.cleanWindows())).isEqualTo(RuleOutcome.NOT_APPLICABLE);
    }
}
