/** Packages that Composer installed. */
@NullMarked
package io.jenkins.lib.containergate.inventory.php;

import org.jspecify.annotations.NullMarked;
