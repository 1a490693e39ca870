package io.jenkins.lib.containergate.cli;

import io.jenkins.lib.containergate.cli.options.AwsOptions;
import io.jenkins.lib.containergate.cli.options.AwsScanOptions;
import io.jenkins.lib.containergate.cli.options.CacheOptions;
import io.jenkins.lib.containergate.cli.options.EcsLookupOptions;
import io.jenkins.lib.containergate.cli.options.LayerOptions;
import io.jenkins.lib.containergate.cli.options.LedgerOptions;
import io.jenkins.lib.containergate.cli.options.OutputOptions;
import io.jenkins.lib.containergate.cli.options.PolicyOptions;
import io.jenkins.lib.containergate.cli.options.PrintOptions;
import io.jenkins.lib.containergate.cli.options.SecretOptions;
import io.jenkins.lib.containergate.cli.options.TaskDefinitionOptions;
import io.jenkins.lib.containergate.cli.options.TrivyOptions;
import io.jenkins.lib.containergate.cli.options.VulnerabilityOptions;
import io.jenkins.lib.containergate.cli.registry.RegistryOptions;
import io.jenkins.lib.containergate.cli.signature.AttestationOptions;
import io.jenkins.lib.containergate.cli.signature.SignatureOptions;
import io.jenkins.lib.containergate.cli.signature.TrustOptions;
import io.jenkins.lib.containergate.cli.task.TaskImageOptions;
import java.lang.reflect.Member;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The options of a command under a heading for each class that declares some, and once: a list of forty has no beginning. */
final class OptionGroups implements CommandLine.IHelpSectionRenderer {
    private static final int WORTHWHILE = 12;
    private static final String OWN = "Options";
    private static final Map<Class<?>, String> HEADINGS = headings();

    private static Map<Class<?>, String> headings() {
        Map<Class<?>, String> headings = new LinkedHashMap<>();
        headings.put(LayerOptions.class, "Policy");
        headings.put(PolicyOptions.class, "Policy");
        headings.put(VulnerabilityOptions.class, "Vulnerability data");
        headings.put(TrivyOptions.class, "Vulnerability data");
        headings.put(AwsScanOptions.class, "Vulnerability data");
        headings.put(SecretOptions.class, "Secrets");
        headings.put(SignatureOptions.class, "Signatures");
        headings.put(TrustOptions.class, "Signatures");
        headings.put(AttestationOptions.class, "Attestation");
        headings.put(TaskDefinitionOptions.class, "Task definition");
        headings.put(TaskImageOptions.class, "Images of the task");
        headings.put(RegistryOptions.class, "Registry");
        headings.put(EcsLookupOptions.class, "AWS");
        headings.put(AwsOptions.class, "AWS");
        headings.put(CacheOptions.class, "Cache");
        headings.put(OutputOptions.class, "Output");
        headings.put(PrintOptions.class, "Output");
        headings.put(LedgerOptions.class, "Output");
        return headings;
    }

    static void in(CommandLine command) {
        command.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, new OptionGroups());
        if (shown(command.getCommandSpec()).size() >= WORTHWHILE) {
            command.getCommandSpec().usageMessage().abbreviateSynopsis(true);
        }
        command.getSubcommands().values().forEach(OptionGroups::in);
    }

    @Override
    public String render(Help help) {
        List<OptionSpec> shown = shown(help.commandSpec());
        Map<String, List<OptionSpec>> groups = new LinkedHashMap<>();
        groups.put(OWN, new ArrayList<>());
        HEADINGS.values().forEach(heading -> groups.put(heading, new ArrayList<>()));
        boolean grouped = shown.size() >= WORTHWHILE;
        shown.forEach(each -> groups.get(grouped ? heading(each) : OWN).add(each));
        StringBuilder text = new StringBuilder();
        groups.forEach((heading, options) -> {
            if (!options.isEmpty()) {
                text.append(grouped ? "%n%s:%n".formatted(heading) : "").append(list(help, options));
            }
        });
        return text.toString();
    }

    private static List<OptionSpec> shown(CommandSpec command) {
        return command.options().stream().filter(each -> !each.hidden()).toList();
    }

    private static String list(Help help, List<OptionSpec> options) {
        Help.Layout layout = help.createDefaultLayout(options, List.of(), help.colorScheme());
        layout.addOptions(options, help.createDefaultParamLabelRenderer());
        return layout.toString();
    }

    private static String heading(OptionSpec option) {
        return option.userObject() instanceof Member member
                ? HEADINGS.getOrDefault(member.getDeclaringClass(), OWN)
                : OWN;
    }
}
