package io.jenkins.lib.containergate.secret.tree;

import io.jenkins.lib.containergate.secret.scan.GitHash;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The paths of an index of git.
 *
 * @param files tracked files and submodules
 * @param directories above them
 * @param sparse directories of which a sparse index names no files: everything in them is tracked
 * @see <a href="https://git-scm.com/docs/index-format">index format, versions 2 to 4</a>
 */
record GitIndex(Set<String> files, Set<String> directories, Set<String> sparse) {
    private static final long MAX_BYTES = 256L << 20;
    private static final int SIGNATURE = 0x44495243;
    /** Ten numbers of 32 bits; the object's id and 16 bits of flags follow. */
    private static final int STAT = 40;

    private static final int EXTENDED = 0x4000;
    /** Of a split index: the other entries are in another file. */
    private static final int LINK = 0x6c696e6b;

    private static final int EXTENSION_HEAD = 8;

    /** An index does not say by which hash the repository names its objects. It may say zero for its own, for speed. */
    private static boolean fits(GitHash hash, byte[] index) {
        byte[] written = Arrays.copyOfRange(index, index.length - hash.length(), index.length);
        if (Arrays.equals(written, new byte[hash.length()])) {
            return true;
        }
        MessageDigest digest = hash.digest();
        digest.update(index, 0, index.length - hash.length());
        return MessageDigest.isEqual(digest.digest(), written);
    }

    GitIndex {
        files = Set.copyOf(files);
        directories = Set.copyOf(directories);
        sparse = Set.copyOf(sparse);
    }

    /** Empty when there is none that says everything it should: then nobody knows what git tracks. */
    static Optional<GitIndex> read(Path file) {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > MAX_BYTES) {
                return Optional.empty();
            }
            return parse(Files.readAllBytes(file));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    static Optional<GitIndex> parse(byte[] index) {
        for (GitHash hash : GitHash.values()) {
            if (index.length > hash.length() && fits(hash, index)) {
                try {
                    return parse(ByteBuffer.wrap(index, 0, index.length - hash.length()), hash);
                } catch (RuntimeException e) {
                    // malformed, or of the other hash
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<GitIndex> parse(ByteBuffer in, GitHash hash) {
        int signature = in.getInt();
        int version = in.getInt();
        int entries = in.getInt();
        if (signature != SIGNATURE || version < 2 || version > 4) {
            return Optional.empty();
        }
        Set<String> files = new HashSet<>();
        Set<String> directories = new HashSet<>();
        Set<String> sparse = new HashSet<>();
        byte[] previous = {};
        for (int i = 0; i < entries; i++) {
            int start = in.position();
            in.position(start + STAT + hash.length());
            int flags = in.getShort();
            in.position(in.position() + (version >= 3 && (flags & EXTENDED) != 0 ? 2 : 0));
            byte[] kept = version == 4 ? prefix(previous, in) : new byte[0];
            byte[] rest = untilZero(in);
            byte[] name = new byte[kept.length + rest.length];
            System.arraycopy(kept, 0, name, 0, kept.length);
            System.arraycopy(rest, 0, name, kept.length, rest.length);
            if (version < 4) {
                in.position(start + ((in.position() - 1 - start) / 8 + 1) * 8);
            }
            previous = name;
            String path = new String(name, StandardCharsets.UTF_8);
            if (path.endsWith("/")) {
                path = path.substring(0, path.length() - 1);
                sparse.add(path);
            }
            files.add(path);
            for (int slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
                directories.add(path.substring(0, slash));
            }
        }
        return isWhole(in) ? Optional.of(new GitIndex(files, directories, sparse)) : Optional.empty();
    }

    /** Nothing but extensions follows the entries, and none says that entries are elsewhere. */
    private static boolean isWhole(ByteBuffer in) {
        while (in.remaining() >= EXTENSION_HEAD) {
            int extension = in.getInt();
            int length = in.getInt();
            if (extension == LINK || length < 0 || length > in.remaining()) {
                return false;
            }
            in.position(in.position() + length);
        }
        return !in.hasRemaining();
    }

    /** Version 4 says how many bytes to drop from the end of the name before. */
    private static byte[] prefix(byte[] previous, ByteBuffer in) {
        int octet = in.get();
        int drop = octet & 0x7f;
        while ((octet & 0x80) != 0) {
            octet = in.get();
            drop = (drop + 1 << 7) + (octet & 0x7f);
        }
        return Arrays.copyOf(previous, previous.length - drop);
    }

    private static byte[] untilZero(ByteBuffer in) {
        int start = in.position();
        while (in.get() != 0) {
            // on to the terminator
        }
        byte[] bytes = new byte[in.position() - 1 - start];
        in.get(start, bytes);
        return bytes;
    }
}
