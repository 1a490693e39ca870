/** Archives that hold packages of several kinds. */
@NullMarked
package io.jenkins.lib.containergate.inventory.archive;

import org.jspecify.annotations.NullMarked;
