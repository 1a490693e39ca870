/** Limits on everything hostile that is read: bytes, entries, depth and time. */
@NullMarked
package io.jenkins.lib.containergate.bounds;

import org.jspecify.annotations.NullMarked;
