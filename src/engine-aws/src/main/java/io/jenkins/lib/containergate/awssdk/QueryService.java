package io.jenkins.lib.containergate.awssdk;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * A service that speaks AWS's query protocol: a form is sent, XML is answered. A few calls by hand instead of one more module
 * of the SDK.
 *
 * @param name it is signed for
 * @param version of its API
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-query-protocol.html">AWS query protocol</a>
 */
record QueryService(
        SignedCalls calls, URI endpoint, String name, String region, String version, QueryService.Paging paging) {

    /** How a service numbers its pages. */
    enum Paging {
        MARKER("Marker", "NextMarker"),
        TOKEN("NextToken", "NextToken");

        private final String parameter;
        private final String member;

        Paging(String parameter, String member) {
            this.parameter = parameter;
            this.member = member;
        }
    }

    /** @return the content of the element {@code ...Result} */
    JsonNode ask(AwsAction action, String subject, Map<String, String> parameters, Deadline deadline)
            throws UnansweredException, DeadlineExceededException, InterruptedException {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("Action", action.operation());
        all.put("Version", version);
        all.putAll(parameters);
        String form = all.entrySet().stream()
                .map(each -> URLEncoder.encode(each.getKey(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        SdkHttpRequest request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(endpoint)
                .encodedPath("/")
                .putHeader("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
                .build();
        return calls.ask(new SignedCalls.Call(action, subject, name, region, request, form), deadline);
    }

    /** @param list the member of every page that holds what is asked for */
    List<JsonNode> all(AwsAction action, String subject, Map<String, String> parameters, String list, Deadline deadline)
            throws UnansweredException, DeadlineExceededException, InterruptedException {
        List<JsonNode> all = new ArrayList<>();
        for (JsonNode page : AwsCalls.pages(
                subject,
                token -> ask(action, subject, with(parameters, token), deadline),
                page -> page.path(paging.member).isTextual()
                        ? page.path(paging.member).asText()
                        : null)) {
            all.addAll(elements(page, list, subject));
        }
        return all;
    }

    private Map<String, String> with(Map<String, String> parameters, @Nullable String token) {
        if (token == null) {
            return parameters;
        }
        Map<String, String> more = new LinkedHashMap<>(parameters);
        more.put(paging.parameter, token);
        return more;
    }

    /** A list of nothing is an element without content; one that is missing is no list. */
    static List<JsonNode> elements(JsonNode page, String list, String subject) throws UnansweredException {
        JsonNode found = page.path(list);
        return found.isTextual() && found.asText().isEmpty() ? List.of() : JsonService.elements(page, list, subject);
    }

    /** Parameters for a list: {@code NAME.member.1} and so on. */
    static Map<String, String> members(String name, List<String> values) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int i = 0; i < values.size(); i++) {
            parameters.put(name + ".member." + (i + 1), values.get(i));
        }
        return parameters;
    }
}
