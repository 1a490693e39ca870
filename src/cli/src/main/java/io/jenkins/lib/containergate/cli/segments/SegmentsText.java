package io.jenkins.lib.containergate.cli.segments;

import io.jenkins.lib.containergate.cli.output.TextTable;
import io.jenkins.lib.containergate.ecs.segmentation.ClusterNetwork.ServiceNetwork;
import io.jenkins.lib.containergate.ecs.segmentation.Connection;
import io.jenkins.lib.containergate.ecs.segmentation.SegmentCheck.Violation;
import io.jenkins.lib.containergate.ecs.segmentation.SegmentationMap;
import io.jenkins.lib.containergate.ecs.segmentation.TrafficSet;
import io.jenkins.lib.containergate.policy.segment.Source;
import io.jenkins.lib.containergate.text.FirstFew;
import io.jenkins.lib.containergate.text.SafeText;
import java.util.List;

/** The map as tables that an operator reads. */
final class SegmentsText {
    private static final int NAMES = 6;
    private static final int WIDTH = 200;
    private static final int LINE = 1_000;

    private SegmentsText() {}

    static String of(SegmentationMap map, List<Violation> violations) {
        StringBuilder text = new StringBuilder();
        text.append("cluster ")
                .append(shown(map.cluster()))
                .append(": ")
                .append(map.services().size())
                .append(" services, ")
                .append(map.outside().size())
                .append(" outside sources, ")
                .append(map.connections().size())
                .append(" connections, by security groups alone\n\n");
        TextTable connections = new TextTable("FROM", "TO", "TRAFFIC");
        for (Connection connection : map.connections()) {
            connections.row(
                    names(connection.from().stream().map(Source::key).toList()),
                    names(connection.to()),
                    shown(connection.traffic().toString()));
        }
        text.append(connections).append('\n');
        TextTable services = new TextTable("SERVICE", "LISTENS ON", "PUBLIC ADDRESS", "SECURITY GROUPS");
        for (ServiceNetwork service : map.services()) {
            services.row(
                    shown(service.name()),
                    service.listens().map(SegmentsText::ports).orElse("not known"),
                    service.publicIp() ? "yes" : "no",
                    names(service.passed()));
        }
        text.append(services);
        text.append(objections(map, violations));
        return text.toString();
    }

    /** What is not known, and what the policy has against the rest; empty when there is nothing of it. */
    static String objections(SegmentationMap map, List<Violation> violations) {
        StringBuilder text = new StringBuilder();
        if (!map.unknown().isEmpty()) {
            text.append("\nnot known, so that more may reach them:\n");
            map.unknown()
                    .forEach((service, reasons) -> reasons.forEach(why ->
                            text.append("  ").append(line(service + ": " + why)).append('\n')));
        }
        List<Source> strangers = map.outside().stream()
                .filter(source -> source.unknown().isPresent())
                .toList();
        if (!strangers.isEmpty()) {
            text.append("\nnot known, who holds these groups:\n");
            strangers.forEach(source -> text.append("  ")
                    .append(line(source.name() + ": " + source.unknown().orElseThrow()))
                    .append('\n'));
        }
        if (!violations.isEmpty()) {
            text.append("\nnot on the lists of the policy:\n");
            for (Violation violation : violations) {
                text.append("  ")
                        .append(line(violation.service() + " is " + violation.text() + "; its list is "
                                + violation.allowed()))
                        .append("\n    what to do: ")
                        .append(line(violation.remedy()))
                        .append('\n');
            }
        }
        return text.toString();
    }

    private static String ports(TrafficSet listens) {
        return listens.all().isEmpty() ? "nothing" : shown(listens.toString());
    }

    private static String names(List<String> names) {
        return shown(FirstFew.of(names, NAMES));
    }

    private static String shown(String text) {
        return SafeText.visible(text, WIDTH);
    }

    private static String line(String text) {
        return SafeText.visible(text, LINE);
    }
}
