/** Instances of EC2 that tasks run on. */
@NullMarked
package io.jenkins.lib.containergate.cloud.host;

import org.jspecify.annotations.NullMarked;
