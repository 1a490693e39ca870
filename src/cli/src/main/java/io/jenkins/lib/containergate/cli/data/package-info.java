/** Commands that fetch published data and carry them over. */
@NullMarked
package io.jenkins.lib.containergate.cli.data;

import org.jspecify.annotations.NullMarked;
