/** {@code gate learn}: proposals from what was seen, for a person to read. */
@NullMarked
package io.jenkins.lib.containergate.cli.learn;

import org.jspecify.annotations.NullMarked;
