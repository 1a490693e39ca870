package io.jenkins.lib.containergate.layer.cache;

import io.jenkins.lib.containergate.image.Digest;
import java.nio.ByteBuffer;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** 32 bytes over an entry: SHA-256 finds accidents; HMAC-SHA-256 also finds entries of whoever does not have the key. */
final class EntrySeal {
    static final int BYTES = 32;
    private static final String ALGORITHM = "HmacSHA256";

    private final @Nullable SecretKeySpec key;

    private EntrySeal(@Nullable SecretKeySpec key) {
        this.key = key;
    }

    static EntrySeal checksum() {
        return new EntrySeal(null);
    }

    /** @throws IllegalArgumentException when the key is shorter than the seal */
    static EntrySeal keyed(byte[] key) {
        if (key.length < BYTES) {
            throw new IllegalArgumentException("a key for seals has at least " + BYTES + " bytes");
        }
        return new EntrySeal(new SecretKeySpec(key, ALGORITHM));
    }

    /** @param name of the entry: a digest, so that its length is fixed */
    byte[] of(byte[] magic, byte[] name, ByteBuffer entry) {
        Optional<Mac> mac = Optional.ofNullable(key).map(EntrySeal::mac);
        if (mac.isPresent()) {
            mac.get().update(magic);
            mac.get().update(name);
            mac.get().update(entry);
            return mac.get().doFinal();
        }
        MessageDigest digest = Digest.sha256();
        digest.update(magic);
        digest.update(name);
        digest.update(entry);
        return digest.digest();
    }

    private static Mac mac(SecretKeySpec key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac;
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM + ", and it takes any key", e);
        }
    }
}
