/** Signatures of the Notary Project (Notation, AWS Signer): envelopes, trust stores, identities. */
@NullMarked
package io.jenkins.lib.containergate.signature.notation;

import org.jspecify.annotations.NullMarked;
