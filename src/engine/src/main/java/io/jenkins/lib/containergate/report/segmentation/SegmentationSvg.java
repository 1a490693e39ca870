package io.jenkins.lib.containergate.report.segmentation;

import io.jenkins.lib.containergate.ecs.segmentation.SegmentCheck.Violation;
import io.jenkins.lib.containergate.ecs.segmentation.SegmentationMap;
import io.jenkins.lib.containergate.report.markup.MarkupWriter;
import io.jenkins.lib.containergate.text.SafeText;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/**
 * The map as a picture that stands on its own: no script, nothing from elsewhere, readable on light and on dark.
 *
 * @see <a href="https://www.w3.org/TR/SVG2/">SVG 2</a>
 */
public final class SegmentationSvg {
    private static final int WIDTH = 960;
    private static final int BOX = 290;
    private static final int LEFT = 20;
    private static final int RIGHT = WIDTH - LEFT - BOX;
    private static final int BEND = 440;
    private static final int ARROW = 7;
    private static final int NAME = 36;
    private static final int TRAFFIC = 30;
    private static final int TITLE = 2_000;
    private static final String CSS = "svg{background:#fff;color-scheme:light dark}text{font:13px"
            + " system-ui,sans-serif;fill:#1c2128}.head{font-size:18px;font-weight:600}"
            + ".small{font-size:12px;fill:#57606a}.end{text-anchor:end}.port{font-size:12px;fill:#424a53}"
            + ".box{fill:#eef4fb;stroke:#6b8bb0}.outside{fill:#fdf3e1;stroke:#b7862b}.unknown{stroke-dasharray:3"
            + " 3;stroke-width:1.8}.line{fill:none;stroke:#8c959f;stroke-width:1.3}.tip{fill:#8c959f}.line.bad{stroke:#c62828;stroke-width:2.2;stroke-dasharray:7"
            + " 4}.tip.bad{fill:#c62828}.port.bad{fill:#b71c1c;font-weight:600}@media"
            + " (prefers-color-scheme:dark){svg{background:#14181d}text{fill:#e3e8ee}"
            + ".small{fill:#a0aab4}.port{fill:#c3ccd5}.box{fill:#1b2a3b;stroke:#5f86b3}"
            + ".outside{fill:#382c14;stroke:#c79a43}.line{stroke:#77828d}.tip{fill:#77828d}"
            + ".line.bad{stroke:#ff7b72}.tip.bad{fill:#ff7b72}.port.bad{fill:#ff9a93}}";

    private final MarkupWriter svg;

    private SegmentationSvg(MarkupWriter svg) {
        this.svg = svg;
    }

    /** @param out is left open */
    public static void write(SegmentationMap map, List<Violation> violations, Writer out) throws IOException {
        MarkupWriter svg = new MarkupWriter(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
        new SegmentationSvg(svg).draw(map, MapLayout.of(map, violations), violations.size());
        svg.finish();
    }

    private void draw(SegmentationMap map, MapLayout layout, int violations) throws IOException {
        svg.open("svg")
                .attribute("xmlns", "http://www.w3.org/2000/svg")
                .attribute("width", String.valueOf(WIDTH))
                .attribute("height", String.valueOf(layout.height()))
                .attribute("viewBox", "0 0 " + WIDTH + " " + layout.height())
                .attribute("role", "img")
                .attribute("aria-labelledby", "title desc")
                .newLine();
        String title = "Who can reach whom in cluster " + SafeText.visible(map.cluster(), 60);
        String numbers = counted(map.services().size(), "service") + ", "
                + counted(map.outside().size(), "outside source") + ", "
                + (violations == 0 ? "" : violations + " not on the lists of the policy (dashed), ")
                + (map.unknown().isEmpty()
                        ? ""
                        : counted(map.unknown().size(), "service") + " not wholly known (dotted), ")
                + "by security groups alone";
        svg.open("title").attribute("id", "title").text(title).close().newLine();
        svg.open("desc").attribute("id", "desc").text(numbers).close().newLine();
        svg.open("style").undecodedText(CSS).close().newLine();
        text("head", LEFT, 32, title);
        text("small", LEFT, 54, numbers);
        text("small", LEFT, 82, "from");
        text("small", RIGHT, 82, "to");
        for (MapLayout.Line line : layout.lines()) {
            line(layout, line);
        }
        for (MapBox box : layout.left()) {
            box(box, LEFT);
        }
        for (MapBox box : layout.right()) {
            box(box, RIGHT);
        }
        if (layout.omitted() > 0) {
            text(
                    "small",
                    LEFT,
                    layout.height() - 12,
                    layout.omitted() + " more lines are left out of the picture; text and JSON have them all");
        }
        svg.close();
    }

    private static String counted(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private void line(MapLayout layout, MapLayout.Line line) throws IOException {
        int y1 = layout.left().get(line.from()).at(line.fromRow());
        int y2 = layout.right().get(line.to()).at(line.toRow());
        int x1 = LEFT + BOX;
        int middle = (x1 + BEND) / 2;
        String bad = line.bad() ? " bad" : "";
        svg.open("path")
                .attribute("class", "line" + bad)
                .attribute(
                        "d",
                        "M" + x1 + " " + y1 + "C" + middle + " " + y1 + " " + middle + " " + y2 + " " + BEND + " " + y2
                                + "H" + (RIGHT - ARROW))
                .closeVoid();
        svg.open("path")
                .attribute("class", "tip" + bad)
                .attribute("d", "M" + RIGHT + " " + y2 + "l-" + ARROW + " -4v8z")
                .closeVoid();
        svg.open("text")
                .attribute("class", "port" + bad)
                .attribute("x", String.valueOf(RIGHT - ARROW - 5))
                .attribute("y", String.valueOf(y2 - 4))
                .attribute("text-anchor", "end")
                .text(SafeText.visible(line.traffic(), TRAFFIC))
                .close()
                .newLine();
    }

    private void box(MapBox box, int x) throws IOException {
        svg.open("g");
        svg.element("title", SafeText.visible(String.join(", ", box.names()), TITLE));
        svg.open("rect")
                .attribute("class", "box" + (box.outside() ? " outside" : "") + (box.unknown() ? " unknown" : ""))
                .attribute("x", String.valueOf(x))
                .attribute("y", String.valueOf(box.top()))
                .attribute("width", String.valueOf(BOX))
                .attribute("height", String.valueOf(box.height()))
                .attribute("rx", "5")
                .closeVoid();
        for (int i = 0; i < box.textLines(); i++) {
            boolean rest = i == MapBox.SHOWN && box.names().size() > MapBox.SHOWN;
            String shown = rest
                    ? "and " + (box.names().size() - MapBox.SHOWN) + " more"
                    : SafeText.visible(box.names().get(i), NAME);
            text("name", x + 10, box.baseline(i), shown);
        }
        if (box.unknown()) {
            text("small end", x + BOX - 10, box.baseline(0), "more may reach it");
        }
        svg.close().newLine();
    }

    private void text(String kind, int x, int y, String text) throws IOException {
        svg.open("text")
                .attribute("class", kind)
                .attribute("x", String.valueOf(x))
                .attribute("y", String.valueOf(y))
                .text(text)
                .close()
                .newLine();
    }
}
