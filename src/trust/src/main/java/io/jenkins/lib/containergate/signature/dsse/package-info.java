/** Dead simple signing envelopes and the in-toto statements in them. */
@NullMarked
package io.jenkins.lib.containergate.signature.dsse;

import org.jspecify.annotations.NullMarked;
