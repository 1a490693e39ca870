package io.jenkins.lib.containergate.report.html;

import io.jenkins.lib.containergate.ecs.segmentation.ClusterNetwork.ServiceNetwork;
import io.jenkins.lib.containergate.ecs.segmentation.SegmentCheck.Violation;
import io.jenkins.lib.containergate.ecs.segmentation.SegmentationMap;
import io.jenkins.lib.containergate.ecs.segmentation.TrafficSet;
import io.jenkins.lib.containergate.policy.segment.Source;
import io.jenkins.lib.containergate.report.ToolIdentity;
import io.jenkins.lib.containergate.report.segmentation.AlikeGroups;
import io.jenkins.lib.containergate.report.segmentation.AlikeGroups.Pair;
import io.jenkins.lib.containergate.text.FirstFew;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Who reaches whom, and by which ports, as a matrix: one page without script and external resource. */
public final class SegmentsHtml {
    private static final Stylesheet STYLE = Stylesheet.of("report.css", "segments.css");
    /** Names of one group that its head shows; the list below has all. */
    private static final int SHOWN = 3;
    /** A page of more is too large to open; JSON has them all. */
    private static final int MAX_CELLS = 160_000;

    private final SegmentationMap map;
    private final AlikeGroups groups;
    private final HtmlWriter html;

    private SegmentsHtml(SegmentationMap map, AlikeGroups groups, HtmlWriter html) {
        this.map = map;
        this.groups = groups;
        this.html = html;
    }

    /** @param out is left open */
    public static void write(SegmentationMap map, List<Violation> violations, OutputStream out) throws IOException {
        HtmlWriter html = new HtmlWriter(new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8)));
        new SegmentsHtml(map, AlikeGroups.of(map, violations), html).page(violations);
        html.finish();
    }

    private void page(List<Violation> violations) throws IOException {
        html.open("html").constant("lang", "en").newLine();
        HtmlHead.write("Who can reach whom in cluster " + map.cluster(), STYLE, html);
        html.open("body", "segments").newLine();
        html.open("header").element("h1", "Who can reach whom in cluster " + map.cluster());
        html.element(
                        "p",
                        "quiet",
                        map.services().size() + " services, " + map.outside().size() + " outside sources, "
                                + groups.traffic().size()
                                + " cells, by security groups alone. A row reaches a column on the ports in their"
                                + " cell, by TCP where it says nothing else; an empty cell is no connection. Names"
                                + " that reach, or are reached, alike share a row or column.")
                .close()
                .newLine();
        html.open("main").newLine();
        if (!violations.isEmpty()) {
            violations(violations);
        }
        unknown();
        if ((long) groups.from().size() * groups.to().size() <= MAX_CELLS) {
            matrix();
        }
        list();
        names();
        html.close().newLine();
        ToolIdentity tool = ToolIdentity.ofThisBuild();
        html.open("footer")
                .text("Written by " + tool.name() + " " + tool.version())
                .close()
                .newLine();
        html.close().close();
    }

    private void violations(List<Violation> violations) throws IOException {
        html.open("section")
                .element("h2", "Not allowed by the policy")
                .open("ul")
                .newLine();
        for (Violation violation : violations) {
            html.element(
                            "li",
                            violation.arrival().source().label() + " reaches " + violation.service() + " by "
                                    + violation.arrival().traffic() + "; " + violation.allowed())
                    .newLine();
        }
        html.close().close().newLine();
    }

    private void unknown() throws IOException {
        if (map.unknown().isEmpty()) {
            return;
        }
        html.open("section").element("h2", "Not wholly known");
        html.element("p", "quiet", "More than the matrix shows can reach these services.")
                .open("ul")
                .newLine();
        for (String service : map.unknown().keySet()) {
            html.element("li", service + ": " + String.join("; ", map.unknown().get(service)))
                    .newLine();
        }
        html.close().close().newLine();
    }

    private void matrix() throws IOException {
        html.open("section", "map").open("table").newLine();
        html.open("thead")
                .open("tr")
                .open("th", "corner")
                .text("from \u2193, to \u2192")
                .close();
        for (int to = 0; to < groups.to().size(); to++) {
            List<String> names = groups.to().get(to);
            html.open("th", incomplete(names) ? "open" : "to").constant("scope", "col");
            html.element("span", head(names) + (incomplete(names) ? " ?" : "")).close();
        }
        html.close().close().newLine().open("tbody").newLine();
        for (int from = 0; from < groups.from().size(); from++) {
            html.open("tr").open("th", outside(from) ? "outside" : "from").constant("scope", "row");
            html.text(head(keys(from))).close();
            for (int to = 0; to < groups.to().size(); to++) {
                Pair pair = new Pair(from, to);
                TrafficSet traffic = groups.traffic().get(pair);
                if (traffic == null) {
                    html.open("td").close();
                } else {
                    html.element("td", groups.bad().contains(pair) ? "bad" : "yes", ports(traffic));
                }
            }
            html.close().newLine();
        }
        html.close().close().close().newLine();
    }

    /** The same without empty cells. */
    private void list() throws IOException {
        html.open("section", "list").element("h2", "Connections").open("table").newLine();
        html.open("thead").open("tr").element("th", "from").element("th", "to").element("th", "ports");
        html.close().close().newLine().open("tbody").newLine();
        for (Pair pair : groups.traffic().keySet()) {
            html.open("tr")
                    .element("td", head(keys(pair.from())))
                    .element("td", head(groups.to().get(pair.to())));
            html.element(
                    "td",
                    groups.bad().contains(pair) ? "bad ports" : "ports",
                    traffic(groups.traffic().get(pair)));
            html.close().newLine();
        }
        html.close().close().close().newLine();
    }

    /** Everything that a head cuts short. */
    private void names() throws IOException {
        html.open("section", "names")
                .element("h2", "Names that share a row or a column")
                .open("ul")
                .newLine();
        for (int from = 0; from < groups.from().size(); from++) {
            rest("Row", keys(from));
        }
        for (List<String> names : groups.to()) {
            rest("Column", names);
        }
        html.close().newLine();
        html.element("h2", "Services").open("ul").newLine();
        for (ServiceNetwork service : map.services()) {
            html.element(
                            "li",
                            service.name() + ": listens on "
                                    + service.listens()
                                            .map(SegmentsHtml::traffic)
                                            .orElse("ports that are not known")
                                    + (service.publicIp() ? ", has a public address" : ""))
                    .newLine();
        }
        html.close().close().newLine();
    }

    private void rest(String what, List<String> names) throws IOException {
        if (names.size() < 2) {
            return;
        }
        html.open("li").element("strong", what + " " + head(names) + " (" + names.size() + "):");
        for (String name : names) {
            html.label(" ").element("span", "name", name);
        }
        html.close().newLine();
    }

    private boolean incomplete(List<String> services) {
        return services.stream().anyMatch(map.unknown()::containsKey);
    }

    private boolean outside(int from) {
        return map.services().stream()
                .noneMatch(service -> service.name().equals(keys(from).get(0)));
    }

    private List<String> keys(int from) {
        return groups.from().get(from).stream().map(Source::key).toList();
    }

    private static String head(List<String> names) {
        return FirstFew.of(names, SHOWN);
    }

    private static String traffic(TrafficSet traffic) {
        String text = traffic.toString();
        return text.isEmpty() ? "nothing" : text;
    }

    /** Short enough for a cell: what is not said is TCP. */
    private static String ports(TrafficSet traffic) {
        return traffic(traffic).replace("tcp ", "");
    }
}
