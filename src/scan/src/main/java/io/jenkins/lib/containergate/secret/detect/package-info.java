/** How one secret is recognised at a place where its keyword stands. */
@NullMarked
package io.jenkins.lib.containergate.secret.detect;

import org.jspecify.annotations.NullMarked;
