/** Modules and standard library linked into Go executables. */
@NullMarked
package io.jenkins.lib.containergate.inventory.golang;

import org.jspecify.annotations.NullMarked;
