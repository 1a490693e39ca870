package io.jenkins.lib.containergate.awssdk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.containergate.arn.Arn;
import io.jenkins.lib.containergate.aws.KmsKeys;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.json.JsonBounds;
import io.jenkins.lib.containergate.signature.RejectedSignatureException;
import io.jenkins.lib.containergate.signature.crypto.PublicKeys;
import java.net.URI;
import java.security.PublicKey;
import java.util.Base64;
import java.util.HexFormat;
import java.util.function.BiFunction;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Asks AWS KMS in the region of the key.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/APIReference/API_GetPublicKey.html">GetPublicKey</a>
 * @see <a href="https://docs.aws.amazon.com/kms/latest/APIReference/API_Sign.html">Sign</a>
 */
final class AwsKms implements KmsKeys {
    private static final String SERVICE = "kms";
    private static final int LONGEST_MESSAGE = 4_096;

    private final SignedCalls calls;
    private final BiFunction<String, String, URI> endpoints;
    private final JsonMapper json =
            JsonMapper.builder(JsonBounds.depth(64).factory()).build();

    /** @param endpoints of a service in a region */
    AwsKms(SignedCalls calls, BiFunction<String, String, URI> endpoints) {
        this.calls = calls;
        this.endpoints = endpoints;
    }

    @Override
    public PublicKey publicKey(Arn key, Deadline deadline) throws GateException, InterruptedException {
        ObjectNode question = json.createObjectNode().put("KeyId", key.toString());
        JsonNode answer = ask(AwsAction.KMS_GET_PUBLIC_KEY, key, "GetPublicKey", question, deadline);
        if (!"SIGN_VERIFY".equals(answer.path("KeyUsage").asText())) {
            throw new GateException(
                    "the key " + key + " is not for signatures", "name a KMS key with the usage SIGN_VERIFY");
        }
        try {
            return PublicKeys.ofDer(bytes(answer.path("PublicKey"), key));
        } catch (RejectedSignatureException e) {
            throw new GateException(
                    "the key " + key + " cannot be used: " + e.problem(),
                    "name a KMS key with the key spec ECC_NIST_P256 or RSA_3072",
                    e);
        }
    }

    @Override
    public byte[] sign(Arn key, Algorithm algorithm, byte[] message, Deadline deadline)
            throws GateException, InterruptedException {
        boolean whole = message.length <= LONGEST_MESSAGE;
        byte[] given =
                whole ? message : HexFormat.of().parseHex(Digest.of(message).hex());
        ObjectNode question = json.createObjectNode()
                .put("KeyId", key.toString())
                .put("Message", Base64.getEncoder().encodeToString(given))
                .put("MessageType", whole ? "RAW" : "DIGEST")
                .put("SigningAlgorithm", algorithm.name());
        return bytes(ask(AwsAction.KMS_SIGN, key, "Sign", question, deadline).path("Signature"), key);
    }

    private JsonNode ask(AwsAction action, Arn key, String operation, ObjectNode question, Deadline deadline)
            throws GateException, InterruptedException {
        SdkHttpRequest request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(endpoints.apply(SERVICE, key.region()))
                .putHeader("Content-Type", "application/x-amz-json-1.1")
                .putHeader("X-Amz-Target", "TrentService." + operation)
                .build();
        try {
            return calls.ask(
                    new SignedCalls.Call(action, "the key " + key, SERVICE, key.region(), request, question.toString()),
                    deadline);
        } catch (UnansweredException e) {
            throw e.asError();
        }
    }

    private static byte[] bytes(JsonNode base64, Arn key) throws GateException {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64.asText(""));
            if (bytes.length > 0) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        throw AwsCalls.strange("the key " + key).asError();
    }
}
