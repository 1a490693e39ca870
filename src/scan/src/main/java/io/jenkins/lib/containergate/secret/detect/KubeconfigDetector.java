package io.jenkins.lib.containergate.secret.detect;

import io.jenkins.lib.containergate.secret.text.TextWindow;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** {@code client-key-data} of a kubeconfig: a private key in PEM, in base 64 once more. */
final class KubeconfigDetector implements Detector {
    private static final int MAX_KEY = 12 << 10;

    @Override
    public Optional<Span> detect(Candidate candidate) {
        TextWindow text = candidate.text();
        int start = candidate.to();
        while (start < candidate.to() + 8 && ": \"'".indexOf(text.at(start)) >= 0) {
            start++;
        }
        int end = start;
        while (end < start + MAX_KEY && base64(text.at(end))) {
            end++;
        }
        byte[] decoded;
        try {
            decoded = Base64.getDecoder().decode(text.text(start, end));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        String pem = new String(decoded, StandardCharsets.ISO_8859_1);
        int body = pem.indexOf("PRIVATE KEY-----");
        return body >= 0 && KeyArmour.unprotected(pem.substring(body + "PRIVATE KEY-----".length()))
                ? Optional.of(Span.of(start, end))
                : Optional.empty();
    }

    private static boolean base64(int c) {
        return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '+' || c == '/' || c == '=';
    }
}
