package io.jenkins.lib.containergate.signature.contenttrust;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.StrictJson;
import io.jenkins.lib.containergate.signature.Bytes;
import io.jenkins.lib.containergate.signature.RejectedSignatureException;
import io.jenkins.lib.containergate.signature.crypto.Certificates;
import io.jenkins.lib.containergate.signature.crypto.DistinguishedName;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The way from a pinned root to the current one (C.6.3): each root is signed by its own keys and by those of the root
 * before.
 */
final class RootChain {
    private final TrustMetadata current;
    private final Map<String, TrustKey> keys;

    private RootChain(TrustMetadata current, Map<String, TrustKey> keys) {
        this.current = current;
        this.keys = keys;
    }

    /**
     * @param gun repository that a root certificate has to be for
     * @throws RejectedSignatureException when the way does not begin at a pin or breaks
     */
    static RootChain follow(List<Bytes> roots, List<RootPin> pins, String gun, Instant now) throws GateException {
        if (roots.isEmpty()) {
            throw new RejectedSignatureException("there are no root metadata");
        }
        TrustMetadata root = TrustMetadata.parse(RoleName.ROOT, "Root", roots.get(0));
        RoleKeys trusted = keysOf(root, RoleName.ROOT);
        trusted.check(root);
        pinned(root, trusted, pins, now);
        named(trusted, gun);
        for (Bytes content : roots.subList(1, roots.size())) {
            TrustMetadata next = TrustMetadata.parse(RoleName.ROOT, "Root", content);
            if (next.version() != root.version() + 1) {
                throw new RejectedSignatureException(
                        "root " + next.version() + " does not follow root " + root.version());
            }
            trusted.check(next);
            trusted = keysOf(next, RoleName.ROOT);
            trusted.check(next);
            named(trusted, gun);
            root = next;
        }
        root.checkFresh(now);
        for (TrustKey key : trusted.keys().values()) {
            if (!Certificates.validAt(key.certificates().get(0), now)) {
                throw new RejectedSignatureException("its root certificate is not valid at " + now);
            }
        }
        return new RootChain(root, RoleKeys.defined(root.signed()));
    }

    private static RoleKeys keysOf(TrustMetadata root, RoleName role) throws GateException {
        return role(root, RoleKeys.defined(root.signed()), role);
    }

    private static RoleKeys role(TrustMetadata root, Map<String, TrustKey> keys, RoleName role) throws GateException {
        StrictJson roles = root.signed().required("roles");
        return RoleKeys.parse(roles.required(role.text()), keys);
    }

    private static void pinned(TrustMetadata root, RoleKeys trusted, List<RootPin> pins, Instant now)
            throws RejectedSignatureException {
        boolean found = trusted.keys().values().stream()
                .anyMatch(key ->
                        root.signedBy(key) && pins.stream().anyMatch(pin -> pin.matches(key, root.moment(now))));
        if (!found) {
            throw new RejectedSignatureException("its root is signed by none of the root keys that the policy pins");
        }
    }

    /**
     * A root certificate speaks for one repository, or for those below {@code prefix/*}. Nothing else in the metadata names
     * their repository, so a bare key would let those of one repository pass for another's. That holds for every root on the
     * way: one key can be the root of many repositories, and whoever took over one of them names any repository in the next.
     */
    private static void named(RoleKeys trusted, String gun) throws RejectedSignatureException {
        for (TrustKey key : trusted.keys().values()) {
            if (key.certificates().isEmpty()) {
                throw new RejectedSignatureException("its root key is in no certificate that names the repository");
            }
            String name = commonName(key.certificates().get(0));
            boolean covers = name.equals(gun)
                    || name.endsWith("*") && gun.startsWith(name.substring(0, name.length() - 1)) && name.length() > 1;
            if (!covers) {
                throw new RejectedSignatureException("its root certificate is not for this repository");
            }
        }
    }

    private static String commonName(X509Certificate certificate) throws RejectedSignatureException {
        Set<String> names =
                DistinguishedName.of(certificate.getSubjectX500Principal()).values("CN");
        if (names.size() > 1) {
            throw new RejectedSignatureException("its root certificate has two common names");
        }
        return names.isEmpty() ? "" : names.iterator().next();
    }

    TrustMetadata current() {
        return current;
    }

    /** Who signs for a role of the root. */
    RoleKeys keys(RoleName role) throws GateException {
        return role(current, keys, role);
    }
}
