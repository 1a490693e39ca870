package io.jenkins.lib.containergate.secret.detect;

import io.jenkins.lib.containergate.secret.text.TextWindow;
import java.util.Optional;

/** A service account key of Google Cloud: JSON with {@code private_key_id} and, near it, the key in PEM. */
final class ServiceAccountDetector implements Detector {
    private static final int NEAR = 8 << 10;
    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";

    @Override
    public Optional<Span> detect(Candidate candidate) {
        TextWindow text = candidate.text();
        int origin = candidate.since(NEAR);
        String around = text.text(origin, candidate.until(NEAR));
        int begin = around.indexOf(BEGIN);
        if (begin < 0 || !around.contains("service_account")) {
            return Optional.empty();
        }
        int end = around.indexOf("-----END", begin);
        String armoured = around.substring(begin + BEGIN.length(), end < 0 ? around.length() : end);
        return KeyArmour.unprotected(armoured)
                ? Optional.of(Span.of(origin + begin, origin + begin + BEGIN.length() + armoured.length()))
                : Optional.empty();
    }
}
