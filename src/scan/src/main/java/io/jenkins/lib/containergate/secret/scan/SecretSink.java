package io.jenkins.lib.containergate.secret.scan;

/** Takes what a scan finds. */
public interface SecretSink {
    void found(FoundSecret secret);

    void unsearched(Unsearched place);
}
