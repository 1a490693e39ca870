package io.jenkins.lib.containergate.feed;

import java.net.URI;

/**
 * One published file.
 *
 * @param path in the data directory, and below the address of a mirror
 * @param address where its publisher has it, or the mirror
 * @param maxBytes more than it ever had
 */
public record Feed(String path, URI address, long maxBytes, Kind kind) {
    /** What is in it, and so how it is verified. */
    public sealed interface Kind {
        /** @param ecosystem its name in OSV, without a release: {@code Debian}, {@code npm} */
        record OsvExport(String ecosystem) implements Kind {}

        /** CISA's catalogue. */
        record KnownExploited() implements Kind {}

        /** FIRST's scores. */
        record Epss() implements Kind {}
    }
}
