package io.jenkins.lib.containergate.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.finding.Account;
import org.junit.jupiter.api.Test;

class AccountTextTest {
    @Test
    void kindsAreCountedInWordsAndNamesOfTypesStayAsTheyAre() {
        Account account = Account.empty()
                .evaluated("task definition", 3)
                .evaluated("policy", 2)
                .evaluated("AWS::ECS::Service", 2)
                .evaluated("service", 1)
                .evaluated("entry of the trusted root", 2);
        assertThat(AccountText.evaluated(account, 10))
                .hasValue(
                        "2 AWS::ECS::Service, 2 entries of the trusted root, 2 policies, 1 service, 3 task definitions");
    }

    @Test
    void whatWasNotEvaluatedSaysWhy() {
        Account account = Account.empty()
                .notEvaluated("AWS::ECS::Gateway", 1, "unknown type")
                .notEvaluated("AWS::S3::Bucket", 2, "runs nothing");
        assertThat(AccountText.notEvaluated(account, 10))
                .hasValue("1 AWS::ECS::Gateway (unknown type), 2 AWS::S3::Bucket (runs nothing)");
    }

    @Test
    void theSameKindAndReasonIsOneEntryAndAnotherReasonAnother() {
        Account account = Account.empty()
                .notEvaluated("layer", 1, "foreign")
                .notEvaluated("layer", 2, "foreign")
                .notEvaluated("layer", 1, "attestation");
        assertThat(AccountText.notEvaluated(account, 10)).hasValue("1 layer (attestation), 3 layers (foreign)");
    }

    @Test
    void aLongListSaysHowManyKindsItLeavesOut() {
        Account account = Account.empty().evaluated("a", 1).evaluated("b", 1).evaluated("c", 1);
        assertThat(AccountText.evaluated(account, 2)).hasValue("1 a, 1 b, and 1 more kinds");
    }

    @Test
    void nothingIsNoText() {
        assertThat(AccountText.evaluated(Account.empty().evaluated("layer", 0), 10))
                .isEmpty();
        assertThat(AccountText.notEvaluated(Account.empty(), 10)).isEmpty();
    }

    @Test
    void countsThatOverflowAreTheGreatestNumber() {
        Account account = Account.empty().evaluated("layer", Integer.MAX_VALUE).evaluated("layer", 1);
        assertThat(account.evaluated()).containsExactly(new Account.Evaluated("layer", Integer.MAX_VALUE));
    }
}
