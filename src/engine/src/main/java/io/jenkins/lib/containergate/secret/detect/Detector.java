package io.jenkins.lib.containergate.secret.detect;

import java.util.Optional;

/** Recognises one kind of secret. Looks at a bounded stretch around the keyword, in time linear in its length. */
public interface Detector {
    /** Bytes before and after a keyword that a detector may look at. */
    int REACH = 16 << 10;

    Optional<Span> detect(Candidate candidate);
}
