/** Packages of Red Hat, SUSE and the other distributions that use rpm. */
@NullMarked
package io.jenkins.lib.containergate.inventory.rpm;

import org.jspecify.annotations.NullMarked;
