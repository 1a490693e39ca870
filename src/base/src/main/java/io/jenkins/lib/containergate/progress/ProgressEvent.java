package io.jenkins.lib.containergate.progress;

/** One step of the work, as data; each door renders it in its own way. */
public sealed interface ProgressEvent {

    /** A stage such as "vulnerabilities" began. */
    record StageStarted(String stage, String detail) implements ProgressEvent {}

    record StageFinished(String stage, String detail) implements ProgressEvent {}

    /** Something that makes no difference to a verdict, but that whoever watches wants to know. */
    record Noted(String text) implements ProgressEvent {}

    /**
     * Some of a layer was read.
     *
     * @param layer position in the image, from 1
     * @param layers layers in the image
     * @param bytes compressed bytes read of this layer so far
     * @param totalBytes compressed size of this layer
     */
    record LayerRead(int layer, int layers, long bytes, long totalBytes) implements ProgressEvent {}
}
