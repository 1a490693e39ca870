/** The way out of this machine. */
@NullMarked
package io.jenkins.lib.containergate.cli.network;

import org.jspecify.annotations.NullMarked;
