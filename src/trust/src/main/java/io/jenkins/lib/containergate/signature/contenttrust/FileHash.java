package io.jenkins.lib.containergate.signature.contenttrust;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.image.StrictJson;
import io.jenkins.lib.containergate.signature.Bytes;
import io.jenkins.lib.containergate.signature.RejectedSignatureException;
import io.jenkins.lib.containergate.signature.crypto.Base64Text;
import java.util.HexFormat;

/** What metadata say of a file: its SHA-256 and its length in bytes. */
record FileHash(Digest sha256, long length) {
    private static final int SHA256_BYTES = 32;

    /** @param json {@code {"hashes": {"sha256": BASE64}, "length": BYTES}} */
    static FileHash parse(StrictJson json) throws GateException {
        byte[] hash =
                Base64Text.decode(json.required("hashes").required("sha256").text(), "a hash");
        if (hash.length != SHA256_BYTES) {
            throw new RejectedSignatureException("its metadata hold a hash of " + hash.length + " bytes");
        }
        long length = json.required("length").number();
        if (length < 0) {
            throw new RejectedSignatureException("its metadata hold a negative length");
        }
        return new FileHash(Digest.parse("sha256:" + HexFormat.of().formatHex(hash)), length);
    }

    /** The entry of a role in snapshot or timestamp metadata (C.6.5). */
    static FileHash of(RoleName role, TrustMetadata listing) throws GateException {
        StrictJson meta = listing.signed().required("meta");
        if (!meta.has(role.text())) {
            throw new RejectedSignatureException("the " + listing.role() + " metadata know no role " + role);
        }
        return parse(meta.required(role.text()));
    }

    /** @throws RejectedSignatureException unless the bytes are the file's */
    void check(Bytes content, RoleName role) throws RejectedSignatureException {
        if (content.size() != length || !content.digest().equals(sha256)) {
            throw new RejectedSignatureException("the " + role + " metadata are not those that were announced");
        }
    }
}
