/** An imitation of AWS on this machine. */
@NullMarked
package io.jenkins.lib.containergate.testkit.aws;

import org.jspecify.annotations.NullMarked;
