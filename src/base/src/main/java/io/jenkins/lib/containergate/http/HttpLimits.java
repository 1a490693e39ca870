package io.jenkins.lib.containergate.http;

import java.time.Duration;

/**
 * Bounds on the conversation with a registry; the deadline of the whole gate comes on top.
 *
 * @param attempts how often one thing is asked for
 * @param firstPause after the first failed attempt; doubled after each further one
 * @param answerTime until the header of an answer is there
 * @param silence within a body, until its next bytes
 * @param maxRedirects redirections of one request
 * @param maxDocumentBytes size of a manifest, an index or a list of referrers; registries refuse larger manifests too
 * @param maxTokenBytes size of an answer of a token server, and of an error
 */
public record HttpLimits(
        int attempts,
        Duration firstPause,
        Duration answerTime,
        Duration silence,
        int maxRedirects,
        int maxDocumentBytes,
        int maxTokenBytes) {

    public static HttpLimits defaults() {
        return new HttpLimits(
                5, Duration.ofMillis(500), Duration.ofSeconds(30), Duration.ofSeconds(30), 10, 4 << 20, 256 << 10);
    }
}
