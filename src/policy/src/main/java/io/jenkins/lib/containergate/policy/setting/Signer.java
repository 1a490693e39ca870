package io.jenkins.lib.containergate.policy.setting;

import io.jenkins.lib.containergate.arn.Arn;
import java.util.List;
import java.util.Optional;

/** Someone whose signature counts, and how it is recognised. There is no signer "anyone". */
public sealed interface Signer {
    /** Name in reports; distinct within one requirement. */
    String name();

    /** What the signer signs as, such as {@code built-by} or {@code approved-by}. */
    Optional<String> role();

    /** The kind's name in policy files. */
    String kind();

    /**
     * A cosign key pair.
     *
     * @param ignoreTlog the key alone is enough; otherwise the signature has to be in a transparency log
     * @param trustedRoot Sigstore trusted root in JSON, instead of the one the run was given
     */
    record Cosign(String name, Optional<String> role, Key key, boolean ignoreTlog, Optional<String> trustedRoot)
            implements Signer {
        @Override
        public String kind() {
            return "cosign";
        }

        /** Where the public key is. */
        public sealed interface Key {}

        /** @param text PEM, {@code PUBLIC KEY} */
        public record Pem(String text) implements Key {}

        /**
         * In AWS KMS, asked for each time.
         *
         * @param arn of the key or of an alias
         * @param sha256 fingerprint it has to have: of its SubjectPublicKeyInfo, in hexadecimal
         */
        public record Kms(Arn arn, String sha256) implements Key {}
    }

    /**
     * A Fulcio certificate for one identity.
     *
     * @param issuer OpenID Connect issuer, exact
     * @param subject subject alternative name; anchored at both ends
     * @param trustedRoot Sigstore trusted root in JSON, instead of the one the run was given
     */
    record Keyless(String name, Optional<String> role, String issuer, Glob subject, Optional<String> trustedRoot)
            implements Signer {
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
     * @param timestampStore PEM certificates of trusted timestamp authorities
     * @param verifyTimestamp when a timestamp of one of those has to be there
     */
    record Notation(
            String name,
            Optional<String> role,
            String trustStore,
            List<String> identities,
            StoreType type,
            Optional<String> timestampStore,
            VerifyTimestamp verifyTimestamp,
            Level level,
            Revocation revocation)
            implements Signer {
        public Notation {
            identities = List.copyOf(identities);
        }

        /** What the certificates of the store are for. */
        public enum StoreType implements Choice {
            CA("ca"),
            SIGNING_AUTHORITY("signingAuthority");

            private final String key;

            StoreType(String key) {
                this.key = key;
            }

            @Override
            public String key() {
                return key;
            }
        }

        /** The Notary Project's {@code verifyTimestamp}. */
        public enum VerifyTimestamp implements Choice {
            ALWAYS("always"),
            AFTER_CERT_EXPIRY("afterCertExpiry");

            private final String key;

            VerifyTimestamp(String key) {
                this.key = key;
            }

            @Override
            public String key() {
                return key;
            }
        }

        /** Verification levels of the Notary Project that enforce who signed. */
        public enum Level implements Choice {
            STRICT,
            PERMISSIVE
        }

        /** Whether certificates that can be revoked are asked about; only matters in the level strict. */
        public enum Revocation implements Choice {
            ENFORCE,
            SKIP
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
    record ContentTrust(
            String name, Optional<String> role, String server, List<String> rootKeys, List<String> delegations)
            implements Signer {
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
