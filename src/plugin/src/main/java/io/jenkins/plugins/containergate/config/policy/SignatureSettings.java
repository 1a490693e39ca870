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
    private @Nullable String exempt;
    private @Nullable String require;
    private @Nullable String maxAge;
    private List<String> roles = new ArrayList<>();
    private List<String> references = new ArrayList<>();
    private List<String> annotations = new ArrayList<>();
    private List<SignerSettings> signers = new ArrayList<>();
    private @Nullable VerdictSettings verdict;

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

    /** Why these repositories need no signature; then nothing else is set. */
    public @Nullable String getExempt() {
        return exempt;
    }

    @DataBoundSetter
    public void setExempt(@Nullable String exempt) {
        this.exempt = Util.fixEmptyAndTrim(exempt);
    }

    /** {@code 30d}; the time of a signature must be vouched for. */
    public @Nullable String getMaxAge() {
        return maxAge;
    }

    @DataBoundSetter
    public void setMaxAge(@Nullable String maxAge) {
        this.maxAge = Util.fixEmptyAndTrim(maxAge);
    }

    public List<String> getRoles() {
        return List.copyOf(roles);
    }

    @DataBoundSetter
    public void setRoles(List<String> roles) {
        this.roles = Lines.of(roles);
    }

    /** For the form: one a line. */
    public String getRolesText() {
        return String.join("\n", roles);
    }

    /** Repositories that a signature may name besides the image's own. */
    public List<String> getReferences() {
        return List.copyOf(references);
    }

    @DataBoundSetter
    public void setReferences(List<String> references) {
        this.references = Lines.of(references);
    }

    /** For the form: one a line. */
    public String getReferencesText() {
        return String.join("\n", references);
    }

    /** What has to be signed along: {@code NAME=VALUE} each. */
    public List<String> getAnnotations() {
        return List.copyOf(annotations);
    }

    @DataBoundSetter
    public void setAnnotations(List<String> annotations) {
        this.annotations = Lines.of(annotations);
    }

    /** For the form: one a line. */
    public String getAnnotationsText() {
        return String.join("\n", annotations);
    }

    public List<SignerSettings> getSigners() {
        return List.copyOf(signers);
    }

    @DataBoundSetter
    public void setSigners(List<SignerSettings> signers) {
        this.signers = new ArrayList<>(signers);
    }

    public @Nullable VerdictSettings getVerdict() {
        return verdict;
    }

    @DataBoundSetter
    public void setVerdict(@Nullable VerdictSettings verdict) {
        this.verdict = verdict;
    }

    @Override
    public Map<String, Object> plain() {
        return new PlainPolicy()
                .texts("repositories", repositories)
                .text("exempt", exempt)
                .scalar("require", require)
                .texts("roles", roles)
                .pairs("annotations", annotations)
                .texts("references", references)
                .text("maxAge", maxAge)
                .section("verdict", verdict)
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

        @POST
        public FormValidation doCheckMaxAge(@AncestorInPath @Nullable Item item, @QueryParameter String value) {
            return check(item, at("signatures[]").text("maxAge", value));
        }

        @POST
        public FormValidation doCheckAnnotations(@AncestorInPath @Nullable Item item, @QueryParameter String value) {
            return check(item, at("signatures[]").pairs("annotations", value));
        }

        @POST
        public FormValidation doCheckReferences(@AncestorInPath @Nullable Item item, @QueryParameter String value) {
            return check(item, at("signatures[]").lines("references", value));
        }
    }
}
