/** What is installed in an image: operating-system and language packages. */
@NullMarked
package io.jenkins.lib.containergate.inventory;

import org.jspecify.annotations.NullMarked;
