package io.jenkins.lib.containergate.hardening.rules;

import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.hardening.ConfigPointer;
import io.jenkins.lib.containergate.hardening.HardeningFindings;
import io.jenkins.lib.containergate.hardening.HardeningRule;
import io.jenkins.lib.containergate.hardening.ImageFacts;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import io.jenkins.lib.containergate.rule.RuleSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/** A volume where the system lives: an image that asks for it expects to be given the host's. */
public final class NoSensitiveVolumeRule extends HardeningRule {
    /** The directory itself; data below some of them is legitimate. */
    private static final Set<String> DIRECTORIES = Set.of(
            "/",
            "/boot",
            "/dev",
            "/etc",
            "/lib",
            "/lib64",
            "/proc",
            "/root/.ssh",
            "/run/containerd",
            "/sys",
            "/usr",
            "/var/lib/containerd",
            "/var/lib/docker",
            "/var/lib/ecs");

    /** With everything below. */
    private static final List<String> TREES = List.of("/boot/", "/dev/", "/proc/", "/sys/");

    private static final Set<String> SOCKETS =
            Set.of("docker.sock", "containerd.sock", "crio.sock", "podman.sock", "docker.pid");

    public NoSensitiveVolumeRule() {
        super(new RuleMetadata(
                "no-sensitive-volume",
                "the image declares no volume over a part of the system",
                Severity.HIGH,
                List.of(RuleSource.cisDocker("5.6"), RuleSource.dockle("DKL-DI-0002")),
                "remove the VOLUME; declare volumes for data only, such as /var/lib/app"));
    }

    @Override
    public RuleResult check(ImageFacts facts) {
        if (facts.windows()) {
            return RuleResult.notApplicable("known for Linux images only");
        }
        HardeningFindings findings = new HardeningFindings(metadata(), "volumes for data only");
        for (String volume : facts.config().volumes()) {
            if (sensitive(canonical(volume))) {
                findings.broken(ConfigPointer.setting("Volumes", volume), volume, "VOLUME " + volume);
            }
        }
        return findings.result();
    }

    private static boolean sensitive(String path) {
        return DIRECTORIES.contains(path)
                || TREES.stream().anyMatch(path::startsWith)
                || SOCKETS.contains(path.substring(path.lastIndexOf('/') + 1));
    }

    /** Absolute, without empty, {@code .} and {@code ..} segments; a relative path counts from the root, as for Docker. */
    private static String canonical(String volume) {
        Deque<String> segments = new ArrayDeque<>();
        for (String segment : volume.strip().split("/", -1)) {
            if (segment.equals("..")) {
                segments.pollLast();
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                segments.addLast(segment);
            }
        }
        return "/" + String.join("/", segments);
    }
}
