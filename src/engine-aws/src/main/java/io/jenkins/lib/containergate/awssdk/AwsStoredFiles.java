package io.jenkins.lib.containergate.awssdk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.StoredFiles;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Files by the APIs of S3 and Systems Manager.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html">GetObject</a>
 * @see <a href="https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameter.html">GetParameter</a>
 */
final class AwsStoredFiles implements StoredFiles {
    private final SignedCalls calls;
    private final Function<String, URI> endpoints;
    private final String region;

    /** @param endpoints by service */
    AwsStoredFiles(SignedCalls calls, Function<String, URI> endpoints, String region) {
        this.calls = calls;
        this.endpoints = endpoints;
        this.region = region;
    }

    @Override
    public Lookup<byte[]> object(String bucket, String key, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        String subject = "the object s3://" + bucket + "/" + key;
        if (!NAME.matcher(bucket + "/" + key).matches()) {
            return new Lookup.Failed<>(
                    subject + " has a name with other characters than letters, digits, '.', '_', '-' and '/'",
                    "use such a name");
        }
        return AwsCalls.lookup(() -> calls.bytes(
                new SignedCalls.Call(
                        AwsAction.S3_GET_OBJECT,
                        subject,
                        "s3",
                        region,
                        SdkHttpRequest.builder()
                                .method(SdkHttpMethod.GET)
                                .uri(endpoints.apply("s3"))
                                .encodedPath("/" + bucket + "/" + key)
                                .build(),
                        ""),
                deadline));
    }

    @Override
    public Lookup<byte[]> parameter(String name, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        String subject = "the parameter " + name;
        String body = JsonNodeFactory.instance
                .objectNode()
                .put("Name", name)
                .put("WithDecryption", true)
                .toString();
        return AwsCalls.lookup(() -> {
            JsonNode answer = calls.ask(
                    new SignedCalls.Call(
                            AwsAction.SSM_GET_PARAMETER,
                            subject,
                            "ssm",
                            region,
                            SdkHttpRequest.builder()
                                    .method(SdkHttpMethod.POST)
                                    .uri(endpoints.apply("ssm"))
                                    .encodedPath("/")
                                    .putHeader("Content-Type", "application/x-amz-json-1.1")
                                    .putHeader("X-Amz-Target", "AmazonSSM.GetParameter")
                                    .build(),
                            body),
                    deadline);
            JsonNode value = answer.path("Parameter").path("Value");
            if (!value.isTextual()) {
                throw AwsCalls.strange(subject);
            }
            return value.asText().getBytes(StandardCharsets.UTF_8);
        });
    }
}
