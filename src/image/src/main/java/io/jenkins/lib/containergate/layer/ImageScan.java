package io.jenkins.lib.containergate.layer;

import java.util.List;
import java.util.Map;

/** What the analysers kept of each layer after one pass over the whole image. */
public final class ImageScan {
    private final Map<LayerAnalyzer<?>, List<?>> results;
    private final Visibility visibility;

    /** @param results one list per analyser, one element per layer, base layer first */
    ImageScan(Map<LayerAnalyzer<?>, List<?>> results, Visibility visibility) {
        this.results = Map.copyOf(results);
        this.visibility = visibility;
    }

    /** Results of one analyser, base layer first. */
    @SuppressWarnings("unchecked") // the reader filled the map from this very analyser's visitors
    public <R> List<R> of(LayerAnalyzer<R> analyzer) {
        List<?> found = results.get(analyzer);
        if (found == null) {
            throw new IllegalArgumentException("this analyser took no part in the scan: " + analyzer.id());
        }
        return (List<R>) found;
    }

    public Visibility visibility() {
        return visibility;
    }
}
