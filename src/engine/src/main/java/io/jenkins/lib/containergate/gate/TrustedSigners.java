package io.jenkins.lib.containergate.gate;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.policy.signer.ContentTrustSigner;
import io.jenkins.lib.containergate.policy.signer.CosignSigner;
import io.jenkins.lib.containergate.policy.signer.KeylessSigner;
import io.jenkins.lib.containergate.policy.signer.NotationSigner;
import io.jenkins.lib.containergate.policy.signer.Signer;
import io.jenkins.lib.containergate.signature.Bytes;
import io.jenkins.lib.containergate.signature.TrustedSigner;
import io.jenkins.lib.containergate.signature.TrustedSigner.LogDemand;
import io.jenkins.lib.containergate.signature.contenttrust.ContentTrustPolicy;
import io.jenkins.lib.containergate.signature.contenttrust.RootPin;
import io.jenkins.lib.containergate.signature.crypto.PublicKeys;
import io.jenkins.lib.containergate.signature.notation.NotationTrust;
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
        if (signer instanceof CosignSigner cosign) {
            return new TrustedSigner.Key(
                    signer.name(),
                    key(cosign.key(), owner),
                    cosign.ignoreTlog()
                            ? new LogDemand.Ignored()
                            : new LogDemand.Required(root(cosign.trustedRoot(), owner)));
        }
        if (signer instanceof KeylessSigner keyless) {
            return new TrustedSigner.Keyless(keyless, root(keyless.trustedRoot(), owner));
        }
        if (signer instanceof NotationSigner notation) {
            return new TrustedSigner.Notation(signer.name(), NotationTrust.of(notation, owner));
        }
        return new TrustedSigner.ContentTrust(signer.name(), contentTrust((ContentTrustSigner) signer, owner));
    }

    private static ContentTrustPolicy contentTrust(ContentTrustSigner signer, String owner) throws GateException {
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

    private PublicKey key(CosignSigner.Key key, String owner) throws GateException {
        if (key instanceof CosignSigner.Kms kms) {
            return keys.get(kms.arn(), Digest.parse("sha256:" + kms.sha256()));
        }
        return PublicKeys.ofPem(((CosignSigner.Pem) key).text(), "the key of " + owner);
    }

    private Optional<TrustedRoot> root(Optional<String> own, String owner) throws GateException {
        return own.isEmpty()
                ? root
                : Optional.of(TrustedRoot.parse(Bytes.ofText(own.get()), "the trusted root of " + owner));
    }
}
