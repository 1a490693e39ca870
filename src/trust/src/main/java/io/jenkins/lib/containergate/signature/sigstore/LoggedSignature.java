package io.jenkins.lib.containergate.signature.sigstore;

import io.jenkins.lib.containergate.signature.Bytes;

/**
 * What a log entry has to be about.
 *
 * @param signature the raw signature
 * @param verifier DER of the certificate, or of the public key where there is none
 * @param certificate whether {@code verifier} is a certificate
 * @param payload what was signed: the simple signing payload, or the payload of the envelope
 * @param enveloped whether the signature is of a DSSE envelope
 */
record LoggedSignature(Bytes signature, Bytes verifier, boolean certificate, Bytes payload, boolean enveloped) {}
