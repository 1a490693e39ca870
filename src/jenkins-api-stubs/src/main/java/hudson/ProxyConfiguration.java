package hudson;

import hudson.util.Secret;
import io.jenkins.lib.containergate.stubs.Signature;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.regex.Pattern;

public final class ProxyConfiguration {
    public final String name;
    public final int port;

    ProxyConfiguration() {
        name = "";
        port = 0;
    }

    public String getUserName() {
        throw Signature.only();
    }

    public Secret getSecretPassword() {
        throw Signature.only();
    }

    public List<Pattern> getNoProxyHostPatterns() {
        throw Signature.only();
    }

    public static HttpClient.Builder newHttpClientBuilder() {
        throw Signature.only();
    }

    public static HttpRequest.Builder newHttpRequestBuilder(URI uri) {
        throw Signature.only();
    }
}
