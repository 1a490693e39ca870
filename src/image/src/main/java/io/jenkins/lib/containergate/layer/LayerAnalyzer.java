package io.jenkins.lib.containergate.layer;

import io.jenkins.lib.containergate.image.Layer;
import java.util.Optional;

/**
 * Something that wants to see every layer of an image: the package inventory, the secret scanner, the file rules.
 *
 * @param <R> what it keeps of one layer; depends on the layer's content only, so that it may be cached by diff id
 */
public interface LayerAnalyzer<R> {
    /** Identity of what this analyser computes, with a version that changes whenever its results would. */
    String id();

    /**
     * The type of {@code R}, when results may be kept for other images: records made of records, sealed types, enums,
     * texts, numbers, lists, maps and optionals, and nothing secret.
     */
    default Optional<Class<R>> keptAs() {
        return Optional.empty();
    }

    /**
     * The same for what its visitors see in one file, when they are {@link LayerVisitor.FileVisitor}s: for the same file in
     * another layer of the repository.
     */
    default Optional<? extends Class<?>> keptOfFilesAs() {
        return Optional.empty();
    }

    /** A fresh visitor for one pass over one layer. */
    LayerVisitor<R> visitor(Layer layer);
}
