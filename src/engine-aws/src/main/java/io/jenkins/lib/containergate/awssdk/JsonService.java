package io.jenkins.lib.containergate.awssdk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * A service that speaks JSON 1.0 or 1.1: each call is a POST that names its target. A few calls by hand instead of one more module
 * of the SDK.
 *
 * @param name it is signed for, such as {@code ssm}
 * @param version of the protocol
 * @param target what its targets begin with, such as {@code AmazonSSM}
 * @param next member for the token of the next page, in input and output
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html">AWS JSON 1.1</a>
 */
record JsonService(
        SignedCalls calls, URI endpoint, String name, String region, String version, String target, String next) {
    /** @param input read when the call is made */
    JsonNode ask(AwsAction action, String subject, ObjectNode input, Deadline deadline)
            throws UnansweredException, DeadlineExceededException, InterruptedException {
        return calls.ask(call(action, subject, input), deadline);
    }

    /**
     * @param input read when the call is made
     * @param most bytes of the answer
     */
    JsonNode ask(AwsAction action, String subject, ObjectNode input, int most, Deadline deadline)
            throws UnansweredException, DeadlineExceededException, InterruptedException {
        return calls.ask(call(action, subject, input), most, deadline);
    }

    private SignedCalls.Call call(AwsAction action, String subject, ObjectNode input) {
        SdkHttpRequest request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(endpoint)
                .encodedPath("/")
                .putHeader("Content-Type", "application/x-amz-json-" + version)
                .putHeader("X-Amz-Target", target + "." + action.operation())
                .build();
        return new SignedCalls.Call(action, subject, name, region, request, input.toString());
    }

    /** @param list the member of every page that holds what is asked for; a page without it is no answer */
    List<JsonNode> all(AwsAction action, String subject, ObjectNode input, String list, Deadline deadline)
            throws UnansweredException, DeadlineExceededException, InterruptedException {
        List<JsonNode> all = new ArrayList<>();
        for (JsonNode page :
                AwsCalls.pages(subject, token -> ask(action, subject, with(input, token), deadline), this::next)) {
            all.addAll(elements(page, list, subject));
        }
        return all;
    }

    private ObjectNode with(ObjectNode input, @Nullable String token) {
        return token == null ? input : input.deepCopy().put(next, token);
    }

    private @Nullable String next(JsonNode page) {
        return token(page.path(next));
    }

    /** What is no text is a token as well: to take it for the end would take a part for the whole. */
    static @Nullable String token(JsonNode node) {
        if (node.isMissingNode() || node.isNull()) {
            return null;
        }
        return node.isTextual() ? node.asText() : node.toString();
    }

    /** A list that is missing is not a list of nothing. */
    static List<JsonNode> elements(JsonNode page, String list, String subject) throws UnansweredException {
        JsonNode found = page.path(list);
        if (!found.isArray()) {
            throw AwsCalls.strange(subject);
        }
        List<JsonNode> elements = new ArrayList<>();
        found.forEach(elements::add);
        return elements;
    }
}
