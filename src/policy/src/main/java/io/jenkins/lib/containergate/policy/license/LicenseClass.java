package io.jenkins.lib.containergate.policy.license;

import io.jenkins.lib.containergate.policy.setting.Choice;
import java.util.Arrays;
import java.util.Optional;

/** How far the conditions of a licence reach. */
public enum LicenseClass implements Choice {
    /** No conditions. */
    PUBLIC_DOMAIN,
    /** Notices have to be kept. */
    PERMISSIVE,
    /** Changes of the work itself have to be published under it: LGPL, MPL, EPL. */
    WEAK_COPYLEFT,
    /** What contains or is linked with it has to be published under it: GPL. */
    STRONG_COPYLEFT,
    /** The same for what is only offered over a network: AGPL, SSPL. */
    NETWORK_COPYLEFT,
    /** Not free for every purpose: no commercial use, no changes, no competing service, proprietary. */
    RESTRICTED;

    static Optional<LicenseClass> ofKey(String key) {
        return Arrays.stream(values()).filter(each -> each.key().equals(key)).findFirst();
    }
}
