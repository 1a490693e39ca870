package io.jenkins.lib.containergate.hardening.rules;

import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.hardening.ConfigPointer;
import io.jenkins.lib.containergate.hardening.HardeningFindings;
import io.jenkins.lib.containergate.hardening.HardeningRule;
import io.jenkins.lib.containergate.hardening.ImageFacts;
import io.jenkins.lib.containergate.hardening.history.BuildHistory.BuildStep;
import io.jenkins.lib.containergate.hardening.history.Instruction.Run;
import io.jenkins.lib.containergate.hardening.history.Instruction.ShellCommand;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import io.jenkins.lib.containergate.rule.RuleSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Options that make package managers and download tools accept what nobody signed or what anybody may have sent. */
public final class NoUnverifiedPackagesRule extends HardeningRule {
    private static final Set<String> APT =
            Set.of("--allow-unauthenticated", "--force-yes", "--allow-insecure-repositories");
    private static final Set<String> RPM = Set.of("--nogpgcheck", "--no-gpgchecks");

    /** Options by program; an option with a value counts by its name. */
    private static final Map<String, Set<String>> OPTIONS = Map.ofEntries(
            Map.entry("apt-get", APT),
            Map.entry("apt", APT),
            Map.entry("aptitude", Set.of("--allow-untrusted")),
            Map.entry("apk", Set.of("--allow-untrusted")),
            Map.entry("yum", RPM),
            Map.entry("dnf", RPM),
            Map.entry("microdnf", RPM),
            Map.entry("tdnf", RPM),
            Map.entry("zypper", Set.of("--no-gpg-checks", "--allow-unsigned-rpm")),
            Map.entry("rpm", Set.of("--nosignature", "--nodigest")),
            Map.entry("pip", Set.of("--trusted-host")),
            Map.entry("pip3", Set.of("--trusted-host")),
            Map.entry("curl", Set.of("-k", "--insecure")),
            Map.entry("wget", Set.of("--no-check-certificate")));

    public NoUnverifiedPackagesRule() {
        super(
                new RuleMetadata(
                        "no-unverified-packages",
                        "no instruction switches the verification of packages or downloads off",
                        Severity.HIGH,
                        List.of(RuleSource.cisDocker("4.11")),
                        "install the repository's signing key or the server's CA certificate instead of switching the check off"));
    }

    @Override
    public RuleResult check(ImageFacts facts) {
        if (facts.windows()) {
            return RuleResult.notApplicable("known for Linux images only");
        }
        HardeningFindings findings = new HardeningFindings(metadata(), "packages and downloads that are verified");
        for (BuildStep step : facts.history().steps()) {
            if (step.instruction() instanceof Run run) {
                run.commands()
                        .forEach(command -> unsafeOption(command)
                                .ifPresent(option -> findings.broken(
                                        ConfigPointer.history(step.index()),
                                        command.program() + " " + option,
                                        "RUN " + command.program() + " " + option)));
            }
        }
        return HistoryResult.of(facts.history(), findings.result());
    }

    private static Optional<String> unsafeOption(ShellCommand command) {
        Set<String> unsafe = OPTIONS.getOrDefault(command.program(), Set.of());
        return command.arguments().stream()
                .map(argument -> nameOf(command.program(), argument))
                .filter(unsafe::contains)
                .findFirst();
    }

    /** The option without its value; among curl's joined short options, {@code -k}. */
    private static String nameOf(String program, String argument) {
        boolean shortOptions = argument.startsWith("-") && !argument.startsWith("--");
        if (program.equals("curl") && shortOptions && curlFlags(argument).indexOf('k') >= 0) {
            return "-k";
        }
        int equals = argument.indexOf('=');
        return equals < 0 ? argument : argument.substring(0, equals);
    }

    /** The letters up to the first option that takes the rest as its value. */
    private static String curlFlags(String argument) {
        int end = 1;
        while (end < argument.length() && "fsSLkgiIjlnNOqRvV0123456#".indexOf(argument.charAt(end)) >= 0) {
            end++;
        }
        return argument.substring(1, end);
    }
}
