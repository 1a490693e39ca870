package io.jenkins.lib.containergate.layer.cache;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Entries that machines share through a store which none of them trusts. Each is encrypted and authenticated together with
 * its name (AES-256-GCM, NIST SP 800-38D), so that whoever can write to the store can only take entries away, and whoever
 * can read it learns their sizes. All who have the key vouch for each other's entries.
 *
 * <p>A store that fails or is slow is left alone for the rest of the run.
 */
public final class SharedCache {
    /** Bytes of a key. */
    public static final int KEY = 32;

    private static final byte[] MAGIC = "container-gate shared 1\n".getBytes(StandardCharsets.US_ASCII);
    private static final String MAC = "HmacSHA256";
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final int OVERHEAD = MAGIC.length + NONCE + TAG_BITS / 8;

    private final SharedEntries store;
    private final byte[] key;
    private final Duration most;
    private final LongSupplier nanos;
    private final Consumer<String> givenUp;
    private final SecureRandom random = new SecureRandom();
    private final ExecutorService pool = Executors.newCachedThreadPool(SharedCache::thread);
    private long spent;
    private boolean off;

    /**
     * @param key secret, of those who share
     * @param most time to wait for the store in one run, all together
     * @param nanos a clock as {@link System#nanoTime}
     * @param givenUp is told once, why the store is used no longer
     * @throws IllegalArgumentException when the key is shorter than {@link #KEY}
     */
    public SharedCache(SharedEntries store, byte[] key, Duration most, LongSupplier nanos, Consumer<String> givenUp) {
        if (key.length < KEY) {
            throw new IllegalArgumentException("a key of a shared cache has at least " + KEY + " bytes");
        }
        this.store = store;
        this.key = key.clone();
        this.most = most;
        this.nanos = nanos;
        this.givenUp = givenUp;
    }

    /** @param name digest of all that the entry depends on */
    Optional<byte[]> load(byte[] name, int largest) {
        String object = object(name);
        return within(() -> store.get(object, largest + OVERHEAD))
                .flatMap(found -> found)
                .flatMap(stored -> opened(object, stored));
    }

    void store(byte[] name, byte[] entry) {
        String object = object(name);
        byte[] stored = seal(object, entry);
        within(() -> {
            store.put(object, stored);
            return true;
        });
    }

    /** As {@link LayerCache#digestKey}, the same for all who share. */
    byte[] digestKey() {
        return derived("digests of contents", new byte[0]);
    }

    /** What comes of the store in the time that is left; empty when nothing does. */
    private <T> Optional<T> within(Callable<T> call) {
        long left = left();
        if (left <= 0) {
            return Optional.empty();
        }
        long before = nanos.getAsLong();
        Future<T> answer = pool.submit(call);
        try {
            return Optional.of(answer.get(left, TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            giveUp("it takes longer than " + most.toSeconds() + " s");
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            giveUp(cause instanceof IOException ? String.valueOf(cause.getMessage()) : String.valueOf(cause));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            answer.cancel(true);
            spent(nanos.getAsLong() - before);
        }
        return Optional.empty();
    }

    private synchronized long left() {
        return off ? 0 : most.toNanos() - spent;
    }

    private synchronized void spent(long more) {
        spent += more;
        if (most.toNanos() - spent <= 0) {
            giveUp("it took longer than " + most.toSeconds() + " s");
        }
    }

    private synchronized void giveUp(String why) {
        if (!off) {
            off = true;
            givenUp.accept(why);
        }
    }

    private String object(byte[] name) {
        return HexFormat.of().formatHex(derived("name of an entry", name));
    }

    private byte[] derived(String purpose, byte[] of) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(key, MAC));
            mac.update(MAGIC);
            mac.update((purpose + "\n").getBytes(StandardCharsets.US_ASCII));
            return mac.doFinal(of);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + MAC, e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String object) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        byte[] secret = derived("encryption of entries", new byte[0]);
        cipher.init(mode, new SecretKeySpec(secret, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(MAGIC);
        cipher.updateAAD(object.getBytes(StandardCharsets.US_ASCII));
        return cipher;
    }

    private byte[] seal(String object, byte[] entry) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        try {
            byte[] text = cipher(Cipher.ENCRYPT_MODE, nonce, object).doFinal(entry);
            return ByteBuffer.allocate(MAGIC.length + NONCE + text.length)
                    .put(MAGIC)
                    .put(nonce)
                    .put(text)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES-GCM", e);
        }
    }

    private Optional<byte[]> opened(String object, byte[] stored) {
        int text = MAGIC.length + NONCE;
        if (stored.length < OVERHEAD || !Arrays.equals(stored, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            return Optional.empty();
        }
        try {
            return Optional.of(cipher(Cipher.DECRYPT_MODE, Arrays.copyOfRange(stored, MAGIC.length, text), object)
                    .doFinal(stored, text, stored.length - text));
        } catch (GeneralSecurityException e) {
            return Optional.empty(); // of another key, of another name, or changed
        }
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "shared-cache");
        thread.setDaemon(true);
        return thread;
    }
}
