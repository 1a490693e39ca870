package io.jenkins.lib.containergate.cli.network;

import io.jenkins.lib.containergate.awssdk.AwsAccess;
import io.jenkins.lib.containergate.awssdk.AwsSession;
import io.jenkins.lib.containergate.fault.GateException;
import java.time.Duration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/** Reaches AWS with the HTTP client of the Java runtime. */
public final class AwsConnections {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private AwsConnections() {}

    /** @throws GateException when no region is known, or the profile does not exist */
    public static AwsSession open(AwsAccess access) throws GateException {
        SdkHttpClient http = UrlConnectionHttpClient.builder()
                .connectionTimeout(CONNECT)
                .socketTimeout(SILENCE)
                .build();
        try {
            return AwsSession.open(access, http);
        } catch (GateException | RuntimeException e) {
            http.close();
            throw e;
        }
    }
}
