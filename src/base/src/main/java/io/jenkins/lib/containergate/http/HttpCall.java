package io.jenkins.lib.containergate.http;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One request.
 *
 * @param headers all but {@code Authorization}
 * @param authorization value of that header; sent to the origin of {@code uri} and to no other
 * @param body of a {@code POST} or {@code PUT}, which are not redirected
 */
public record HttpCall(
        String method, URI uri, Map<String, String> headers, Optional<String> authorization, Optional<byte[]> body) {
    public HttpCall {
        headers = Map.copyOf(headers);
    }

    public static HttpCall get(URI uri, Map<String, String> headers) {
        return new HttpCall("GET", uri, headers, Optional.empty(), Optional.empty());
    }

    public static HttpCall head(URI uri, Map<String, String> headers) {
        return new HttpCall("HEAD", uri, headers, Optional.empty(), Optional.empty());
    }

    /** @param method {@code POST} or {@code PUT} */
    public static HttpCall sending(String method, URI uri, String contentType, byte[] body) {
        return new HttpCall(method, uri, Map.of("Content-Type", contentType), Optional.empty(), Optional.of(body));
    }

    /** With more headers than it has. */
    public HttpCall with(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(headers);
        all.putAll(more);
        return new HttpCall(method, uri, all, authorization, body);
    }

    public HttpCall authorizedBy(Optional<String> value) {
        return new HttpCall(method, uri, headers, value, body);
    }

    boolean reading() {
        return body.isEmpty() && (method.equals("GET") || method.equals("HEAD"));
    }

    /** Without header values, body and query, which may hold secrets. */
    @Override
    public String toString() {
        return method + " " + Origin.of(uri) + uri.getRawPath();
    }
}
