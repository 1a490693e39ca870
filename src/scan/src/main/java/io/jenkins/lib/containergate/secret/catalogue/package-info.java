/** The rules, read from data. */
@NullMarked
package io.jenkins.lib.containergate.secret.catalogue;

import org.jspecify.annotations.NullMarked;
