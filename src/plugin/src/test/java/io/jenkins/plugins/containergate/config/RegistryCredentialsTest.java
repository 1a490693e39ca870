package io.jenkins.plugins.containergate.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryCredentialsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "**",
                "*",
                "*/**",
                "**/shop/**",
                "*:5000/**",
                "registry*/**",
                "registry.example.com*/shop/**",
                "registry.example.com**",
                "**.example.com/**",
                "*./**"
            })
    void credentialsForHostsThatAJobChoosesAreRefused(String pattern) {
        assertThatThrownBy(() -> new RegistryCredentials(pattern, "login"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(pattern + " would send these credentials to any server");
        assertThat(new RegistryCredentials(pattern, "").getPattern()).isEqualTo(pattern);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "registry.example.com/**",
                "registry.example.com/shop/**",
                "registry.example.com:5000/**",
                "registry.example.com:*/**",
                "docker.io/acme/*",
                "*.example.com/**",
                "*.internal/**",
                "123456789012.dkr.ecr.*.amazonaws.com/shop/**"
            })
    void aHostOrADomainIsTaken(String pattern) {
        assertThat(new RegistryCredentials(pattern, "login").getPattern()).isEqualTo(pattern);
    }
}
