package io.jenkins.lib.containergate.feed;

import java.net.URI;
import java.util.Optional;

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
        /** Scans keep indexes of it. */
        default boolean indexed() {
            return this instanceof OsvExport || this instanceof Advisories;
        }

        /** @param ecosystem its name in OSV, without a release: {@code Debian}, {@code npm} */
        record OsvExport(String ecosystem) implements Kind {}

        /**
         * A vendor's advisories, as an export of OSV records.
         *
         * @param ofVendor it is made of the vendor's own files; otherwise a mirror has it as it is
         */
        record Advisories(VendorRelease release, boolean ofVendor) implements Kind {}

        /**
         * A VEX repository.
         *
         * @param manifest its address; empty where the file says it
         * @param published it is made of what the repository publishes; otherwise a mirror has it as it is
         */
        record VexRepository(Optional<URI> manifest, boolean published) implements Kind {}

        /** CISA's catalogue. */
        record KnownExploited() implements Kind {}

        /** FIRST's scores. */
        record Epss() implements Kind {}

        /** When the support of distributions' releases ends. */
        record EndOfLife() implements Kind {}
    }
}
