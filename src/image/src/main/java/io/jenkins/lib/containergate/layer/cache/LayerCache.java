package io.jenkins.lib.containergate.layer.cache;

import io.jenkins.lib.containergate.archive.Draft;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Digest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Entries in a directory that only this user can write to, shared by everything this user runs at the same time. An entry
 * that is damaged or cannot be read is as good as none; one that cannot be written is made again next time.
 */
public final class LayerCache {
    static final String ENTRY = ".layer";
    static final String DRAFT = ".draft";
    private static final byte[] MAGIC = "container-gate layer 1\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] DIGESTS = "container-gate digests of contents\n".getBytes(StandardCharsets.US_ASCII);
    /** Bytes of the digest of an entry's key. */
    private static final int NAME = 32;

    private static final int MAX_ENTRY = 32 << 20;

    private final Path directory;
    private final String program;
    private final CacheSize size;
    private final Clock clock;
    private final EntrySeal seal;
    private final Optional<SharedCache> shared;

    private LayerCache(
            Path directory, String program, CacheSize size, Clock clock, EntrySeal seal, Optional<SharedCache> shared) {
        this.directory = directory;
        this.program = program;
        this.size = size;
        this.clock = clock;
        this.seal = seal;
        this.shared = shared;
    }

    /**
     * @param directory made when it is missing
     * @param program version of what reads layers: another one may find more in the same layer
     * @param maxBytes of all entries together; the ones not used for the longest time go first
     * @throws GateException when others could write to the directory, or this user cannot
     */
    public static LayerCache open(Path directory, String program, long maxBytes, Clock clock) throws GateException {
        PrivateDirectory.prepare(directory);
        return new LayerCache(
                directory,
                program,
                new CacheSize(directory, maxBytes, clock),
                clock,
                EntrySeal.checksum(),
                Optional.empty());
    }

    /**
     * The same entries, each sealed: what somebody without the key put there is as good as none. For directories of a
     * user under whom strangers' programs run too.
     *
     * @param key at least 32 secret bytes
     */
    public LayerCache sealed(byte[] key) {
        return new LayerCache(directory, program, size, clock, EntrySeal.keyed(key), shared);
    }

    /** The same entries, and those of other machines: what is not here is asked for there, and what is made is put there. */
    public LayerCache sharing(SharedCache others) {
        return new LayerCache(directory, program, size, clock, seal, Optional.of(others));
    }

    /** A key for digests of contents: where entries are sealed, without theirs nobody can try out what a short file holds. */
    public byte[] digestKey() {
        return shared.map(SharedCache::digestKey)
                .orElseGet(() -> seal.of(DIGESTS, new byte[NAME], ByteBuffer.allocate(0)));
    }

    /** @param key all that the entry depends on */
    public Optional<byte[]> load(String key) {
        Optional<byte[]> own = loadOwn(key);
        if (own.isPresent() || shared.isEmpty()) {
            return own;
        }
        Optional<byte[]> entry = shared.get().load(keyDigest(key), MAX_ENTRY);
        entry.ifPresent(found -> storeOwn(key, found));
        return entry;
    }

    private Optional<byte[]> loadOwn(String key) {
        Path file = file(key);
        try {
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                    || Files.size(file) > MAX_ENTRY + MAGIC.length + NAME + EntrySeal.BYTES) {
                return Optional.empty();
            }
            Optional<byte[]> entry = unframed(key, Files.readAllBytes(file));
            if (entry.isPresent()) {
                Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
            } else {
                Files.deleteIfExists(file);
            }
            return entry;
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    public void store(String key, byte[] entry) {
        if (entry.length > MAX_ENTRY) {
            return;
        }
        storeOwn(key, entry);
        shared.ifPresent(others -> others.store(keyDigest(key), entry));
    }

    private void storeOwn(String key, byte[] entry) {
        try {
            Path draft = Files.createTempFile(directory, "layer", DRAFT);
            try {
                try (OutputStream out = Files.newOutputStream(draft)) {
                    out.write(MAGIC);
                    out.write(keyDigest(key));
                    out.write(entry);
                    out.write(seal(key, ByteBuffer.wrap(entry)));
                }
                Draft.publish(draft, file(key));
            } finally {
                Files.deleteIfExists(draft);
            }
            size.stored(entry.length);
        } catch (IOException e) {
            // the next scan reads the layer again
        }
    }

    /** Forgets an entry whose content turned out to make no sense. */
    public void discard(String key) {
        try {
            Files.deleteIfExists(file(key));
        } catch (IOException e) {
            // it is ignored again
        }
    }

    private Optional<byte[]> unframed(String key, byte[] file) {
        int start = MAGIC.length + NAME;
        int end = file.length - EntrySeal.BYTES;
        if (end < start
                || !Arrays.equals(file, 0, MAGIC.length, MAGIC, 0, MAGIC.length)
                || !Arrays.equals(file, MAGIC.length, start, keyDigest(key), 0, NAME)) {
            return Optional.empty();
        }
        byte[] expected = seal(key, ByteBuffer.wrap(file, start, end - start));
        return MessageDigest.isEqual(Arrays.copyOfRange(file, end, file.length), expected)
                ? Optional.of(Arrays.copyOfRange(file, start, end))
                : Optional.empty();
    }

    private byte[] seal(String key, ByteBuffer entry) {
        return seal.of(MAGIC, keyDigest(key), entry);
    }

    private byte[] keyDigest(String key) {
        return Digest.sha256().digest((program + "\n" + key).getBytes(StandardCharsets.UTF_8));
    }

    private Path file(String key) {
        return directory.resolve(HexFormat.of().formatHex(keyDigest(key)) + ENTRY);
    }

    /** 32 bytes over an entry: SHA-256 finds accidents; HMAC-SHA-256 also finds entries of whoever does not have the key. */
    static final class EntrySeal {
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
}
