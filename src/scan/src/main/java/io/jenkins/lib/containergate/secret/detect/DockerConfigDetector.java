package io.jenkins.lib.containergate.secret.detect;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.jenkins.lib.containergate.secret.text.Placeholders;
import io.jenkins.lib.containergate.secret.text.TextWindow;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** {@code .docker/config.json} or a Kubernetes {@code .dockerconfigjson}: an entry of {@code auths} with a password. */
final class DockerConfigDetector implements Detector {
    private static final int REACH_OF_AUTHS = 8 << 10;
    private static final Pattern CREDENTIAL = Pattern.compile(
            "\"(auth|identitytoken|registrytoken|password)\"\\s{0,8}:\\s{0,8}\"([A-Za-z0-9+/=_.-]{8,})\"");

    /** Nothing shorter fits the pattern; where the keyword is repeated, asking it would be most of the work. */
    private static final int SHORTEST = "\"auth\":\"12345678\"".length();

    @Override
    public Optional<Span> detect(Candidate candidate) {
        TextWindow text = candidate.text();
        if (text.at(candidate.from() - 1) != '"' || text.at(candidate.to()) != '"') {
            return Optional.empty();
        }
        int end = candidate.until(REACH_OF_AUTHS);
        if (end - candidate.to() < SHORTEST) {
            return Optional.empty();
        }
        Matcher matcher = CREDENTIAL.matcher(text.text(candidate.to(), end));
        while (matcher.find()) {
            String value = matcher.group(2);
            if (matcher.group(1).equals("auth") ? userAndPassword(value) : !Placeholders.placeholder(value)) {
                return Optional.of(Span.of(candidate.to() + matcher.start(2), candidate.to() + matcher.end(2)));
            }
        }
        return Optional.empty();
    }

    static boolean userAndPassword(String auth) {
        try {
            String decoded = new String(Base64.getDecoder().decode(auth), StandardCharsets.ISO_8859_1);
            int colon = decoded.indexOf(':');
            return colon > 0 && colon < decoded.length() - 3 && !Placeholders.placeholder(decoded.substring(colon + 1));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
