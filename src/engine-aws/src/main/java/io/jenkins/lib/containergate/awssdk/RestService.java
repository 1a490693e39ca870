package io.jenkins.lib.containergate.awssdk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * A service that speaks REST and JSON: each call has a path of its own. A few calls by hand instead of one more module of the
 * SDK.
 *
 * @param name it is signed for, such as {@code guardduty}
 * @param next member of an answer, and of a question or its query, for the token of the next page
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html">AWS restJson1</a>
 */
record RestService(SignedCalls calls, URI endpoint, String name, String region, String next) {
    /** @param path encoded */
    JsonNode get(AwsAction action, String subject, String path, Map<String, String> query, Deadline deadline)
            throws UnansweredException, DeadlineExceededException, InterruptedException {
        SdkHttpRequest.Builder request =
                SdkHttpRequest.builder().method(SdkHttpMethod.GET).uri(endpoint).encodedPath(path);
        query.forEach(request::putRawQueryParameter);
        return calls.ask(new SignedCalls.Call(action, subject, name, region, request.build(), ""), deadline);
    }

    /** @param input read when the call is made */
    JsonNode post(AwsAction action, String subject, String path, ObjectNode input, Deadline deadline)
            throws UnansweredException, DeadlineExceededException, InterruptedException {
        SdkHttpRequest request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(endpoint)
                .encodedPath(path)
                .putHeader("Content-Type", "application/json")
                .build();
        return calls.ask(new SignedCalls.Call(action, subject, name, region, request, input.toString()), deadline);
    }

    /** @param list the member of every page that holds what is asked for; a page without it is no answer */
    List<JsonNode> all(AwsAction action, String subject, String path, ObjectNode input, String list, Deadline deadline)
            throws UnansweredException, DeadlineExceededException, InterruptedException {
        return elements(
                subject,
                list,
                token -> post(
                        action,
                        subject,
                        path,
                        token == null ? input : input.deepCopy().put(next, token),
                        deadline));
    }

    /** The same for calls that are read with GET. */
    List<JsonNode> all(AwsAction action, String subject, String path, String list, Deadline deadline)
            throws UnansweredException, DeadlineExceededException, InterruptedException {
        return elements(
                subject,
                list,
                token -> get(action, subject, path, token == null ? Map.of() : Map.of(next, token), deadline));
    }

    private List<JsonNode> elements(String subject, String list, AwsCalls.Page<JsonNode> page)
            throws UnansweredException, DeadlineExceededException, InterruptedException {
        List<JsonNode> all = new ArrayList<>();
        for (JsonNode each : AwsCalls.pages(subject, page, this::next)) {
            all.addAll(JsonService.elements(each, list, subject));
        }
        return all;
    }

    private @Nullable String next(JsonNode page) {
        return JsonService.token(page.path(next));
    }
}
