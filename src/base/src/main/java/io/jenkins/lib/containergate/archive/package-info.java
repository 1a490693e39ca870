/**
 * Readers for tar, gzip and zstd that see what a container runtime sees, and refuse what two runtimes would see
 * differently.
 *
 * <p>All of them throw {@link java.io.IOException} for malformed input, and nothing unchecked.
 */
@NullMarked
package io.jenkins.lib.containergate.archive;

import org.jspecify.annotations.NullMarked;
