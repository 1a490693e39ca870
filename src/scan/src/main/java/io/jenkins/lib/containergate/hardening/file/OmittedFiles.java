package io.jenkins.lib.containergate.hardening.file;

import io.jenkins.lib.containergate.image.Digest;

/**
 * Files of a layer with a trait that were counted but not kept, so that nobody knows whether a container sees them.
 *
 * @param layer diff id
 */
public record OmittedFiles(Digest layer, long count) {}
