package io.jenkins.lib.containergate.signature.evidence;

import io.jenkins.lib.containergate.image.Descriptor;
import io.jenkins.lib.containergate.signature.Bytes;
import io.jenkins.lib.containergate.signature.contenttrust.TrustDataCollector.TrustData;
import java.net.URI;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Something in the registry that claims to be a signature of an image. */
public sealed interface Candidate {
    /** Where it was found, for messages: {@code tag sha256-....sig, signature 1}. */
    String origin();

    /** Whether it may state something else than an image signature: unless whoever attached it says that it is one. */
    default boolean statement() {
        return true;
    }

    /**
     * A layer of cosign's older layout (C.1).
     *
     * @param found what it was found for
     */
    record SimpleSigning(String origin, Descriptor found, Bytes payload, Map<String, String> annotations)
            implements Candidate {
        public SimpleSigning {
            annotations = Collections.unmodifiableMap(new TreeMap<>(annotations));
        }
    }

    /**
     * A Sigstore bundle (C.2).
     *
     * @param statement whoever attached it does not say that it is an image signature
     */
    record Bundle(String origin, Descriptor found, Bytes json, boolean statement) implements Candidate {
        /** Of which nothing is said. */
        public Bundle(String origin, Descriptor found, Bytes json) {
            this(origin, found, json, true);
        }
    }

    /**
     * An attestation that is neither a signature of the image nor a verdict on it, such as a provenance.
     *
     * @param format what the content is
     * @param annotations of the layer, where cosign's older layout has what it takes to verify it
     */
    record Attestation(String origin, Descriptor found, Format format, Bytes content, Map<String, String> annotations)
            implements Candidate {
        public Attestation {
            annotations = Collections.unmodifiableMap(new TreeMap<>(annotations));
        }

        /** How it is stored. */
        public enum Format {
            /** A Sigstore bundle. */
            BUNDLE,
            /** A DSSE envelope in a tag that ends in {@code .att}, as cosign's older layout has it. */
            ENVELOPE
        }
    }

    /**
     * A Notary Project envelope (C.4).
     *
     * @param mediaType {@code application/jose+json} or {@code application/cose}
     */
    record Envelope(String origin, Descriptor found, String mediaType, Bytes content) implements Candidate {}

    /**
     * Metadata of Docker Content Trust (C.6), from a server that the policy names.
     *
     * @param tag the image was asked for by; without one any tag of the digest counts
     */
    record ContentTrustData(String origin, URI server, Optional<String> tag, TrustData data) implements Candidate {}

    /**
     * It is there, but cannot be read within bounds, or is not what its descriptor says.
     *
     * @param verdict it may be one that did not pass
     * @param attestation it may be an attestation of a kind that was asked for besides
     */
    record Unreadable(String origin, String reason, boolean verdict, boolean attestation) implements Candidate {
        /** What can be no statement. */
        public Unreadable(String origin, String reason) {
            this(origin, reason, false, false);
        }
    }
}
