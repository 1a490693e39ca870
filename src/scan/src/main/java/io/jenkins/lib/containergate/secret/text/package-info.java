/** Searching bytes: keywords, assignments, what a value looks like. */
@NullMarked
package io.jenkins.lib.containergate.secret.text;

import org.jspecify.annotations.NullMarked;
