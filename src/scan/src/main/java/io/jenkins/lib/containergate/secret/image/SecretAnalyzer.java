package io.jenkins.lib.containergate.secret.image;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.image.Layer;
import io.jenkins.lib.containergate.layer.LayerAnalyzer;
import io.jenkins.lib.containergate.layer.LayerVisitor;
import io.jenkins.lib.containergate.secret.scan.SecretSearch;
import java.util.Optional;

/** Searches the files of every layer for secrets, in the pass that also makes the inventory. */
public final class SecretAnalyzer implements LayerAnalyzer<LayerSecrets> {
    private final SecretSearch search;
    private final Deadline deadline;

    /** @param deadline of the scan this analyser takes part in */
    public SecretAnalyzer(SecretSearch search, Deadline deadline) {
        this.search = search;
        this.deadline = deadline;
    }

    @Override
    public String id() {
        return "secrets-" + search.id();
    }

    @Override
    public Optional<Class<LayerSecrets>> keptAs() {
        return Optional.of(LayerSecrets.class);
    }

    @Override
    public Optional<Class<FileSecrets>> keptOfFilesAs() {
        return Optional.of(FileSecrets.class);
    }

    @Override
    public LayerVisitor<LayerSecrets> visitor(Layer layer) {
        return new SecretVisitor(search, deadline);
    }
}
