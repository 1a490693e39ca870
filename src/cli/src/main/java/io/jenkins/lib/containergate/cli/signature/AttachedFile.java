package io.jenkins.lib.containergate.cli.signature;

import io.jenkins.lib.containergate.signature.Bytes;

/**
 * A file that is put beside the image as an artifact of its own.
 *
 * @param name without directories
 */
public record AttachedFile(Kind kind, String name, Bytes content) {
    /** As written after {@code --attach}. */
    public enum Kind {
        sbom("application/vnd.cyclonedx+json"),
        verdict("application/vnd.container-gate.verdict.v1+json");

        private final String type;

        Kind(String type) {
            this.type = type;
        }

        /** Artifact type, and media type of its one layer. */
        public String type() {
            return type;
        }
    }
}
