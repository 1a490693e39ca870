package io.jenkins.lib.containergate.testkit.image;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Makes one layer, entry by entry in the order of the calls. */
public final class LayerBuilder {
    private interface Step {
        void write(TarWriter tar) throws IOException;
    }

    private final List<Step> steps = new ArrayList<>();
    private Compression compression = Compression.GZIP;
    private LongNames longNames = LongNames.PAX;
    private String mediaType = "";
    private int userId;
    private int groupId;
    private byte[] afterTarEnd = new byte[0];
    private UnaryOperator<byte[]> damage = UnaryOperator.identity();

    private LayerBuilder() {}

    public static LayerBuilder layer() {
        return new LayerBuilder();
    }

    public LayerBuilder file(String path, String text) {
        return entry(TarEntry.file(path, Content.of(text)));
    }

    public LayerBuilder file(String path, byte[] bytes) {
        return entry(TarEntry.file(path, Content.of(bytes)));
    }

    public LayerBuilder file(String path, Content content) {
        return entry(TarEntry.file(path, content));
    }

    /** @param mode permission bits, such as 04755 for a setuid program */
    public LayerBuilder file(String path, String text, int mode) {
        return entry(TarEntry.file(path, Content.of(text)).withMode(mode));
    }

    public LayerBuilder directory(String path) {
        return entry(TarEntry.of('5', path.endsWith("/") ? path : path + "/"));
    }

    public LayerBuilder directory(String path, int mode) {
        return entry(TarEntry.of('5', path.endsWith("/") ? path : path + "/").withMode(mode));
    }

    public LayerBuilder symlink(String path, String target) {
        return entry(TarEntry.of('2', path).withLinkTarget(target).withMode(0777));
    }

    public LayerBuilder hardLink(String path, String target) {
        return entry(TarEntry.of('1', path).withLinkTarget(target));
    }

    public LayerBuilder characterDevice(String path) {
        return entry(TarEntry.of('3', path));
    }

    public LayerBuilder fifo(String path) {
        return entry(TarEntry.of('6', path));
    }

    /** Deletes what lower layers have at the path. */
    public LayerBuilder whiteout(String path) {
        int slash = path.lastIndexOf('/') + 1;
        return file(path.substring(0, slash) + ".wh." + path.substring(slash), "");
    }

    /** Hides what lower layers have in the directory. */
    public LayerBuilder opaque(String directory) {
        return file(directory.isEmpty() ? ".wh..wh..opq" : directory + "/.wh..wh..opq", "");
    }

    /** Owner of the entries that follow. */
    public LayerBuilder owner(int user, int group) {
        userId = user;
        groupId = group;
        return this;
    }

    /** An entry as told, however wrong; the owner set by {@link #owner} applies when the entry has none. */
    public LayerBuilder entry(TarEntry entry) {
        TarEntry owned = entry.userId() == 0 && entry.groupId() == 0 ? entry.withOwner(userId, groupId) : entry;
        steps.add(tar -> tar.write(owned));
        return this;
    }

    /** Bytes put between two entries as they are. */
    public LayerBuilder raw(byte[] bytes) {
        steps.add(tar -> tar.raw(bytes));
        return this;
    }

    /** Everything below a directory, sorted by path, with its permissions; {@code prefix} is empty for the root. */
    public LayerBuilder tree(Path root, String prefix) {
        steps.add(tar -> DirectoryTree.write(root, prefix, tar));
        return this;
    }

    public LayerBuilder compression(Compression value) {
        compression = value;
        return this;
    }

    public LayerBuilder longNames(LongNames value) {
        longNames = value;
        return this;
    }

    /** Calls the layer something else than its compression asks for. */
    public LayerBuilder mediaType(String value) {
        mediaType = value;
        return this;
    }

    /** Bytes after the end of the tar, inside the compressed stream; the diff id covers them. */
    public LayerBuilder afterTarEnd(byte[] bytes) {
        afterTarEnd = bytes;
        return this;
    }

    /** Changes the compressed bytes; the layer digest is that of the changed bytes, the diff id of the whole tar. */
    public LayerBuilder damage(UnaryOperator<byte[]> change) {
        damage = change;
        return this;
    }

    public BuiltLayer build() {
        try {
            MessageDigest diffId = Blob.sha256();
            BlobWriter blob = new BlobWriter();
            try (OutputStream out = new DigestOutputStream(Compressor.over(blob, compression), diffId)) {
                TarWriter tar = new TarWriter(out, longNames);
                for (Step step : steps) {
                    step.write(tar);
                }
                tar.end();
                tar.raw(afterTarEnd);
            }
            Blob stored = blob.finish();
            if (damage != UnaryOperator.<byte[]>identity()) {
                stored = Blob.of(damage.apply(stored.bytes()));
            }
            return new BuiltLayer(stored, Blob.digest(diffId.digest()), compression, mediaType);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
