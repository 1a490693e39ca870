package io.jenkins.lib.containergate.secret.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.inventory.peers.DebianRoot;
import io.jenkins.lib.containergate.secret.Searched;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Nothing in a root file system of Debian is a secret: what is found in it is found in every image that is built on it. */
@Tag("peers")
class DebianSecretsPeerTest {
    /** Archives of the packages that are unpacked beside it. */
    private static final String CACHE = "var/cache/";

    @Test
    void aDebianRootHoldsNoSecret() throws Exception {
        Path root = DebianRoot.build();
        try (Stream<Path> files = Files.walk(root)) {
            List<String> found = files.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .filter(file -> !root.relativize(file).startsWith(CACHE))
                    .flatMap(file -> found(root.relativize(file).toString(), file))
                    .toList();
            assertThat(found).isEmpty();
        }
    }

    private static Stream<String> found(String path, Path file) {
        try {
            return Searched.file(path, Files.readAllBytes(file)).rules().stream()
                    .map(rule -> rule + " " + path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
