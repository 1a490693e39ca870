/** Who signed an image, and whether that is who the policy trusts. Pure: it judges evidence that was fetched before. */
@NullMarked
package io.jenkins.lib.containergate.signature;

import org.jspecify.annotations.NullMarked;
