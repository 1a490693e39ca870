/** A client for registries of the OCI distribution specification 1.1, which is all we ask of ECR, Docker Hub and others. */
@NullMarked
package io.jenkins.lib.containergate.registry;

import org.jspecify.annotations.NullMarked;
