/** Counts who of the trusted signers has signed. */
@NullMarked
package io.jenkins.lib.containergate.signature.trust;

import org.jspecify.annotations.NullMarked;
