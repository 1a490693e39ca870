package io.jenkins.plugins.containergate.config.policy;

import hudson.Extension;
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

/** What inner layers may decide about signatures; what is left empty they may not. */
public class DelegateSettings implements Describable<DelegateSettings>, PolicyPart {
    private List<String> signers = new ArrayList<>();
    private List<String> exemptions = new ArrayList<>();
    private List<String> servers = new ArrayList<>();

    @DataBoundConstructor
    public DelegateSettings() {}

    /** Patterns of the repositories for which they may name signers. */
    public List<String> getSigners() {
        return List.copyOf(signers);
    }

    @DataBoundSetter
    public void setSigners(List<String> signers) {
        this.signers = Lines.of(signers);
    }

    /** For the form: one a line. */
    public String getSignersText() {
        return String.join("\n", signers);
    }

    /** Patterns of the repositories that they may exempt from signatures. */
    public List<String> getExemptions() {
        return List.copyOf(exemptions);
    }

    @DataBoundSetter
    public void setExemptions(List<String> exemptions) {
        this.exemptions = Lines.of(exemptions);
    }

    /** For the form: one a line. */
    public String getExemptionsText() {
        return String.join("\n", exemptions);
    }

    /** Patterns of the addresses of servers that their signers may name. */
    public List<String> getServers() {
        return List.copyOf(servers);
    }

    @DataBoundSetter
    public void setServers(List<String> servers) {
        this.servers = Lines.of(servers);
    }

    /** For the form: one a line. */
    public String getServersText() {
        return String.join("\n", servers);
    }

    @Override
    public Map<String, Object> plain() {
        return new PlainPolicy()
                .texts("signers", signers)
                .texts("exemptions", exemptions)
                .texts("servers", servers)
                .map();
    }

    /** Form of this part. */
    @Extension
    public static class DescriptorImpl extends PolicyPartDescriptor<DelegateSettings> {
        @Override
        public String getDisplayName() {
            return Messages.DelegateSettings_displayName();
        }

        @POST
        public FormValidation doCheckSigners(@AncestorInPath @Nullable Item item, @QueryParameter String value) {
            return check(item, at("delegate").lines("signers", value));
        }

        @POST
        public FormValidation doCheckExemptions(@AncestorInPath @Nullable Item item, @QueryParameter String value) {
            return check(item, at("delegate").lines("exemptions", value));
        }

        @POST
        public FormValidation doCheckServers(@AncestorInPath @Nullable Item item, @QueryParameter String value) {
            return check(item, at("delegate").lines("servers", value));
        }
    }
}
