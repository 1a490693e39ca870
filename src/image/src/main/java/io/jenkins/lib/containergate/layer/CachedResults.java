package io.jenkins.lib.containergate.layer;

import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.image.Layer;
import io.jenkins.lib.containergate.layer.cache.EntryReader;
import io.jenkins.lib.containergate.layer.cache.EntryWriter;
import io.jenkins.lib.containergate.layer.cache.LayerCache;
import io.jenkins.lib.containergate.layer.cache.RecordCodec;
import io.jenkins.lib.containergate.layer.cache.RecordCodec.CorruptEntryException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Results of passes that were made before, for the same analysers within the same limits. An entry belongs to the stored
 * bytes and the tar they decompress to, together: a pass has proved that the two belong to each other, so an image that
 * pairs one with something else finds nothing here.
 */
final class CachedResults {
    private final LayerCache cache;
    private final List<RecordCodec<?>> codecs;
    private final String common;

    private CachedResults(LayerCache cache, List<RecordCodec<?>> codecs, String common) {
        this.cache = cache;
        this.codecs = codecs;
        this.common = common;
    }

    /** Empty when the results of one of the analysers are not to be kept. */
    static Optional<CachedResults> of(LayerCache cache, List<LayerAnalyzer<?>> analyzers, Limits limits) {
        List<RecordCodec<?>> codecs = new ArrayList<>();
        StringBuilder common = new StringBuilder("journal 2 ").append(limits);
        for (LayerAnalyzer<?> analyzer : analyzers) {
            Optional<? extends Class<?>> type = analyzer.keptAs();
            if (type.isEmpty()) {
                return Optional.empty();
            }
            RecordCodec<?> codec = new RecordCodec<>(type.get());
            codecs.add(codec);
            common.append('\n').append(analyzer.id()).append(' ').append(codec.shape());
        }
        return Optional.of(new CachedResults(cache, List.copyOf(codecs), common.toString()));
    }

    Optional<LayerPass.Result> load(Layer layer) {
        String key = key(layer);
        Optional<byte[]> entry = cache.load(key);
        try {
            return entry.isEmpty() ? Optional.empty() : Optional.of(read(entry.get()));
        } catch (CorruptEntryException e) {
            cache.discard(key);
            return Optional.empty();
        }
    }

    private LayerPass.Result read(byte[] entry) throws CorruptEntryException {
        EntryReader in = new EntryReader(entry);
        PathJournal journal = new PathJournal(in.bytes());
        List<Object> results = new ArrayList<>(codecs.size());
        for (RecordCodec<?> codec : codecs) {
            results.add(codec.read(in));
        }
        in.end();
        return new LayerPass.Result(results, journal);
    }

    void store(Layer layer, LayerPass.Result result) {
        EntryWriter out = new EntryWriter();
        out.bytes(result.journal().toByteArray());
        for (int i = 0; i < codecs.size(); i++) {
            codecs.get(i).write(out, result.results().get(i));
        }
        cache.store(key(layer), out.toByteArray());
    }

    private String key(Layer layer) {
        return layer.descriptor().digest() + " " + layer.descriptor().size() + " "
                + layer.descriptor().mediaType() + " " + layer.diffId() + "\n" + common;
    }
}
