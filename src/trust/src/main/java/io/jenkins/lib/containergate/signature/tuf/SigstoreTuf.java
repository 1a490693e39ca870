package io.jenkins.lib.containergate.signature.tuf;

import io.jenkins.lib.containergate.signature.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * Sigstore's repository of trust: which file of it is wanted, and root 14 of its metadata, from which every later root follows.
 *
 * @see <a href="https://github.com/sigstore/root-signing">root-signing</a>
 */
public final class SigstoreTuf {
    /** Whom keyless signatures of the public good instance rest on. */
    public static final String TRUSTED_ROOT = "trusted_root.json";

    private static final String ROOT = "sigstore-root.json";

    private SigstoreTuf() {}

    public static Bytes root() {
        try (InputStream in = SigstoreTuf.class.getResourceAsStream(ROOT)) {
            if (in == null) {
                throw new IllegalStateException("this build lacks " + ROOT);
            }
            return Bytes.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
