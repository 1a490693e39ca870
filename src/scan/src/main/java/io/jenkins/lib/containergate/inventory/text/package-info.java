/** Bounded reading of line-based package metadata. */
@NullMarked
package io.jenkins.lib.containergate.inventory.text;

import org.jspecify.annotations.NullMarked;
