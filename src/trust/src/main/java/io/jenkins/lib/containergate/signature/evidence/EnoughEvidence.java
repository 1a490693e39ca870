package io.jenkins.lib.containergate.signature.evidence;

/** Knows when no further signature of an image can change what is decided about it: then no more are read. */
@FunctionalInterface
public interface EnoughEvidence {

    /**
     * @param read so far; it is asked a few times only, because it verifies what was read
     * @return false when in doubt
     */
    boolean decides(SignatureEvidence read);

    /** For whoever does not know what will be asked of the evidence: all is read. */
    static EnoughEvidence never() {
        return read -> false;
    }
}
