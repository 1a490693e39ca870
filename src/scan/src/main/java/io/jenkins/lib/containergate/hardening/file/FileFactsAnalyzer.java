package io.jenkins.lib.containergate.hardening.file;

import io.jenkins.lib.containergate.image.Layer;
import io.jenkins.lib.containergate.layer.LayerAnalyzer;
import io.jenkins.lib.containergate.layer.LayerVisitor;
import java.util.Optional;

/** Notes the files hardening rules ask about. Reads the content of three small files at most, of others the header and the first bytes. */
public final class FileFactsAnalyzer implements LayerAnalyzer<LayerFileFacts> {
    @Override
    public String id() {
        return "hardening-files/5";
    }

    @Override
    public Optional<Class<LayerFileFacts>> keptAs() {
        return Optional.of(LayerFileFacts.class);
    }

    @Override
    public LayerVisitor<LayerFileFacts> visitor(Layer layer) {
        return new FileFactsVisitor();
    }
}
