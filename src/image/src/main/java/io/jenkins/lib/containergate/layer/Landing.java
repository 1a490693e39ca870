package io.jenkins.lib.containergate.layer;

/**
 * A file that was written through a symbolic link, and so has another path for a container than in its layer.
 *
 * @param layer index of the layer that brought the content
 * @param written path of the content in that layer
 * @param seen path that a container sees it at
 */
public record Landing(int layer, String written, String seen) {}
