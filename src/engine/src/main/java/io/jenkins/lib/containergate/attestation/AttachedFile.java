package io.jenkins.lib.containergate.attestation;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.signature.Bytes;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/**
 * A file that is put beside the image as an artifact of its own.
 *
 * @param name without directories
 */
public record AttachedFile(Kind kind, String name, Bytes content) {
    /** By the names that options have for them. */
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

        /**
         * @param text names with commas between them; empty for none
         * @throws GateException for a name that is none
         */
        public static Set<Kind> listed(String text) throws GateException {
            Set<Kind> kinds = EnumSet.noneOf(Kind.class);
            for (String name : text.isBlank() ? new String[0] : text.split(",", -1)) {
                kinds.add(Arrays.stream(values())
                        .filter(kind -> kind.name().equals(name.strip()))
                        .findFirst()
                        .orElseThrow(() -> new GateException(
                                "there is nothing called '" + name.strip() + "' to attach",
                                "attach sbom, verdict, or both with a comma between them")));
            }
            return kinds;
        }
    }
}
