/** A Docker daemon for tests. */
@NullMarked
package io.jenkins.lib.containergate.testkit.docker;

import org.jspecify.annotations.NullMarked;
