/** OCI and Docker image vocabulary: references, digests, manifests, configurations. */
@NullMarked
package io.jenkins.lib.containergate.image;

import org.jspecify.annotations.NullMarked;
