package io.jenkins.lib.containergate.cli.learn;

import io.jenkins.lib.containergate.aws.vpc.ObservedTraffic;
import io.jenkins.lib.containergate.ecs.segmentation.ClusterNetwork;
import io.jenkins.lib.containergate.ecs.segmentation.IngressUse;
import io.jenkins.lib.containergate.text.SafeText;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Ingress rules of the security groups of a cluster that nobody used, as comments of a proposal. */
final class UnusedRules {
    private static final int LINE = 4_000;

    private UnusedRules() {}

    static String comments(ClusterNetwork network, ObservedTraffic observed) {
        Set<String> seen = observed.services().keySet().stream()
                .filter(target -> target.cluster().equals(network.name()))
                .map(ObservedTraffic.Target::service)
                .collect(Collectors.toSet());
        Set<String> groups = new TreeSet<>();
        Set<String> silent = new TreeSet<>();
        network.services().forEach(service -> {
            if (seen.contains(service.name())) {
                groups.addAll(service.groups());
            } else if (!service.passed().isEmpty()) {
                silent.add(service.name());
            }
        });
        // a group that a silent service holds as well may be used there
        network.services().stream()
                .filter(service -> silent.contains(service.name()))
                .forEach(service -> groups.removeAll(service.passed()));
        IngressUse use = IngressUse.of(network, groups, observed, Instant.MIN);
        StringBuilder text = new StringBuilder();
        line(
                text,
                "Ingress rules of " + groups.size() + " security groups of the cluster " + network.name()
                        + " that nobody used in " + observed.coverage().text() + ":");
        observed.coverage().gap().ifPresent(gap -> line(text, "  This is no proof: " + gap + "."));
        use.unused().forEach(part -> line(text, "  " + part.text()));
        if (use.unused().isEmpty()) {
            line(text, "  none");
        } else {
            line(text, "  not counted: connections to what has one of these groups outside of the cluster");
        }
        use.unknown().forEach(each -> line(text, "  not known: " + each.part().text() + ", and " + each.why()));
        silent.forEach(service -> line(text, "  not known: the flow logs have no record of the service " + service));
        network.unread()
                .forEach((group, why) ->
                        line(text, "  not known: the security group " + group + " cannot be read: " + why));
        return text.toString();
    }

    private static void line(StringBuilder text, String content) {
        int indent = content.length() - content.stripLeading().length();
        text.append("# ")
                .append(" ".repeat(indent))
                .append(SafeText.visible(content.substring(indent), LINE))
                .append('\n');
    }
}
