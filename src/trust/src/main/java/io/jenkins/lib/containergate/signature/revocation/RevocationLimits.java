package io.jenkins.lib.containergate.signature.revocation;

import io.jenkins.lib.containergate.http.HttpLimits;
import java.time.Duration;

/**
 * Bounds on asking about revocation; the times are those of the Notary Project.
 *
 * @param responseTime for one OCSP responder
 * @param responseBytes of one OCSP response
 * @param listTime for one revocation list
 * @param listBytes of one revocation list
 * @param questions requests altogether
 */
public record RevocationLimits(
        Duration responseTime, int responseBytes, Duration listTime, int listBytes, int questions) {

    public static RevocationLimits defaults() {
        return new RevocationLimits(Duration.ofSeconds(2), 64 << 10, Duration.ofSeconds(5), 8 << 20, 100);
    }

    HttpLimits http() {
        return new HttpLimits(1, Duration.ZERO, listTime, listTime, 3, listBytes, responseBytes);
    }
}
