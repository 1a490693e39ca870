package io.jenkins.lib.containergate.signature.peers;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import io.jenkins.lib.containergate.testkit.peer.Peer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Test vectors of others, which lie outside of the repository: in {@code ../shared/vectors} beside it, or where the
 * environment variable {@code CONTAINER_GATE_VECTORS} says. Nothing of them is copied in.
 */
public final class Vectors {
    private static final String VARIABLE = "CONTAINER_GATE_VECTORS";

    private Vectors() {}

    /** A set of vectors; the test is skipped where there are none at all, and fails where this set is missing among others. */
    public static Path of(String set) {
        Peer.needs();
        Path all = Optional.ofNullable(System.getenv(VARIABLE))
                .map(Path::of)
                .orElseGet(() -> repository().resolveSibling("shared").resolve("vectors"));
        if (!Files.isDirectory(all)) {
            abort("there are no vectors in " + all + " (" + VARIABLE + " names another directory)");
        }
        Path found = all.resolve(set);
        if (!Files.isDirectory(found)) {
            fail("the vectors " + set + " are missing in " + all);
        }
        return found;
    }

    private static Path repository() {
        Path at = Path.of("").toAbsolutePath();
        while (!Files.exists(at.resolve("mvnw"))) {
            at = at.getParent();
            if (at == null) {
                throw new IllegalStateException("the tests do not run in the repository");
            }
        }
        return at;
    }

    /** A file of a Go module that was downloaded for a peer. */
    public static byte[] ofGoModule(String module, String file) throws IOException, InterruptedException {
        Path path = goModule(module).resolve(file);
        if (!Files.exists(path)) {
            Peer.missing("the Go module " + module + " has no " + file);
        }
        return Files.readAllBytes(path);
    }

    /** @param module with its version, as in the module cache: {@code github.com/sigstore/sigstore-go@v1.2.2} */
    public static Path goModule(String module) throws IOException, InterruptedException {
        Peer.needs("go");
        Path cache = Path.of(Peer.run(Path.of("."), "go", "env", "GOMODCACHE").strip());
        Path found = cache.resolve(module);
        if (!Files.isDirectory(found)) {
            Peer.missing("the Go module " + module + " was not downloaded here (.ci/peers does)");
        }
        return found;
    }
}
