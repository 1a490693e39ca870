package hudson;

import io.jenkins.lib.containergate.stubs.Signature;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;

public final class ProxyConfiguration {
    ProxyConfiguration() {}

    public static HttpClient.Builder newHttpClientBuilder() {
        throw Signature.only();
    }

    public static HttpRequest.Builder newHttpRequestBuilder(URI uri) {
        throw Signature.only();
    }
}
