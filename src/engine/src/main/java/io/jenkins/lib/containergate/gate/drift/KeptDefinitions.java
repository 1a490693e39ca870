package io.jenkins.lib.containergate.gate.drift;

import io.jenkins.lib.containergate.arn.Arn;
import io.jenkins.lib.containergate.aws.ecs.RegisteredTaskDefinition;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.layer.cache.EntryReader;
import io.jenkins.lib.containergate.layer.cache.EntryWriter;
import io.jenkins.lib.containergate.layer.cache.LayerCache;
import io.jenkins.lib.containergate.layer.cache.RecordCodec.CorruptEntryException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Task definitions that ECS described in earlier runs, by the ARN of the revision: a revision never changes, but for its tags
 * and its status, so an entry is used for a limited time. A run that was ended goes on where it was. An entry that is damaged,
 * forged or too old is as good as none.
 */
public final class KeptDefinitions {
    /** Entries of 1 lack members that the clients of the SDK did not know. */
    private static final String PROGRAM = "task definition 2";

    private static final Duration MAX_AGE = Duration.ofDays(30);
    /** ECS takes 64 KiB. */
    private static final int MAX_BYTES = 1 << 20;

    private static final String ALGORITHM = "AES";
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int KEY = 32;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final LayerCache cache;
    private final Optional<SecretKeySpec> key;
    private final SecureRandom random;
    private final Clock clock;

    private KeptDefinitions(LayerCache cache, Optional<SecretKeySpec> key, Clock clock) {
        this.cache = cache;
        this.key = key;
        this.random = new SecureRandom();
        this.clock = clock;
    }

    /**
     * @param directory that only this user can write to; made when it is missing
     * @param maxBytes of all entries together; the ones not used for the longest time go first
     * @throws GateException when others could write to the directory, or this user cannot
     */
    public static KeptDefinitions open(Path directory, long maxBytes, Clock clock) throws GateException {
        return new KeptDefinitions(LayerCache.open(directory, PROGRAM, maxBytes, clock), Optional.empty(), clock);
    }

    /**
     * The same, encrypted: for a directory of a user under whom strangers' programs run too.
     *
     * @param secret 32 bytes
     */
    public KeptDefinitions encrypted(byte[] secret) {
        if (secret.length != KEY) {
            throw new IllegalArgumentException("the key has " + KEY + " bytes");
        }
        return new KeptDefinitions(cache, Optional.of(new SecretKeySpec(secret, ALGORITHM)), clock);
    }

    Optional<RegisteredTaskDefinition> find(Arn revision) {
        String name = revision.toString();
        Optional<byte[]> entry = cache.load(name);
        if (entry.isEmpty()) {
            return Optional.empty();
        }
        try {
            EntryReader in = new EntryReader(opened(name, entry.get()));
            Instant asked = Instant.ofEpochMilli(in.number());
            String json = new String(in.bytes(), StandardCharsets.UTF_8);
            in.end();
            Instant now = clock.instant();
            if (!asked.isAfter(now) && asked.isAfter(now.minus(MAX_AGE))) {
                return Optional.of(new RegisteredTaskDefinition(revision, json));
            }
        } catch (GeneralSecurityException | CorruptEntryException e) {
            // nobody with the key wrote it
        }
        cache.discard(name);
        return Optional.empty();
    }

    /** It must hold no secret. */
    void keep(RegisteredTaskDefinition definition) {
        byte[] json = definition.json().getBytes(StandardCharsets.UTF_8);
        if (json.length > MAX_BYTES) {
            return;
        }
        String name = definition.arn().toString();
        EntryWriter out = new EntryWriter();
        out.number(clock.millis());
        out.bytes(json);
        cache.store(name, sealed(name, out.toByteArray()));
    }

    /** It could not be read. */
    void discard(Arn revision) {
        cache.discard(revision.toString());
    }

    private byte[] sealed(String name, byte[] plain) {
        if (key.isEmpty()) {
            return plain;
        }
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        try {
            byte[] text = cipher(Cipher.ENCRYPT_MODE, nonce, name).doFinal(plain);
            byte[] all = Arrays.copyOf(nonce, NONCE + text.length);
            System.arraycopy(text, 0, all, NONCE, text.length);
            return all;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java encrypts with " + CIPHER, e);
        }
    }

    private byte[] opened(String name, byte[] entry) throws GeneralSecurityException {
        if (key.isEmpty()) {
            return entry;
        }
        if (entry.length < NONCE) {
            throw new GeneralSecurityException("an entry that is cut off");
        }
        return cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(entry, NONCE), name)
                .doFinal(entry, NONCE, entry.length - NONCE);
    }

    /** The name is authenticated too, so that no entry takes the place of another. */
    private Cipher cipher(int mode, byte[] nonce, String name) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key.orElseThrow(), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(name.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
