package io.jenkins.plugins.containergate.ui;

import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.plugins.containergate.ui.TrendAction.TrendPoint;
import java.util.ArrayList;
import java.util.List;

/**
 * Stacked bars, one a build, worst severity at the bottom, as numbers for an SVG: no script draws it.
 *
 * <p>All lengths are in the units of the view box.
 */
public final class TrendChart {
    private static final int BAR_WIDTH = 14;
    private static final int GAP = 6;
    private static final int HEIGHT = 120;

    private final List<TrendPoint> points;
    private final int highest;

    /** @param points oldest first */
    TrendChart(List<TrendPoint> points) {
        this.points = List.copyOf(points);
        this.highest = points.stream()
                .mapToInt(point -> point.getCounts().getTotal())
                .max()
                .orElse(0);
    }

    public int getWidth() {
        return Math.max(1, points.size()) * (BAR_WIDTH + GAP) + GAP;
    }

    public int getHeight() {
        return HEIGHT;
    }

    /** Findings the full height stands for. */
    public int getHighest() {
        return highest;
    }

    public List<Bar> getBars() {
        List<Bar> bars = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            bars.add(new Bar(points.get(i), GAP + i * (BAR_WIDTH + GAP), segments(points.get(i))));
        }
        return bars;
    }

    private List<Segment> segments(TrendPoint point) {
        List<Segment> segments = new ArrayList<>();
        int below = 0;
        for (Severity severity : Severity.values()) {
            int count = point.getCounts().of(severity);
            if (count > 0) {
                int bottom = height(below);
                int top = height(below + count);
                segments.add(new Segment(severity.key(), HEIGHT - top, Math.max(1, top - bottom)));
                below += count;
            }
        }
        return segments;
    }

    private int height(int findings) {
        return Math.toIntExact(Math.round((double) HEIGHT * findings / Math.max(1, highest)));
    }

    /** A build. */
    public static final class Bar {
        private final TrendPoint point;
        private final int x;
        private final List<Segment> segments;

        Bar(TrendPoint point, int x, List<Segment> segments) {
            this.point = point;
            this.x = x;
            this.segments = segments;
        }

        public TrendPoint getPoint() {
            return point;
        }

        public int getX() {
            return x;
        }

        public int getWidth() {
            return BAR_WIDTH;
        }

        public List<Segment> getSegments() {
            return segments;
        }
    }

    /** The findings of one severity in one build. */
    public static final class Segment {
        private final String severityClass;
        private final int y;
        private final int height;

        Segment(String severityClass, int y, int height) {
            this.severityClass = severityClass;
            this.y = y;
            this.height = height;
        }

        public String getSeverityClass() {
            return severityClass;
        }

        public int getY() {
            return y;
        }

        public int getHeight() {
            return height;
        }
    }
}
