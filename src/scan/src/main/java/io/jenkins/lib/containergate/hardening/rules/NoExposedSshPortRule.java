package io.jenkins.lib.containergate.hardening.rules;

import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.hardening.ConfigPointer;
import io.jenkins.lib.containergate.hardening.HardeningFindings;
import io.jenkins.lib.containergate.hardening.HardeningRule;
import io.jenkins.lib.containergate.hardening.ImageFacts;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import io.jenkins.lib.containergate.rule.RuleSource;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code EXPOSE 22}, alone or in a range. */
public final class NoExposedSshPortRule extends HardeningRule {
    private static final int SSH = 22;
    private static final Pattern PORTS = Pattern.compile("([0-9]{1,5})(?:-([0-9]{1,5}))?(?:/([a-z]+))?");

    public NoExposedSshPortRule() {
        super(new RuleMetadata(
                "no-exposed-ssh-port",
                "the image does not expose the SSH port",
                Severity.HIGH,
                List.of(RuleSource.cisDocker("5.7")),
                "remove EXPOSE 22; reach a container with ECS Exec, which is authorised and logged"));
    }

    @Override
    public RuleResult check(ImageFacts facts) {
        HardeningFindings findings = new HardeningFindings(metadata(), "no port 22 among the exposed ports");
        for (String exposed : facts.config().exposedPorts()) {
            Matcher ports = PORTS.matcher(exposed);
            if (!ports.matches()) {
                findings.undecided(
                        ConfigPointer.setting("ExposedPorts"),
                        "'" + exposed + "' is not a port",
                        "write PORT, PORT/tcp or PORT/udp in EXPOSE");
            } else if (includesSsh(ports)) {
                findings.broken(ConfigPointer.setting("ExposedPorts", exposed), "EXPOSE " + exposed);
            }
        }
        return findings.result();
    }

    private static boolean includesSsh(Matcher ports) {
        int first = Integer.parseInt(ports.group(1));
        int last = ports.group(2) == null ? first : Integer.parseInt(ports.group(2));
        boolean tcp = ports.group(3) == null || ports.group(3).equals("tcp");
        return tcp && first <= SSH && SSH <= last;
    }
}
