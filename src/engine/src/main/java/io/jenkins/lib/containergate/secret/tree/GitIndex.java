package io.jenkins.lib.containergate.secret.tree;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * The paths git tracks: an ignore file does not make git ignore them, so neither do we.
 *
 * @see <a href="https://git-scm.com/docs/index-format">index format, versions 2 to 4</a>
 */
record GitIndex(Set<String> files, Set<String> directories) {
    private static final long MAX_BYTES = 256L << 20;
    private static final int SIGNATURE = 0x44495243;
    private static final int STAT_AND_ID = 60;
    private static final int EXTENDED = 0x4000;

    GitIndex {
        files = Set.copyOf(files);
        directories = Set.copyOf(directories);
    }

    static GitIndex none() {
        return new GitIndex(Set.of(), Set.of());
    }

    /**
     * Of the repository whose work tree {@code root} is; nothing where there is none.
     *
     * @throws IOException when there is one that cannot be read
     */
    static GitIndex of(Path root) throws IOException {
        Path file = root.resolve(".git").resolve("index");
        if (!Files.isRegularFile(file)) {
            return none();
        }
        if (Files.size(file) > MAX_BYTES) {
            throw new IOException("the git index is larger than " + MAX_BYTES + " bytes");
        }
        try {
            return parse(ByteBuffer.wrap(Files.readAllBytes(file)));
        } catch (RuntimeException e) {
            throw new IOException("the git index is malformed", e);
        }
    }

    private static GitIndex parse(ByteBuffer in) throws IOException {
        if (in.getInt() != SIGNATURE) {
            throw new IOException("the git index has another signature");
        }
        int version = in.getInt();
        if (version < 2 || version > 4) {
            throw new IOException("the git index has version " + version + "; 2 to 4 are known");
        }
        int entries = in.getInt();
        Set<String> files = new HashSet<>();
        Set<String> directories = new HashSet<>();
        byte[] previous = {};
        for (int i = 0; i < entries; i++) {
            int start = in.position();
            in.position(start + STAT_AND_ID);
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
            files.add(path);
            for (int slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
                directories.add(path.substring(0, slash));
            }
        }
        return new GitIndex(files, directories);
    }

    /** Version 4 says how many bytes to drop from the end of the name before. */
    private static byte[] prefix(byte[] previous, ByteBuffer in) {
        int octet = in.get();
        int drop = octet & 0x7f;
        while ((octet & 0x80) != 0) {
            octet = in.get();
            drop = (drop + 1 << 7) + (octet & 0x7f);
        }
        byte[] kept = new byte[previous.length - drop];
        System.arraycopy(previous, 0, kept, 0, kept.length);
        return kept;
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
