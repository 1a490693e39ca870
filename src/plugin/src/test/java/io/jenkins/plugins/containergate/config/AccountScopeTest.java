package io.jenkins.plugins.containergate.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AccountScopeTest {
    private static final String ROLE = "arn:aws:iam::123456789012:role/container-gate";

    @Test
    void theRoleSaysWhichAccountItIsFor() {
        AccountScope scope = AccountScope.of(null, ROLE, List.of());
        assertThat(scope.covers("123456789012", "eu-central-1")).isTrue();
        assertThat(scope.covers("210987654321", "eu-central-1")).isFalse();
    }

    @Test
    void anAccountThatNobodyNamedIsTakenForNoRegistryByItself() {
        assertThat(AccountScope.of(null, null, List.of()).covers("123456789012", "eu-central-1"))
                .isFalse();
        assertThat(AccountScope.of(null, "no role", List.of()).covers("123456789012", "eu-central-1"))
                .isFalse();
    }

    @Test
    void anAccountIsOnlyForItsRegions() {
        AccountScope scope = AccountScope.of("123456789012", null, List.of("eu-west-1"));
        assertThat(scope.covers("123456789012", "eu-west-1")).isTrue();
        assertThat(scope.covers("123456789012", "us-east-1")).isFalse();
    }

    @Test
    void theIdWinsOverTheRole() {
        AccountScope scope = AccountScope.of("210987654321", ROLE, List.of());
        assertThat(scope.covers("210987654321", "eu-west-1")).isTrue();
        assertThat(scope.covers("123456789012", "eu-west-1")).isFalse();
    }
}
