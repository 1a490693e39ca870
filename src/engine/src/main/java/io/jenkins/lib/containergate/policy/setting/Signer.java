package io.jenkins.lib.containergate.policy.setting;

import java.util.List;

/** Someone whose signature counts, and how it is recognised. There is no signer "anyone". */
public sealed interface Signer {
    /** Name in reports; distinct within one requirement. */
    String name();

    /** The kind's name in policy files. */
    String kind();

    /**
     * A cosign key pair.
     *
     * @param key PEM, {@code PUBLIC KEY}
     */
    record Cosign(String name, String key) implements Signer {
        @Override
        public String kind() {
            return "cosign";
        }
    }

    /**
     * A Fulcio certificate for one identity.
     *
     * @param issuer OpenID Connect issuer, exact
     * @param subject subject alternative name; anchored at both ends
     */
    record Keyless(String name, String issuer, Glob subject) implements Signer {
        @Override
        public String kind() {
            return "keyless";
        }
    }

    /**
     * Notary Project signatures (Notation, AWS Signer).
     *
     * @param trustStore PEM certificates of the trusted roots
     * @param identities trusted identities: {@code x509.subject: ...} or the ARN of a signing profile
     */
    record Notation(String name, String trustStore, List<String> identities) implements Signer {
        public Notation {
            identities = List.copyOf(identities);
        }

        @Override
        public String kind() {
            return "notation";
        }
    }

    /**
     * Docker Content Trust (Notary v1).
     *
     * @param server https address of the Notary server
     * @param rootKeys pinned root keys or certificates; trust on first use does not exist
     * @param delegations roles of which one must have signed, such as {@code targets/releases}
     */
    record ContentTrust(String name, String server, List<String> rootKeys, List<String> delegations) implements Signer {
        public ContentTrust {
            rootKeys = List.copyOf(rootKeys);
            delegations = List.copyOf(delegations);
        }

        @Override
        public String kind() {
            return "contentTrust";
        }
    }
}
