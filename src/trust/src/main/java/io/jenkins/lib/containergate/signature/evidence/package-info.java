/** What a registry holds about an image's signatures, fetched within bounds and without judging it. */
@NullMarked
package io.jenkins.lib.containergate.signature.evidence;

import org.jspecify.annotations.NullMarked;
