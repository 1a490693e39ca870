package io.jenkins.plugins.containergate.config.policy;

import hudson.Extension;
import hudson.Util;
import hudson.model.Describable;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.containergate.Messages;
import io.jenkins.plugins.containergate.config.Lines;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Who must have signed the images of which repositories. */
public class SignatureSettings implements Describable<SignatureSettings>, PolicyPart {
    private List<String> repositories = new ArrayList<>();
    private @Nullable String require;
    private List<SignerSettings> signers = new ArrayList<>();

    @DataBoundConstructor
    public SignatureSettings() {}

    public List<String> getRepositories() {
        return List.copyOf(repositories);
    }

    @DataBoundSetter
    public void setRepositories(List<String> repositories) {
        this.repositories = Lines.of(repositories);
    }

    /** For the form: one a line. */
    public String getRepositoriesText() {
        return String.join("\n", repositories);
    }

    /** How many distinct signers; all of them when left empty. */
    public @Nullable String getRequire() {
        return require;
    }

    @DataBoundSetter
    public void setRequire(@Nullable String require) {
        this.require = Util.fixEmptyAndTrim(require);
    }

    public List<SignerSettings> getSigners() {
        return List.copyOf(signers);
    }

    @DataBoundSetter
    public void setSigners(List<SignerSettings> signers) {
        this.signers = new ArrayList<>(signers);
    }

    @Override
    public Map<String, Object> plain() {
        return new PlainPolicy()
                .texts("repositories", repositories)
                .scalar("require", require)
                .sections("signers", signers)
                .map();
    }

    /** Form of this part. */
    @Extension
    public static class DescriptorImpl extends PolicyPartDescriptor<SignatureSettings> {
        @Override
        public String getDisplayName() {
            return Messages.SignatureSettings_displayName();
        }

        @POST
        public FormValidation doCheckRepositories(@AncestorInPath @Nullable Item item, @QueryParameter String value) {
            return check(item, at("signatures[]").lines("repositories", value));
        }

        @POST
        public FormValidation doCheckRequire(@AncestorInPath @Nullable Item item, @QueryParameter String value) {
            return check(item, at("signatures[]").scalar("require", value));
        }
    }
}
