package io.jenkins.lib.containergate.signature.sigstore;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.StrictJson;
import io.jenkins.lib.containergate.signature.Bytes;
import io.jenkins.lib.containergate.signature.RejectedSignatureException;
import io.jenkins.lib.containergate.signature.dsse.DsseEnvelope;
import java.util.Optional;

/**
 * A signature with what it takes to verify it offline (C.2).
 *
 * @see <a href="https://github.com/sigstore/protobuf-specs/blob/v0.5.0/protos/sigstore_bundle.proto">Bundle</a>
 */
record SigstoreBundle(DsseEnvelope envelope, VerificationMaterial material) {

    static SigstoreBundle parse(Bytes bytes) throws GateException {
        StrictJson json = StrictJson.parse(bytes.toArray(), "the bundle");
        VerificationMaterial material = VerificationMaterial.of(json);
        Optional<StrictJson> envelope = json.member("dsseEnvelope");
        if (envelope.isEmpty() || json.has("messageSignature")) {
            throw new RejectedSignatureException("it is not a signature of a statement (no single DSSE envelope)");
        }
        return new SigstoreBundle(DsseEnvelope.parse(envelope.get()), material);
    }
}
