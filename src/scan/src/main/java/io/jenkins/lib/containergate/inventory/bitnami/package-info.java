/** Components that Bitnami compiles and installs below {@code opt/bitnami}. */
@NullMarked
package io.jenkins.lib.containergate.inventory.bitnami;

import org.jspecify.annotations.NullMarked;
