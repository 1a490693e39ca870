/** Packages of Debian and its derivatives. */
@NullMarked
package io.jenkins.lib.containergate.inventory.dpkg;

import org.jspecify.annotations.NullMarked;
