package io.jenkins.lib.containergate.policy.segment;

import java.util.Optional;

/** Which services may be reached by whom. */
@FunctionalInterface
public interface SegmentPolicy {
    /** Empty for a service that nothing is said about: everybody may reach it. */
    Optional<AllowedSources> allowed(String service);
}
