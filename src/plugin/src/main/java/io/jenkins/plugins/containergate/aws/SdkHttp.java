package io.jenkins.plugins.containergate.aws;

import hudson.ProxyConfiguration;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;

/** The HTTP client that the API plugin of the SDK brings, through the proxy of Jenkins. */
@SuppressWarnings("deprecation") // newer releases of the SDK prefer another client, which the API plugins do not bring
final class SdkHttp {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private SdkHttp() {}

    static SdkHttpClient client(@Nullable ProxyConfiguration proxy) {
        ApacheHttpClient.Builder builder =
                ApacheHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(SILENCE);
        if (proxy != null) {
            builder.proxyConfiguration(configuration(proxy));
        }
        return builder.build();
    }

    private static software.amazon.awssdk.http.apache.ProxyConfiguration configuration(ProxyConfiguration proxy) {
        software.amazon.awssdk.http.apache.ProxyConfiguration.Builder builder =
                software.amazon.awssdk.http.apache.ProxyConfiguration.builder()
                        .useSystemPropertyValues(false)
                        .useEnvironmentVariableValues(false)
                        .endpoint(URI.create("http://" + proxy.name + ":" + proxy.port))
                        // the client takes regular expressions and compares them with names in lower case
                        .nonProxyHosts(proxy.getNoProxyHostPatterns().stream()
                                .map(pattern -> pattern.pattern().toLowerCase(Locale.ROOT))
                                .collect(Collectors.toSet()));
        if (proxy.getUserName() != null) {
            builder.username(proxy.getUserName())
                    .password(proxy.getSecretPassword().getPlainText());
        }
        return builder.build();
    }
}
