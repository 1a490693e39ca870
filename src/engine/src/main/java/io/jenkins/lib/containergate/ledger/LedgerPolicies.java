package io.jenkins.lib.containergate.ledger;

import io.jenkins.lib.containergate.archive.Draft;
import io.jenkins.lib.containergate.bounds.FileTree;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/**
 * The texts of the policies that verdicts were given under, each in a file called by its digest. One that is damaged, or that
 * another wrote, has another digest, and is as good as none.
 */
final class LedgerPolicies {
    private static final int MAX_BYTES = 1 << 20;
    private static final int MAX_FILES = 10_000;

    private final Path directory;

    LedgerPolicies(Path directory) {
        this.directory = directory;
    }

    /** Verdicts under a policy of which there is no room for the text count under exactly that policy. */
    void keep(EffectivePolicy policy) throws IOException {
        byte[] text = policy.canonical();
        Digest digest = Digest.of(text);
        if (text.length > MAX_BYTES || find(digest).isPresent()) {
            return;
        }
        Files.createDirectories(directory);
        if (FileTree.entries(directory).size() >= MAX_FILES) {
            return;
        }
        // not a temporary file, which others who share the ledger could not read
        Path whole = directory.resolve(digest.hex() + "." + UUID.randomUUID() + ".new");
        Files.write(whole, text);
        Draft.publish(whole, file(digest));
    }

    Optional<byte[]> find(Digest digest) throws IOException {
        try (InputStream in = Files.newInputStream(file(digest))) {
            byte[] text = in.readNBytes(MAX_BYTES + 1);
            return Optional.of(text).filter(found -> Digest.of(found).equals(digest));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private Path file(Digest digest) {
        return directory.resolve(digest.hex() + ".json");
    }
}
