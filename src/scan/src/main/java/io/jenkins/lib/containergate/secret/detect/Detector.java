package io.jenkins.lib.containergate.secret.detect;

import io.jenkins.lib.containergate.secret.text.TextWindow;
import java.util.Optional;

/** Recognises one kind of secret. Looks at a bounded stretch around the keyword, in time linear in its length. */
public interface Detector {
    /** Bytes before and after a keyword that a detector may look at. */
    int REACH = 16 << 10;

    /** Whether a look at the keyword's surroundings is worth its price; only where {@link #detect} finds nothing, no. */
    default boolean possible(TextWindow text, int from) {
        return true;
    }

    Optional<Span> detect(Candidate candidate);
}
