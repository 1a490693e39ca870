/** Which distribution an image is, and which family of packages that means. */
@NullMarked
package io.jenkins.lib.containergate.inventory.os;

import org.jspecify.annotations.NullMarked;
