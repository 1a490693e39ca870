/** Whether certificates were revoked: OCSP (RFC 6960) and revocation lists (RFC 5280), asked within bounds. */
@NullMarked
package io.jenkins.lib.containergate.signature.revocation;

import org.jspecify.annotations.NullMarked;
