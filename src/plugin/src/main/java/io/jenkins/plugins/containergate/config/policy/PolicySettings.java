package io.jenkins.plugins.containergate.config.policy;

import com.thoughtworks.xstream.converters.ConversionException;
import com.thoughtworks.xstream.converters.Converter;
import com.thoughtworks.xstream.converters.MarshallingContext;
import com.thoughtworks.xstream.converters.UnmarshallingContext;
import com.thoughtworks.xstream.io.HierarchicalStreamReader;
import com.thoughtworks.xstream.io.HierarchicalStreamWriter;
import hudson.Extension;
import hudson.RelativePath;
import hudson.Util;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import io.jenkins.lib.containergate.policy.document.PolicyDocument;
import io.jenkins.lib.containergate.policy.document.PolicyFormatException;
import io.jenkins.lib.containergate.policy.document.PolicyParser;
import io.jenkins.plugins.containergate.Messages;
import io.jenkins.plugins.containergate.config.ContainerGateConfiguration;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import jenkins.model.Jenkins;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The policy of one layer: the text of a policy file, as it was written, comments included. */
public final class PolicySettings implements Describable<PolicySettings> {
    private final String yaml;

    /** @param yaml a policy file */
    @DataBoundConstructor
    public PolicySettings(@Nullable String yaml) {
        this.yaml = yaml == null ? "" : yaml.replace("\r\n", "\n").stripTrailing() + "\n";
    }

    /** A policy that is not written as text: as maps, lists and texts, in the shape of a policy file or of former forms. */
    static PolicySettings of(Map<?, ?> plain) {
        return new PolicySettings(PolicyShape.yaml(plain));
    }

    public String getYaml() {
        return yaml;
    }

    /**
     * What this layer says.
     *
     * @param layer its name in decisions and refusals
     * @param place where it is set, for messages
     * @throws PolicyFormatException when it is not a policy
     */
    public PolicyDocument document(String layer, String place) throws PolicyFormatException {
        return PolicyParser.parse(layer, place, yaml);
    }

    /** Writes the text, and reads it, or what forms of one field for each key have saved. Jenkins finds it by its name. */
    public static final class ConverterImpl implements Converter {
        @Override
        @SuppressWarnings("rawtypes") // as XStream declares it
        public boolean canConvert(Class type) {
            return type == PolicySettings.class;
        }

        @Override
        public void marshal(Object source, HierarchicalStreamWriter writer, MarshallingContext context) {
            writer.startNode(SavedFields.FILE);
            writer.setValue(((PolicySettings) source).yaml);
            writer.endNode();
        }

        @Override
        public PolicySettings unmarshal(HierarchicalStreamReader reader, UnmarshallingContext context) {
            if (!reader.hasMoreChildren()) {
                throw new ConversionException("the saved policy is empty");
            }
            Map<String, Object> fields = SavedFields.read(reader);
            // a text with fields beside it is not read in parts: together they are no policy, and the parser says so
            return fields.size() == 1 && fields.get(SavedFields.FILE) instanceof String text
                    ? new PolicySettings(text)
                    : of(fields);
        }
    }

    /** Form: the text, what is wrong with it and what it means, and the keys there are. */
    @Extension
    public static final class DescriptorImpl extends Descriptor<PolicySettings> {
        @Override
        public String getDisplayName() {
            return Messages.PolicySettings_displayName();
        }

        /** For the form: every key of a policy, and what it means when it is absent. */
        public List<PolicyEffect.Key> getKeys() {
            return PolicyEffect.keys();
        }

        /** @param folder of the form that the text is in, if it is the policy of a folder */
        @POST
        public FormValidation doCheckYaml(
                @QueryParameter String value, @QueryParameter @RelativePath("..") @Nullable String folder) {
            Jenkins.get().checkPermission(Jenkins.SYSTEM_READ);
            PolicyEffect effect = new PolicyEffect(Clock.systemUTC());
            PolicySettings settings = new PolicySettings(value);
            PolicyEffect.Result result = Util.fixEmptyAndTrim(folder) == null
                    ? effect.ofOrganisation(settings)
                    : effect.ofFolder(ContainerGateConfiguration.get().getPolicy(), settings);
            return result.problems().isEmpty()
                    ? FormValidation.okWithMarkup(table(result.lines()))
                    : FormValidation.errorWithMarkup(list(result.problems()));
        }

        /** A key goes on in the next line of a narrow column after a dot. */
        private static String breakable(String key) {
            return Util.escape(key).replace(".", ".<wbr>");
        }

        private static String list(List<String> problems) {
            StringBuilder html = new StringBuilder("<ul class=\"container-gate-problems\">");
            problems.forEach(
                    problem -> html.append("<li>").append(Util.escape(problem)).append("</li>"));
            return html.append("</ul>").toString();
        }

        private static String table(List<PolicyEffect.Line> lines) {
            StringBuilder html = new StringBuilder(Util.escape(Messages.PolicySettings_valid()));
            html.append("<table class=\"jenkins-table jenkins-table--small container-gate-effect\"><tbody>");
            for (PolicyEffect.Line line : lines) {
                html.append("<tr><th scope=\"row\">").append(breakable(line.key()));
                html.append("</th><td>").append(Util.escape(line.value()));
                html.append("</td><td>").append(Util.escape(line.source())).append("</td></tr>");
            }
            return html.append("</tbody></table>").toString();
        }
    }
}
