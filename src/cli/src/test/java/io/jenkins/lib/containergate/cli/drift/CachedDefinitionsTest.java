package io.jenkins.lib.containergate.cli.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CachedDefinitionsTest {
    @Test
    void whatAwsSaidIsKeptWhereCachesUsuallyAre() {
        assertThat(CachedDefinitions.usual(Map.of("XDG_CACHE_HOME", "/var/cache/build")))
                .contains(Path.of("/var/cache/build/container-gate"));
    }

    /** A local cloud knows the same account and the same revisions, with other content. */
    @ParameterizedTest
    @ValueSource(strings = {"AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_ECS"})
    void whatAnsweredInThePlaceOfAwsIsNotKept(String variable) {
        assertThat(CachedDefinitions.usual(
                        Map.of("XDG_CACHE_HOME", "/var/cache/build", variable, "http://localhost:4566")))
                .isEmpty();
    }
}
