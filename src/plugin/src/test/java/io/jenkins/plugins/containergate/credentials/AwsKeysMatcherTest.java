package io.jenkins.plugins.containergate.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;

class AwsKeysMatcherTest {
    private static final String PROVIDER = "software.amazon.awssdk.auth.credentials.AwsCredentialsProvider";

    @Test
    void credentialsOfPluginsForAwsAreKnownByWhatTheyImplement() {
        assertThat(AwsKeysMatcher.is(AnonymousCredentialsProvider.class, PROVIDER))
                .isTrue();
        assertThat(AwsKeysMatcher.is(String.class, PROVIDER)).isFalse();
    }
}
