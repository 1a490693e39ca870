package io.jenkins.lib.containergate.policy;

import java.util.Optional;

/**
 * What was judged.
 *
 * @param reference as the user wrote it
 * @param digest {@code sha256:...} of the image manifest or, where there is none, of the image configuration
 * @param platform {@code linux/amd64}
 * @param note such as "evaluated by image ID: a Docker archive has no manifest digest"
 */
public record Subject(String reference, Optional<String> digest, Optional<String> platform, Optional<String> note) {}
