package io.jenkins.plugins.containergate.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AwsAccountTest {
    private final AwsAccount account = new AwsAccount("production");

    @ParameterizedTest
    @ValueSource(strings = {"eu-central-1", "us-gov-west-1", "us-iso-east-1", "eusc-de-east-1", "ap-southeast-7"})
    void aRegionIsTaken(String region) {
        account.setRegions(List.of(region));
        assertThat(account.getRegions()).containsExactly(region);
    }

    @ParameterizedTest
    @ValueSource(strings = {"no where", "eu-central-1/x", "EU-CENTRAL-1", "eu-central-1,us-east-1"})
    void whatIsNoRegionIsRefused(String region) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> account.setRegions(List.of("eu-central-1", region)))
                .withMessageContaining("'" + region + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"not-an-arn", "arn:aws:iam::12:role/gate", "arn:aws:iam::123456789012:user/gate"})
    void whatIsNoRoleIsRefused(String role) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> account.setRoleArn(role))
                .withMessageContaining(role);
    }

    @ParameterizedTest
    @ValueSource(strings = {"12", "1234567890123", "12345678901a"})
    void whatIsNoAccountIsRefused(String id) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> account.setAccountId(id))
                .withMessageContaining(id);
    }

    @Test
    void nothingIsAsGoodAsLeftOut() {
        account.setRoleArn(" ");
        account.setAccountId("");
        account.setRegions(List.of("\n"));
        assertThat(account.getRoleArn()).isNull();
        assertThat(account.getAccountId()).isNull();
        assertThat(account.getRegions()).isEmpty();
    }
}
