package io.jenkins.lib.containergate.inventory;

/**
 * A file that a package manager installed, as its database lists it.
 *
 * @param owner name of the package
 * @param path without leading slash
 * @param digest of the content, in a form of {@link ContentDigests}; empty when none is compared with it
 */
public record OwnedFile(String owner, String path, String digest) {}
