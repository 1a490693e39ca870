package io.jenkins.lib.containergate.signature;

/** What came of one signature held against one trusted signer. */
public sealed interface Verification {

    /** The signer has signed this image. */
    record Valid(VerifiedSignature signature) implements Verification {}

    /** @param reason a clause: why it is not this signer's signature of this image */
    record Invalid(String reason) implements Verification {}

    /** What it takes to tell is missing, such as a trusted root: neither valid nor invalid. */
    record Undecided(String problem, String remedy) implements Verification {}
}
