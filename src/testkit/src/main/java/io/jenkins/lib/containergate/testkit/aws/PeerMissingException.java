package io.jenkins.lib.containergate.testkit.aws;

/** The program to test against is not there, and why. */
final class PeerMissingException extends Exception {
    private static final long serialVersionUID = 1L;

    PeerMissingException(String reason) {
        super(reason);
    }
}
