/** Unpacking of archives of any kind that lie in images and files, within one budget for everything inside. */
@NullMarked
package io.jenkins.lib.containergate.inventory.unpack;

import org.jspecify.annotations.NullMarked;
