package io.jenkins.lib.containergate.layer;

import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.layer.FileTable.Fingerprint;
import io.jenkins.lib.containergate.layer.LayerVisitor.FileVisitor;
import io.jenkins.lib.containergate.layer.cache.EntryReader;
import io.jenkins.lib.containergate.layer.cache.EntryWriter;
import io.jenkins.lib.containergate.layer.cache.LayerCache;
import io.jenkins.lib.containergate.layer.cache.RecordCodec;
import io.jenkins.lib.containergate.layer.cache.RecordCodec.CorruptEntryException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What visitors saw in the files of one repository's images before: an image that is built again changes whole layers, but
 * few of their files. A result belongs to everything the visitor was shown: the analyser and its limits, the path and the
 * attributes of the entry, and its content. So a file that was renamed is looked at again.
 */
final class KeptFiles {
    /** What takes more is looked at again. */
    private static final int LARGEST = 64 << 10;

    private final LayerCache cache;
    private final String key;
    private final byte[] digestKey;
    private final Map<LayerAnalyzer<?>, Part<?>> parts = new IdentityHashMap<>();
    private @Nullable FileTable table;

    private KeptFiles(LayerCache cache, String key) {
        this.cache = cache;
        this.key = key;
        this.digestKey = cache.digestKey();
    }

    /** @param repository of the image; only says where to look first */
    static KeptFiles of(
            LayerCache cache, List<LayerAnalyzer<?>> analyzers, Limits limits, Optional<String> repository) {
        KeptFiles files = new KeptFiles(cache, "files 1\n" + repository.orElse(""));
        for (LayerAnalyzer<?> analyzer : analyzers) {
            analyzer.keptOfFilesAs().ifPresent(type -> files.add(analyzer, type, limits));
        }
        return files;
    }

    private <S> void add(LayerAnalyzer<?> analyzer, Class<S> type, Limits limits) {
        RecordCodec<S> codec = new RecordCodec<>(type);
        String scope = analyzer.id() + "\n" + codec.shape() + "\n" + limits;
        parts.put(analyzer, new Part<>(codec, Digest.sha256().digest(scope.getBytes(StandardCharsets.UTF_8))));
    }

    /** For the visitors of an analyser; empty when it does not say how to keep what they see. */
    Optional<Part<?>> of(LayerAnalyzer<?> analyzer) {
        return Optional.ofNullable(parts.get(analyzer));
    }

    /** After all layers were found right. */
    void store() {
        FileTable used = used();
        if (used != null && used.changed()) {
            cache.store(key, used.toByteArray());
        }
    }

    private synchronized @Nullable FileTable used() {
        return table;
    }

    /** Only when a layer is read. */
    private synchronized FileTable table() {
        FileTable known = table;
        if (known == null) {
            known = load();
            table = known;
        }
        return known;
    }

    private FileTable load() {
        Optional<byte[]> entry = cache.load(key);
        if (entry.isPresent()) {
            try {
                return FileTable.read(entry.get(), FileTable.MAX_FILES, FileTable.MAX_BYTES);
            } catch (CorruptEntryException e) {
                cache.discard(key);
            }
        }
        return new FileTable(FileTable.MAX_FILES, FileTable.MAX_BYTES);
    }

    /**
     * What the visitors of one analyser saw.
     *
     * @param <S> in one file
     */
    final class Part<S> {
        private final RecordCodec<S> codec;
        private final byte[] scope;
        /** Nearly all files say the same, nothing, and the table has each value once. */
        private volatile @Nullable Decoded<S> last;

        private Part(RecordCodec<S> codec, byte[] scope) {
            this.codec = codec;
            this.scope = scope;
        }

        /** What the visitor sees in a file, or saw in it before. */
        S look(FileVisitor<S, ?> visitor, VisitedFile file) throws GateException, IOException, InterruptedException {
            FileTable known = table();
            Fingerprint fingerprint = fingerprint(file);
            Optional<byte[]> before = known.get(fingerprint);
            if (before.isPresent()) {
                try {
                    return decoded(before.get());
                } catch (CorruptEntryException e) {
                    // as good as none
                }
            }
            S seen = visitor.look(file.entry(), file.content());
            if (visitor.keeps(seen)) {
                EntryWriter out = new EntryWriter();
                codec.write(out, seen);
                byte[] value = out.toByteArray();
                if (value.length <= LARGEST) {
                    known.put(fingerprint, value);
                }
            }
            return seen;
        }

        private S decoded(byte[] value) throws CorruptEntryException {
            Decoded<S> known = last;
            if (known != null && known.value == value) {
                return known.seen;
            }
            EntryReader in = new EntryReader(value);
            S seen = codec.read(in);
            in.end();
            last = new Decoded<>(value, seen);
            return seen;
        }

        /** Of parts that all have a fixed length, but the last. */
        private Fingerprint fingerprint(VisitedFile file) throws IOException {
            LayerEntry entry = file.entry();
            MessageDigest sha256 = Digest.sha256();
            sha256.update(digestKey);
            sha256.update(scope);
            sha256.update(file.digest());
            String path = entry.path();
            ByteBuffer rest = ByteBuffer.allocate(3 * Long.BYTES + Integer.BYTES + 1 + Character.BYTES * path.length());
            rest.putLong(file.content().size());
            rest.putLong(entry.userId()).putLong(entry.groupId());
            rest.putInt(entry.mode());
            rest.put((byte) (entry.capabilities() ? 1 : 0));
            for (int i = 0; i < path.length(); i++) {
                rest.putChar(path.charAt(i));
            }
            rest.flip();
            sha256.update(rest);
            return Fingerprint.read(ByteBuffer.wrap(sha256.digest()));
        }
    }

    /** A value and what it says. */
    private record Decoded<S>(byte[] value, S seen) {}
}
