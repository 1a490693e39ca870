/** Bounded random access to zip archives, as the Java class loader reads them. */
@NullMarked
package io.jenkins.lib.containergate.inventory.zip;

import org.jspecify.annotations.NullMarked;
