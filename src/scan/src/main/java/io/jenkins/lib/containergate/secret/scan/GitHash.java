package io.jenkins.lib.containergate.secret.scan;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.regex.Pattern;

/** What a repository of git names its objects by. */
public enum GitHash {
    SHA_1("SHA-1", 20),
    SHA_256("SHA-256", 32);

    /** A pack is called by a hash of what is in it: the only one of its parts that says which hash it is in advance. */
    private static final Pattern LONG_PACK = Pattern.compile("(?:.*/)?pack-[0-9a-f]{64}\\.pack");

    private final String algorithm;
    private final int length;

    GitHash(String algorithm, int length) {
        this.algorithm = algorithm;
        this.length = length;
    }

    /** By the name of the pack; SHA-1 where it is called otherwise. */
    static GitHash ofPack(String path) {
        return LONG_PACK.matcher(path).matches() ? SHA_256 : SHA_1;
    }

    /** Bytes. */
    public int length() {
        return length;
    }

    public MessageDigest digest() {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has " + algorithm, e);
        }
    }
}
