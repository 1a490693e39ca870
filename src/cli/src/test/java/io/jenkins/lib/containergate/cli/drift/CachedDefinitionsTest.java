package io.jenkins.lib.containergate.cli.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.cli.options.CacheOptions;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

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

    @ParameterizedTest
    @ValueSource(strings = {"AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_ECS"})
    void aDirectoryThatIsNamedKeepsNothingOfItEither(String variable, @TempDir Path folder) throws Exception {
        Path cache = folder.resolve("cache");
        CacheOptions options = CommandLine.populateCommand(new CacheOptions(), "--cache", cache.toString());
        Clock clock = Clock.systemUTC();
        assertThat(CachedDefinitions.of(options, Map.of(variable, "http://localhost:4566"), clock))
                .isEmpty();
        assertThat(cache).doesNotExist();
        assertThat(CachedDefinitions.of(options, Map.of(), clock)).isPresent();
    }
}
