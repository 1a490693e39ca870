/** Task definitions on the command line. */
@NullMarked
package io.jenkins.lib.containergate.cli.task;

import org.jspecify.annotations.NullMarked;
