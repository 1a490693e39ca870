/** From layers to one inventory: all readers in one pass, then the union the container sees. */
@NullMarked
package io.jenkins.lib.containergate.inventory.analysis;

import org.jspecify.annotations.NullMarked;
