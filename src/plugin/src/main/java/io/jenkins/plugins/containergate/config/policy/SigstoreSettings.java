package io.jenkins.plugins.containergate.config.policy;

import hudson.Util;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.DataBoundSetter;

/** What signers with keys and signers with certificates of Sigstore have in common. */
public abstract class SigstoreSettings implements PolicyPart {
    private @Nullable String trustedRoot;

    /** Sigstore trusted root in JSON, for transparency logs and certificates. */
    public @Nullable String getTrustedRoot() {
        return trustedRoot;
    }

    @DataBoundSetter
    public void setTrustedRoot(@Nullable String trustedRoot) {
        this.trustedRoot = Util.fixEmptyAndTrim(trustedRoot);
    }
}
