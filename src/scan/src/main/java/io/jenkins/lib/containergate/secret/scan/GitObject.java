package io.jenkins.lib.containergate.secret.scan;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * An object of git.
 *
 * @param type 1 commit, 2 tree, 3 blob, 4 tag
 * @param id its hash, hexadecimal
 */
record GitObject(int type, String id, byte[] content) {
    static final int TREE = 2;
    static final int BLOB = 3;
    private static final int LONGEST_HEADER = 32;
    private static final String[] TYPES = {"", "commit", "tree", "blob", "tag"};
    /** {@code gitrepository-layout}: by the first byte of the object's name. */
    private static final Pattern LOOSE = Pattern.compile("(?:.*/)?objects/[0-9a-f]{2}/[0-9a-f]{38}(?:[0-9a-f]{24})?");
    /** First byte of a zlib stream with a window of 32 KiB, as git writes them (RFC 1950). */
    private static final byte ZLIB = 0x78;

    static GitObject of(int type, byte[] content, GitHash hash) {
        MessageDigest digest = hash.digest();
        digest.update((TYPES[type] + " " + content.length + "\0").getBytes(StandardCharsets.US_ASCII));
        return new GitObject(type, hex(digest.digest(content)), content);
    }

    static String hex(byte[] id) {
        return HexFormat.of().formatHex(id);
    }

    /** Whether a file is one object, compressed by itself. */
    static boolean loose(String path, byte[] head) {
        return head.length > 2 && head[0] == ZLIB && LOOSE.matcher(path).matches();
    }

    /** Reads the type and the length, which end in a zero. */
    static String header(InputStream in) throws IOException {
        StringBuilder header = new StringBuilder();
        for (int c = in.read(); c > 0 && header.length() < LONGEST_HEADER; c = in.read()) {
            header.append((char) c);
        }
        return header.toString();
    }

    String typeName() {
        return TYPES[type];
    }

    /** May hold a secret. */
    @Override
    public String toString() {
        return "GitObject[" + typeName() + " " + id + "]";
    }
}
