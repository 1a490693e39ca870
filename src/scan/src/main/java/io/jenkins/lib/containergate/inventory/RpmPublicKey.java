package io.jenkins.lib.containergate.inventory;

import java.util.Optional;

/** Keys that rpm trusts, which it keeps among the packages: without an architecture, and with digits of the key as their version. */
public final class RpmPublicKey {
    /** In SBOMs of Trivy. */
    private static final String NO_ARCHITECTURE = "None";

    private RpmPublicKey() {}

    public static boolean is(String name, Optional<String> architecture) {
        return name.equals("gpg-pubkey")
                && architecture
                        .filter(stated -> !stated.equals(NO_ARCHITECTURE))
                        .isEmpty();
    }
}
