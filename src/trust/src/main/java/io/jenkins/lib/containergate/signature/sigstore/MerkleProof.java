package io.jenkins.lib.containergate.signature.sigstore;

import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.signature.Bytes;
import io.jenkins.lib.containergate.signature.RejectedSignatureException;
import java.security.MessageDigest;
import java.util.List;

/**
 * That a leaf is in a tree of some size.
 *
 * @param index of the leaf, from 0
 * @param size leaves in the tree
 * @param hashes from the leaf's sibling upwards, 32 bytes each
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9162#section-2.1.3.2">RFC 9162, section 2.1.3.2</a>
 */
record MerkleProof(long index, long size, List<Bytes> hashes) {
    MerkleProof {
        hashes = List.copyOf(hashes);
    }

    /** The root that the leaf and the hashes lead to. */
    byte[] root(byte[] leaf) throws RejectedSignatureException {
        if (index < 0 || index >= size) {
            throw foreign();
        }
        long node = index;
        long last = size - 1;
        byte[] hash = hash((byte) 0, leaf, new byte[0]);
        for (Bytes sibling : hashes) {
            if (last == 0 || sibling.size() != 32) {
                throw foreign();
            }
            if ((node & 1) == 1 || node == last) {
                hash = hash((byte) 1, sibling.toArray(), hash);
                while ((node & 1) == 0 && node != 0) {
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                hash = hash((byte) 1, hash, sibling.toArray());
            }
            node >>= 1;
            last >>= 1;
        }
        if (last != 0) {
            throw foreign();
        }
        return hash;
    }

    private static byte[] hash(byte prefix, byte[] left, byte[] right) {
        MessageDigest digest = Digest.sha256();
        digest.update(prefix);
        digest.update(left);
        return digest.digest(right);
    }

    private static RejectedSignatureException foreign() {
        return new RejectedSignatureException("its inclusion proof does not fit its place in the log");
    }
}
