/** Crates that Cargo built into programs. */
@NullMarked
package io.jenkins.lib.containergate.inventory.rust;

import org.jspecify.annotations.NullMarked;
