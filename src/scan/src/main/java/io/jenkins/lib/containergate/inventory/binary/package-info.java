/** Reading of binary formats piece by piece, so that a large file is never in memory. */
@NullMarked
package io.jenkins.lib.containergate.inventory.binary;

import org.jspecify.annotations.NullMarked;
