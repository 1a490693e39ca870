package io.jenkins.lib.containergate.signature;

import io.jenkins.lib.containergate.policy.signer.KeylessSigner;
import io.jenkins.lib.containergate.signature.contenttrust.ContentTrustPolicy;
import io.jenkins.lib.containergate.signature.crypto.PublicKeys;
import io.jenkins.lib.containergate.signature.notation.NotationTrust;
import io.jenkins.lib.containergate.signature.sigstore.TrustedRoot;
import java.security.PublicKey;
import java.util.Optional;

/** Someone whose signature counts, with everything it takes to recognise it. There is no signer "anyone". */
public sealed interface TrustedSigner {
    /** Name in policies and reports. */
    String name();

    /** What the signer is recognised by: two names with one identity are one signer. */
    String identity();

    /** What its certificates, logs and timestamps are checked with, where the format has any and it was given. */
    default Optional<TrustedRoot> trustedRoot() {
        if (this instanceof Keyless keyless) {
            return keyless.root();
        }
        return this instanceof Key key && key.log() instanceof LogDemand.Required demanded
                ? demanded.root()
                : Optional.empty();
    }

    /**
     * A key pair (cosign, and our own attestations).
     *
     * @param log how the signature is known to be in a transparency log; empty where the policy does without (C.1.9)
     */
    record Key(String name, PublicKey key, LogDemand log) implements TrustedSigner {
        @Override
        public String identity() {
            return "key " + PublicKeys.fingerprint(key);
        }
    }

    /** Whether an entry of a transparency log must be there. */
    sealed interface LogDemand {
        /** The policy says that the key alone is enough. */
        record Ignored() implements LogDemand {}

        /** @param root empty when none was given: then nothing can be decided */
        record Required(Optional<TrustedRoot> root) implements LogDemand {}
    }

    /**
     * A short-lived certificate of Fulcio or of a private authority like it.
     *
     * @param trust whom it has to be issued to
     * @param root empty when none was given: then nothing can be decided
     */
    record Keyless(KeylessSigner trust, Optional<TrustedRoot> root) implements TrustedSigner {
        @Override
        public String name() {
            return trust.name();
        }

        @Override
        public String identity() {
            return trust.identity();
        }
    }

    /** Certificates of the Notary Project. */
    record Notation(String name, NotationTrust trust) implements TrustedSigner {
        @Override
        public String identity() {
            return trust.identity();
        }
    }

    /** Roles of Docker Content Trust. */
    record ContentTrust(String name, ContentTrustPolicy trust) implements TrustedSigner {
        @Override
        public String identity() {
            return trust.identity();
        }
    }
}
