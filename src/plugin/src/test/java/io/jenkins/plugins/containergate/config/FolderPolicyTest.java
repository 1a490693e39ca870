package io.jenkins.plugins.containergate.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.containergate.config.policy.PolicySettings;
import org.junit.jupiter.api.Test;

/** A policy covers a folder in whichever case it is written, so it goes with that folder, too. */
class FolderPolicyTest {
    private final FolderPolicy policy = new FolderPolicy("Teams/Payments", new PolicySettings("version: 1\n"));

    @Test
    void goesWithItsFolder() {
        assertThat(policy.renamed("Teams/Payments", "Teams/Shop").getFolder()).isEqualTo("Teams/Shop");
        assertThat(policy.renamed("teams/payments", "teams/shop").covers("teams/shop/web"))
                .isTrue();
    }

    @Test
    void goesWithAFolderAroundIt() {
        assertThat(policy.renamed("Teams", "crews").getFolder()).isEqualTo("crews/Payments");
        assertThat(policy.renamed("teams", "crews").covers("crews/payments/web"))
                .isTrue();
    }

    @Test
    void staysWhenAnotherFolderGoes() {
        assertThat(policy.renamed("Team", "crews")).isSameAs(policy);
        assertThat(policy.renamed("Teams/Payments/web", "Teams/Payments/shop")).isSameAs(policy);
    }
}
