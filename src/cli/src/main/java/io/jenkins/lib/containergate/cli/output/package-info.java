/** Terminal, progress and verdict output. */
@NullMarked
package io.jenkins.lib.containergate.cli.output;

import org.jspecify.annotations.NullMarked;
