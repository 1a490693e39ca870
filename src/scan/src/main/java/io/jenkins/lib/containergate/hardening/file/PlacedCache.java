package io.jenkins.lib.containergate.hardening.file;

import io.jenkins.lib.containergate.image.Digest;

/**
 * What the image still ships of a package manager's cache, whether or not a later layer hides it.
 *
 * @param layerIndex position of the layer, base layer 0
 * @param layer its diff id
 */
public record PlacedCache(int layerIndex, Digest layer, CacheUse use) {}
