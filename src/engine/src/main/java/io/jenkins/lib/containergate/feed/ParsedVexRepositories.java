package io.jenkins.lib.containergate.feed;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.vulnerability.vex.VexRepository;
import java.io.IOException;
import java.lang.ref.SoftReference;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * VEX repositories that were read, by the digest of their files: reading one takes long, and every scan needs all that are trusted. What
 * memory is needed for is read again.
 */
public final class ParsedVexRepositories {
    private final int most;
    private final Map<Digest, SoftReference<VexRepository>> read = new LinkedHashMap<>(16, 0.75f, true);

    /** @param most repositories that are kept; the one that was not needed for the longest time goes first */
    public ParsedVexRepositories(int most) {
        this.most = most;
    }

    /** @throws GateException when it cannot be read */
    synchronized VexRepository read(Path file) throws GateException {
        Optional<Digest> content = digest(file);
        Optional<VexRepository> known = content.map(read::get).map(SoftReference::get);
        if (known.isPresent()) {
            return known.get();
        }
        VexRepository repository = VexRepository.read(file);
        // an update may have replaced the file meanwhile
        if (content.isPresent() && content.equals(digest(file))) {
            read.put(content.get(), new SoftReference<>(repository));
            Iterator<Digest> oldest = read.keySet().iterator();
            while (read.size() > most) {
                oldest.next();
                oldest.remove();
            }
        }
        return repository;
    }

    /** Empty when the file cannot be read, which whoever reads it says. */
    private static Optional<Digest> digest(Path file) {
        try {
            return Optional.of(FileDigest.of(file));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
