/** The command line: parses options, calls the gates, renders verdicts, and turns outcomes into exit codes. */
@NullMarked
package io.jenkins.lib.containergate.cli;

import org.jspecify.annotations.NullMarked;
