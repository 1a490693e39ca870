/** Java archives: Maven coordinates of libraries, nested and shaded ones included. */
@NullMarked
package io.jenkins.lib.containergate.inventory.jar;

import org.jspecify.annotations.NullMarked;
