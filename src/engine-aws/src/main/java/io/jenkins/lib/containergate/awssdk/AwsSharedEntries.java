package io.jenkins.lib.containergate.awssdk;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import io.jenkins.lib.containergate.layer.cache.SharedEntries;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Objects in a bucket of S3, or of a store with its API.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html">GetObject</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html">PutObject</a>
 */
final class AwsSharedEntries implements SharedEntries {
    private static final Duration EACH = Duration.ofSeconds(20);
    /** What an error may say. */
    private static final int MAX_ERROR = 64 << 10;

    private final SignedCalls calls;
    private final URI endpoint;
    private final String region;
    private final BucketPath path;
    private final Clock clock;

    AwsSharedEntries(SignedCalls calls, URI endpoint, String region, BucketPath path, Clock clock) {
        this.calls = calls;
        this.endpoint = endpoint;
        this.region = region;
        this.path = path;
        this.clock = clock;
    }

    @Override
    public Optional<byte[]> get(String name, int most) throws IOException, InterruptedException {
        return asked(AwsAction.S3_GET_OBJECT, SdkHttpMethod.GET, name, new byte[0], Math.max(most, MAX_ERROR));
    }

    @Override
    public void put(String name, byte[] object) throws IOException, InterruptedException {
        if (asked(AwsAction.S3_PUT_OBJECT, SdkHttpMethod.PUT, name, object, MAX_ERROR)
                .isEmpty()) {
            throw new IOException(path + " does not exist");
        }
    }

    private Optional<byte[]> asked(AwsAction action, SdkHttpMethod method, String name, byte[] body, int most)
            throws IOException, InterruptedException {
        SdkHttpRequest request = SdkHttpRequest.builder()
                .method(method)
                .uri(endpoint)
                .encodedPath("/" + path.bucket() + "/" + path.prefix() + name)
                .build();
        SignedCalls.Call call = new SignedCalls.Call(action, "the shared cache " + path, "s3", region, request, "");
        try {
            return calls.once(call, body, most, Deadline.after(EACH, clock));
        } catch (UnansweredException | DeadlineExceededException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
