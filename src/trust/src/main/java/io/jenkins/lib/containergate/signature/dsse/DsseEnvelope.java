package io.jenkins.lib.containergate.signature.dsse;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.StrictJson;
import io.jenkins.lib.containergate.signature.Bytes;
import io.jenkins.lib.containergate.signature.RejectedSignatureException;
import io.jenkins.lib.containergate.signature.UnreadableStatementException;
import io.jenkins.lib.containergate.signature.crypto.Base64Text;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A payload with its type and exactly one signature (C.2.3): with several, readers could disagree on which counts.
 *
 * @see <a href="https://github.com/secure-systems-lab/dsse/blob/v1.0.2/protocol.md">DSSE 1.0</a>
 */
public record DsseEnvelope(String payloadType, Bytes payload, Bytes signature) {
    public static final String IN_TOTO = "application/vnd.in-toto+json";

    public static DsseEnvelope parse(StrictJson json) throws GateException {
        List<StrictJson> signatures = json.required("signatures").elements();
        if (signatures.size() != 1) {
            RejectedSignatureException several = new RejectedSignatureException(
                    "its envelope has " + signatures.size() + " signatures instead of one");
            throw signatures.isEmpty() ? several : new UnreadableStatementException(several);
        }
        return new DsseEnvelope(
                json.required("payloadType").text(),
                Bytes.of(Base64Text.decode(json.required("payload").text(), "payload")),
                Bytes.of(Base64Text.decode(signatures.get(0).required("sig").text(), "signature")));
    }

    /** The pre-authentication encoding, which is what is signed. */
    public byte[] signed() {
        return preAuthentication(payloadType, payload.toArray());
    }

    public static byte[] preAuthentication(String payloadType, byte[] payload) {
        byte[] type = payloadType.getBytes(StandardCharsets.UTF_8);
        byte[] head = ("DSSEv1 " + type.length + " " + payloadType + " " + payload.length + " ")
                .getBytes(StandardCharsets.UTF_8);
        byte[] all = new byte[head.length + payload.length];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(payload, 0, all, head.length, payload.length);
        return all;
    }
}
