/** Python distributions: dist-info, egg-info and eggs. */
@NullMarked
package io.jenkins.lib.containergate.inventory.python;

import org.jspecify.annotations.NullMarked;
