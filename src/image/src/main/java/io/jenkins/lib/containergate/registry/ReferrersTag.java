package io.jenkins.lib.containergate.registry;

import io.jenkins.lib.containergate.image.Digest;

/** The tag that lists the referrers of a manifest where a registry has no referrers API. */
final class ReferrersTag {
    private ReferrersTag() {}

    static String of(Digest subject) {
        return "sha256-" + subject.hex();
    }
}
