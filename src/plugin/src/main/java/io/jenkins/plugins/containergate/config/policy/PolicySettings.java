package io.jenkins.plugins.containergate.config.policy;

import hudson.Extension;
import hudson.Util;
import hudson.model.Describable;
import hudson.util.ListBoxModel;
import io.jenkins.lib.containergate.policy.document.PolicyDocument;
import io.jenkins.lib.containergate.policy.document.PolicyFormatException;
import io.jenkins.lib.containergate.policy.document.PolicyParser;
import io.jenkins.lib.containergate.policy.setting.Mode;
import io.jenkins.lib.containergate.policy.setting.OnError;
import io.jenkins.lib.containergate.policy.yaml.YamlWriter;
import io.jenkins.plugins.containergate.Messages;
import io.jenkins.plugins.containergate.config.Lines;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.verb.POST;

/**
 * The policy of one layer, as a form and as configuration code: the same shape as a policy file, which it is turned into.
 *
 * What is left empty is not said, and means what it means in a policy file.
 */
public class PolicySettings implements Describable<PolicySettings>, PolicyPart {
    private @Nullable String mode;
    private @Nullable String onError;
    private @Nullable VulnerabilitySettings vulnerabilities;
    private @Nullable SecretSettings secrets;
    private @Nullable RuleSettings hardening;
    private @Nullable TaskDefinitionSettings taskDefinition;
    private @Nullable DriftSettings drift;
    private List<SignatureSettings> signatures = new ArrayList<>();
    private @Nullable DelegateSettings delegate;
    private List<WaiverSettings> waivers = new ArrayList<>();
    private List<WaiverRuleSettings> waiverRules = new ArrayList<>();
    private @Nullable List<String> internalHosts;

    @DataBoundConstructor
    public PolicySettings() {}

    /** {@code enforce}, {@code warn} or {@code audit}. */
    public @Nullable String getMode() {
        return mode;
    }

    @DataBoundSetter
    public void setMode(@Nullable String mode) {
        this.mode = Util.fixEmptyAndTrim(mode);
    }

    /** {@code fail} or {@code unstable}: what becomes of a build whose gate could not decide. */
    public @Nullable String getOnError() {
        return onError;
    }

    @DataBoundSetter
    public void setOnError(@Nullable String onError) {
        this.onError = Util.fixEmptyAndTrim(onError);
    }

    public @Nullable VulnerabilitySettings getVulnerabilities() {
        return vulnerabilities;
    }

    @DataBoundSetter
    public void setVulnerabilities(@Nullable VulnerabilitySettings vulnerabilities) {
        this.vulnerabilities = vulnerabilities;
    }

    public @Nullable SecretSettings getSecrets() {
        return secrets;
    }

    @DataBoundSetter
    public void setSecrets(@Nullable SecretSettings secrets) {
        this.secrets = secrets;
    }

    public @Nullable RuleSettings getHardening() {
        return hardening;
    }

    @DataBoundSetter
    public void setHardening(@Nullable RuleSettings hardening) {
        this.hardening = hardening;
    }

    public @Nullable TaskDefinitionSettings getTaskDefinition() {
        return taskDefinition;
    }

    @DataBoundSetter
    public void setTaskDefinition(@Nullable TaskDefinitionSettings taskDefinition) {
        this.taskDefinition = taskDefinition;
    }

    public @Nullable DriftSettings getDrift() {
        return drift;
    }

    @DataBoundSetter
    public void setDrift(@Nullable DriftSettings drift) {
        this.drift = drift;
    }

    /** Who must have signed the images of which repositories. */
    public List<SignatureSettings> getSignatures() {
        return List.copyOf(signatures);
    }

    @DataBoundSetter
    public void setSignatures(List<SignatureSettings> signatures) {
        this.signatures = new ArrayList<>(signatures);
    }

    /** What inner layers may decide about signatures; without it, nothing. */
    public @Nullable DelegateSettings getDelegate() {
        return delegate;
    }

    @DataBoundSetter
    public void setDelegate(@Nullable DelegateSettings delegate) {
        this.delegate = delegate;
    }

    public List<WaiverSettings> getWaivers() {
        return List.copyOf(waivers);
    }

    @DataBoundSetter
    public void setWaivers(List<WaiverSettings> waivers) {
        this.waivers = new ArrayList<>(waivers);
    }

    /** What inner layers may waive; without any, nothing. */
    public List<WaiverRuleSettings> getWaiverRules() {
        return List.copyOf(waiverRules);
    }

    @DataBoundSetter
    public void setWaiverRules(List<WaiverRuleSettings> waiverRules) {
        this.waiverRules = new ArrayList<>(waiverRules);
    }

    /** Hosts inside networks that certificates and inner layers may lead to; without any, none. */
    public List<String> getInternalHosts() {
        return internalHosts == null ? List.of() : List.copyOf(internalHosts);
    }

    @DataBoundSetter
    public void setInternalHosts(List<String> internalHosts) {
        List<String> lines = Lines.of(internalHosts);
        this.internalHosts = lines.isEmpty() ? null : lines;
    }

    /** For the form: one a line. */
    public String getInternalHostsText() {
        return String.join("\n", getInternalHosts());
    }

    @Override
    public Map<String, Object> plain() {
        return new PlainPolicy()
                .scalar("version", "1")
                .text("mode", mode)
                .text("onError", onError)
                .section("vulnerabilities", vulnerabilities)
                .section("secrets", secrets)
                .section("hardening", hardening)
                .section("taskDefinition", taskDefinition)
                .section("drift", drift)
                .sections("signatures", signatures)
                .section("delegate", delegate)
                .sections("waivers", waivers)
                .sections("waiverRules", waiverRules)
                .texts("internalHosts", getInternalHosts())
                .map();
    }

    /**
     * What this layer says.
     *
     * @param layer its name in decisions and refusals
     * @param place where it is set, for messages
     * @throws PolicyFormatException when it is no policy
     */
    public PolicyDocument document(String layer, String place) throws PolicyFormatException {
        return PolicyParser.parse(layer, place, yaml());
    }

    /** The policy file that says the same. */
    public String yaml() {
        return YamlWriter.write(plain());
    }

    /** Form of this part. */
    @Extension
    public static class DescriptorImpl extends PolicyPartDescriptor<PolicySettings> {
        @Override
        public String getDisplayName() {
            return Messages.PolicySettings_displayName();
        }

        @POST
        public ListBoxModel doFillModeItems() {
            return choices(Mode.values());
        }

        @POST
        public ListBoxModel doFillOnErrorItems() {
            return choices(OnError.values());
        }
    }
}
