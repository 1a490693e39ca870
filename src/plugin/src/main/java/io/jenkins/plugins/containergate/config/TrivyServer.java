package io.jenkins.plugins.containergate.config;

import hudson.Extension;
import hudson.Util;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.vulnerability.trivy.TrivyEndpoint;
import io.jenkins.lib.containergate.vulnerability.trivy.TrivyToken;
import io.jenkins.plugins.containergate.Messages;
import io.jenkins.plugins.containergate.credentials.CredentialsItems;
import io.jenkins.plugins.containergate.credentials.OrganisationSecrets;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A Trivy server that jobs may ask by name. Its address is the organisation's choice, never a job's. */
public class TrivyServer implements Describable<TrivyServer> {
    private final String name;
    private final String url;
    private @Nullable String tokenCredentialsId;
    private @Nullable String tokenHeader;
    private boolean fromAgent;

    /** Configuration as code passes {@code null} for what it does not have; the configuration refuses the empty ones. */
    @DataBoundConstructor
    public TrivyServer(@Nullable String name, @Nullable String url) {
        this.name = name == null ? "" : name.strip();
        this.url = url == null ? "" : url.strip();
    }

    public String getName() {
        return name;
    }

    public String getUrl() {
        return url;
    }

    /** Id of a secret text credential with the server's token. */
    public @Nullable String getTokenCredentialsId() {
        return tokenCredentialsId;
    }

    @DataBoundSetter
    public void setTokenCredentialsId(@Nullable String tokenCredentialsId) {
        this.tokenCredentialsId = Util.fixEmptyAndTrim(tokenCredentialsId);
    }

    /** Name of the header the server wants the token in; empty for its default. */
    public @Nullable String getTokenHeader() {
        return tokenHeader;
    }

    @DataBoundSetter
    public void setTokenHeader(@Nullable String tokenHeader) {
        this.tokenHeader = Util.fixEmptyAndTrim(tokenHeader);
    }

    /** Asked from the agent, because only the agent reaches it: the token goes there, too. */
    public boolean isFromAgent() {
        return fromAgent;
    }

    @DataBoundSetter
    public void setFromAgent(boolean fromAgent) {
        this.fromAgent = fromAgent;
    }

    /**
     * How the engine asks it. The token is read from the credentials now, so that a changed one counts at once.
     *
     * @throws GateException when its address is malformed, or its token is missing
     */
    public TrivyEndpoint endpoint() throws GateException {
        Optional<TrivyToken> token = Optional.empty();
        if (tokenCredentialsId != null) {
            String source = "the secret text '" + tokenCredentialsId + "'";
            token = Optional.of(TrivyToken.parse(
                    source,
                    OrganisationSecrets.text(tokenCredentialsId, url)
                            .orElseThrow(() -> new GateException(
                                    source + " for the Trivy server " + name + " does not exist",
                                    "have an administrator choose another under Manage Jenkins, Security, Container"
                                            + " gate"))));
        }
        return TrivyEndpoint.parse(
                url, TrivyEndpoint.PATH_PREFIX, tokenHeader == null ? TrivyEndpoint.TOKEN_HEADER : tokenHeader, token);
    }

    /** Form of one server. */
    @Extension
    public static class DescriptorImpl extends Descriptor<TrivyServer> {
        @Override
        public String getDisplayName() {
            return Messages.TrivyServer_displayName();
        }

        @POST
        public FormValidation doCheckName(@QueryParameter String value) {
            Jenkins.get().checkPermission(Jenkins.SYSTEM_READ);
            return FormValidation.validateRequired(value);
        }

        @POST
        public FormValidation doCheckUrl(@QueryParameter String value) {
            Jenkins.get().checkPermission(Jenkins.SYSTEM_READ);
            return isHttp(value) ? FormValidation.ok() : FormValidation.error(Messages.TrivyServer_notAnAddress());
        }

        @POST
        public ListBoxModel doFillTokenCredentialsIdItems(@QueryParameter @Nullable String tokenCredentialsId) {
            return CredentialsItems.secretText(null, tokenCredentialsId);
        }

        /** Reaches out to an address the form names, so only for those who may save it anyway. */
        @POST
        public FormValidation doTestConnection(
                @QueryParameter String url,
                @QueryParameter @Nullable String tokenCredentialsId,
                @QueryParameter @Nullable String tokenHeader)
                throws InterruptedException {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            if (!isHttp(url)) {
                return FormValidation.error(Messages.TrivyServer_notAnAddress());
            }
            TrivyServer server = new TrivyServer("", url);
            server.setTokenCredentialsId(tokenCredentialsId);
            server.setTokenHeader(tokenHeader);
            return TrivyConnection.test(server);
        }

        private static boolean isHttp(String value) {
            try {
                HttpAddress.parse(value);
                return true;
            } catch (GateException e) {
                return false;
            }
        }
    }
}
