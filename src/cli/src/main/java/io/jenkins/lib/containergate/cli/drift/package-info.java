/** Commands about what runs: drift. */
@NullMarked
package io.jenkins.lib.containergate.cli.drift;

import org.jspecify.annotations.NullMarked;
