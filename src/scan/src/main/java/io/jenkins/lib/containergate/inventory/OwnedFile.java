package io.jenkins.lib.containergate.inventory;

/**
 * A file that a package manager installed, as its database lists it.
 *
 * @param owner name of the package
 * @param path without leading slash
 * @param digest of the content, in a form of {@link ContentDigests}
 */
public record OwnedFile(String owner, String path, String digest) {}
