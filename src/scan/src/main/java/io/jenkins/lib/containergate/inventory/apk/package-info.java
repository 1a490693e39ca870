/** Packages of Alpine, Wolfi and Chainguard. */
@NullMarked
package io.jenkins.lib.containergate.inventory.apk;

import org.jspecify.annotations.NullMarked;
