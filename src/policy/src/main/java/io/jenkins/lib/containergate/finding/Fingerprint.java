package io.jenkins.lib.containergate.finding;

import io.jenkins.lib.containergate.image.Digest;
import java.nio.charset.StandardCharsets;

/**
 * Identity of a finding across builds, for baselines: equal for the same flaw in the same place of the next build.
 * Holds no layer digest, which changes with every build.
 */
public record Fingerprint(String value) {

    /** From parts that stay the same between builds; the separator cannot occur in any of them. */
    public static Fingerprint of(String... parts) {
        return new Fingerprint(Digest.of(String.join("\0", parts).getBytes(StandardCharsets.UTF_8))
                .hex()
                .substring(0, 32));
    }
}
