package io.jenkins.lib.containergate.hardening.file;

/**
 * What a layer left in one cache directory.
 *
 * @param directory its path
 * @param bytes uncompressed size of its files
 */
public record CacheUse(PackageCache cache, String directory, long files, long bytes) {}
