package io.jenkins.lib.containergate.awssdk;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.lib.containergate.aws.SigningJobs;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import java.net.URI;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Asks AWS Signer in the region of the signing profile. One call by hand instead of one more module of the SDK, which no
 * plugin brings.
 *
 * @see <a href="https://docs.aws.amazon.com/signer/latest/api/API_GetRevocationStatus.html">GetRevocationStatus</a>
 */
final class AwsSigningJobs implements SigningJobs {
    private static final String SERVICE = "signer";
    /** This call has a host of its own. */
    private static final String HOST = "data-signer";

    private static final String PLATFORM = "Notation-OCI-SHA384-ECDSA";

    private final SignedCalls calls;
    private final BiFunction<String, String, URI> endpoints;

    /** @param endpoints of a service's host in a region */
    AwsSigningJobs(SignedCalls calls, BiFunction<String, String, URI> endpoints) {
        this.calls = calls;
        this.endpoints = endpoints;
    }

    @Override
    public List<String> revoked(Question question, Deadline deadline) throws GateException, InterruptedException {
        String region = question.profileVersion().region();
        SdkHttpRequest request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.GET)
                .uri(endpoints.apply(HOST, region))
                .encodedPath("/revocations")
                .putRawQueryParameter("signatureTimestamp", DateTimeFormatter.ISO_INSTANT.format(question.signedAt()))
                .putRawQueryParameter("platformId", PLATFORM)
                .putRawQueryParameter(
                        "profileVersionArn", question.profileVersion().toString())
                .putRawQueryParameter("jobArn", question.job().toString())
                .putRawQueryParameter("certificateHashes", question.certificateHashes())
                .build();
        String subject = "the signing job " + question.job();
        try {
            JsonNode answer = calls.ask(
                    new SignedCalls.Call(AwsAction.SIGNER_GET_REVOCATION_STATUS, subject, SERVICE, region, request, ""),
                    deadline);
            return entities(answer.path("revokedEntities"), subject);
        } catch (UnansweredException e) {
            throw e.asError();
        }
    }

    private static List<String> entities(JsonNode list, String subject) throws UnansweredException {
        List<String> revoked = new ArrayList<>();
        for (JsonNode each : list) {
            revoked.add(each.asText());
        }
        if (revoked.contains("")) {
            throw AwsCalls.strange(subject);
        }
        return revoked;
    }
}
