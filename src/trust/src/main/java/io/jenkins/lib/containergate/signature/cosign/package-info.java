/** Signatures of cosign's older layout: tags that end in .sig, with simple signing payloads. */
@NullMarked
package io.jenkins.lib.containergate.signature.cosign;

import org.jspecify.annotations.NullMarked;
