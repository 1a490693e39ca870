package io.jenkins.lib.containergate.signature.cosign;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.StrictJson;
import io.jenkins.lib.containergate.signature.Bytes;
import io.jenkins.lib.containergate.signature.RejectedSignatureException;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What cosign's older layout signs (C.1.5, C.1.6).
 *
 * @param digest as written
 * @param reference the image's name at signing, without which the signature could be moved to any repository
 * @see <a href="https://github.com/sigstore/cosign/blob/v2.5.0/specs/SIGNATURE_SPEC.md">cosign signature specification</a>
 */
record SimpleSigningPayload(String digest, String reference, Map<String, String> annotations) {
    private static final String TYPE = "cosign container image signature";

    SimpleSigningPayload {
        annotations = Collections.unmodifiableMap(new TreeMap<>(annotations));
    }

    /** Members are found whatever their case; one that is there twice, in any case, is an error. */
    static SimpleSigningPayload parse(Bytes bytes) throws GateException {
        StrictJson json = StrictJson.parse(bytes.toArray(), "the payload");
        StrictJson critical = json.required("critical");
        if (!critical.required("type").text().equals(TYPE)) {
            throw new RejectedSignatureException("its payload is not a container image signature");
        }
        Optional<StrictJson> identity = critical.member("identity");
        String reference = identity.isPresent() ? identity.get().textOf("docker-reference") : "";
        if (reference.isEmpty()) {
            throw new RejectedSignatureException("its payload names no repository (docker-reference)");
        }
        return new SimpleSigningPayload(
                critical.required("image").required("docker-manifest-digest").text(), reference, annotations(json));
    }

    /** Annotations are texts; other values in {@code optional} (tools put their name and time there) are no annotations. */
    private static Map<String, String> annotations(StrictJson json) throws GateException {
        Map<String, String> annotations = new TreeMap<>();
        Optional<StrictJson> optional = json.member("optional");
        if (optional.isPresent()) {
            for (String name : json.namesOf("optional")) {
                Optional<StrictJson> value = optional.get().member(name);
                if (value.isPresent() && value.get().isText()) {
                    annotations.put(name, value.get().text());
                }
            }
        }
        return annotations;
    }
}
