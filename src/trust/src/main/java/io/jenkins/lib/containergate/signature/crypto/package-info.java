/** Keys, signatures, certificates and the little DER they need, on the cryptography of the Java runtime. */
@NullMarked
package io.jenkins.lib.containergate.signature.crypto;

import org.jspecify.annotations.NullMarked;
