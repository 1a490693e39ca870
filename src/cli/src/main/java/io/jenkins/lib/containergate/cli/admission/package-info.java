/** Deployments that wait, on the command line. */
@NullMarked
package io.jenkins.lib.containergate.cli.admission;

import org.jspecify.annotations.NullMarked;
