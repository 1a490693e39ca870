/** Secrets in a source tree and in its git history. */
@NullMarked
package io.jenkins.lib.containergate.secret.tree;

import org.jspecify.annotations.NullMarked;
