package io.jenkins.lib.containergate.gate;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.policy.setting.Signer;
import io.jenkins.lib.containergate.signature.Bytes;
import io.jenkins.lib.containergate.signature.SubjectPattern;
import io.jenkins.lib.containergate.signature.TrustedSigner;
import io.jenkins.lib.containergate.signature.TrustedSigner.LogDemand;
import io.jenkins.lib.containergate.signature.contenttrust.ContentTrustPolicy;
import io.jenkins.lib.containergate.signature.contenttrust.RootPin;
import io.jenkins.lib.containergate.signature.crypto.Certificates;
import io.jenkins.lib.containergate.signature.crypto.PublicKeys;
import io.jenkins.lib.containergate.signature.notation.NotationTrust;
import io.jenkins.lib.containergate.signature.notation.TrustedIdentity;
import io.jenkins.lib.containergate.signature.sigstore.TrustedRoot;
import java.net.URI;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Turns the signers of a policy file into signers that can be recognised. */
public final class TrustedSigners {
    private final Optional<TrustedRoot> root;
    private final PinnedKeys keys;

    /**
     * @param root for signers that bring none of their own
     * @param keys gets those that the policy does not hold itself
     */
    public TrustedSigners(Optional<TrustedRoot> root, PinnedKeys keys) {
        this.root = root;
        this.keys = keys;
    }

    /** @throws GateException when its key or certificates cannot be used, naming the signer and never the key's text */
    public TrustedSigner of(Signer signer) throws GateException {
        String owner = "the signer '" + signer.name() + "'";
        if (signer instanceof Signer.Cosign cosign) {
            return new TrustedSigner.Key(
                    signer.name(),
                    key(cosign.key(), owner),
                    cosign.ignoreTlog()
                            ? new LogDemand.Ignored()
                            : new LogDemand.Required(root(cosign.trustedRoot(), owner)));
        }
        if (signer instanceof Signer.Keyless keyless) {
            return new TrustedSigner.Keyless(
                    signer.name(),
                    keyless.issuer(),
                    new SubjectPattern(keyless.subject().toString(), keyless.subject()::matches),
                    root(keyless.trustedRoot(), owner));
        }
        if (signer instanceof Signer.Notation notation) {
            return new TrustedSigner.Notation(signer.name(), notation(notation, owner));
        }
        return new TrustedSigner.ContentTrust(signer.name(), contentTrust((Signer.ContentTrust) signer, owner));
    }

    private static ContentTrustPolicy contentTrust(Signer.ContentTrust signer, String owner) throws GateException {
        List<RootPin> pins = new ArrayList<>();
        for (String rootKey : signer.rootKeys()) {
            pins.add(RootPin.parse(rootKey, owner));
        }
        return new ContentTrustPolicy(server(signer.server(), owner), pins, signer.delegations());
    }

    private static URI server(String address, String owner) throws GateException {
        try {
            return URI.create(address);
        } catch (IllegalArgumentException e) {
            throw new GateException("the server of " + owner + " is not an address", "use https://HOST", e);
        }
    }

    private PublicKey key(Signer.Cosign.Key key, String owner) throws GateException {
        if (key instanceof Signer.Cosign.Kms kms) {
            return keys.get(kms.arn(), Digest.parse("sha256:" + kms.sha256()));
        }
        return PublicKeys.ofPem(((Signer.Cosign.Pem) key).text(), "the key of " + owner);
    }

    private Optional<TrustedRoot> root(Optional<String> own, String owner) throws GateException {
        return own.isEmpty()
                ? root
                : Optional.of(TrustedRoot.parse(Bytes.ofText(own.get()), "the trusted root of " + owner));
    }

    private static NotationTrust notation(Signer.Notation signer, String owner) throws GateException {
        List<TrustedIdentity> identities = new ArrayList<>();
        for (String identity : signer.identities()) {
            identities.add(TrustedIdentity.parse(identity));
        }
        boolean strict = signer.level() == Signer.Notation.Level.STRICT;
        return new NotationTrust(
                signer.type() == Signer.Notation.StoreType.CA
                        ? NotationTrust.StoreType.CA
                        : NotationTrust.StoreType.SIGNING_AUTHORITY,
                Certificates.ofPem(signer.trustStore(), "the trust store of " + owner),
                signer.timestampStore().isEmpty()
                        ? List.of()
                        : Certificates.ofPem(signer.timestampStore().get(), "the timestamp store of " + owner),
                signer.verifyTimestamp() == Signer.Notation.VerifyTimestamp.ALWAYS
                        ? NotationTrust.Timestamps.ALWAYS
                        : NotationTrust.Timestamps.AFTER_CERT_EXPIRY,
                identities,
                new NotationTrust.Enforcement(strict, strict, revocation(signer)));
    }

    private static NotationTrust.Revocation revocation(Signer.Notation signer) {
        if (signer.revocation() == Signer.Notation.Revocation.SKIP) {
            return NotationTrust.Revocation.SKIPPED;
        }
        return signer.level() == Signer.Notation.Level.STRICT
                ? NotationTrust.Revocation.ENFORCED
                : NotationTrust.Revocation.LOGGED;
    }
}
