/** Images of a Docker daemon, or of Podman's service, which speaks the same language. */
@NullMarked
package io.jenkins.lib.containergate.docker;

import org.jspecify.annotations.NullMarked;
