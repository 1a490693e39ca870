/** {@code gate segments}: who can reach whom. */
@NullMarked
package io.jenkins.lib.containergate.cli.segments;

import org.jspecify.annotations.NullMarked;
