/** Node.js packages under node_modules. */
@NullMarked
package io.jenkins.lib.containergate.inventory.npm;

import org.jspecify.annotations.NullMarked;
