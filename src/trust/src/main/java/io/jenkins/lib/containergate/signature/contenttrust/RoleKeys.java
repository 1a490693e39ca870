package io.jenkins.lib.containergate.signature.contenttrust;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.StrictJson;
import io.jenkins.lib.containergate.signature.RejectedSignatureException;
import java.security.PublicKey;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Who may sign for a role.
 *
 * @param keys by their id
 * @param threshold how many of them have to, at least one
 */
record RoleKeys(Map<String, TrustKey> keys, int threshold) {
    private static final int MAX_KEYS = 200;

    RoleKeys {
        keys = Map.copyOf(keys);
    }

    /**
     * @param role with {@code keyids} and {@code threshold}
     * @param known the keys that the same metadata define
     */
    static RoleKeys parse(StrictJson role, Map<String, TrustKey> known) throws GateException {
        Map<String, TrustKey> keys = new LinkedHashMap<>();
        for (String id : role.textsOf("keyids")) {
            TrustKey key = known.get(id);
            if (key == null) {
                throw new RejectedSignatureException("a role names a key that its metadata do not define");
            }
            keys.put(id, key);
        }
        long threshold = role.required("threshold").number();
        if (threshold < 1 || threshold > keys.size()) {
            throw new RejectedSignatureException(
                    "a role wants " + threshold + " signatures and has " + keys.size() + " keys");
        }
        return new RoleKeys(keys, (int) threshold);
    }

    /** The keys that metadata define. */
    static Map<String, TrustKey> defined(StrictJson json) throws GateException {
        Map<String, TrustKey> keys = new LinkedHashMap<>();
        Set<String> ids = json.namesOf("keys");
        if (ids.size() > MAX_KEYS) {
            throw new RejectedSignatureException("its metadata define " + ids.size() + " keys");
        }
        for (String id : ids) {
            TrustKey key = TrustKey.parse(json.required("keys").required(id));
            if (!key.id().equals(id)) {
                throw new RejectedSignatureException("its metadata give a key an id that is not the key's");
            }
            keys.put(id, key);
        }
        return keys;
    }

    /**
     * @return the keys that have signed
     * @throws RejectedSignatureException unless they are enough; one key under several ids counts once
     */
    Set<PublicKey> check(TrustMetadata metadata) throws RejectedSignatureException {
        Set<PublicKey> signed = new HashSet<>();
        for (TrustMetadata.Signature signature : metadata.signatures()) {
            TrustKey key = keys.get(signature.keyId());
            if (key != null && metadata.signedBy(key)) {
                signed.add(key.key());
            }
        }
        if (signed.size() < threshold) {
            throw new RejectedSignatureException("the " + metadata.role() + " metadata have " + signed.size()
                    + " valid signatures of the " + threshold + " they need");
        }
        return signed;
    }
}
