/** How an image was built, as a builder attests it: SLSA provenance. */
@NullMarked
package io.jenkins.lib.containergate.signature.provenance;

import org.jspecify.annotations.NullMarked;
