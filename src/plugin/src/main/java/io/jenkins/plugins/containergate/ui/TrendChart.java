package io.jenkins.plugins.containergate.ui;

import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.plugins.containergate.ui.TrendAction.TrendPoint;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Stacked bars, one a build, worst severity at the bottom, with an axis of findings, as numbers for an SVG: no script draws
 * it, so that it is there wherever scripts are not, and it needs no other plugin.
 *
 * <p>All lengths are in the units of the view box.
 */
public final class TrendChart {
    private static final int BAR_WIDTH = 14;
    private static final int GAP = 6;
    private static final int HEIGHT = 120;
    /** Room for the numbers of the axis on the left, and for those of builds below. */
    private static final int MARGIN = 34;

    private static final int BELOW = 16;
    /** Builds between two numbers below the axis. */
    private static final int LABEL_EVERY = 5;

    private final List<TrendPoint> points;
    private final List<Series> series;
    private final int highest;

    /**
     * @param points oldest first
     * @param severities that are drawn
     */
    TrendChart(List<TrendPoint> points, Collection<Severity> severities) {
        this(
                points,
                severities.stream()
                        .distinct()
                        .sorted()
                        .map(severity -> new Series(
                                severity.key(), point -> point.getCounts().of(severity)))
                        .toList());
    }

    private TrendChart(List<TrendPoint> points, List<Series> series) {
        this.points = List.copyOf(points);
        this.series = List.copyOf(series);
        this.highest = rounded(points.stream().mapToInt(this::total).max().orElse(0));
    }

    /** What is new, and above it what is fixed; a build that was not compared with another has no bar. */
    static TrendChart ofChanges(List<TrendPoint> points) {
        return new TrendChart(
                points,
                List.of(
                        new Series("new", point -> count(point.getNewFindings())),
                        new Series("fixed", point -> count(point.getFixedFindings()))));
    }

    private static int count(@Nullable Integer findings) {
        return findings == null ? 0 : findings;
    }

    /**
     * One colour of the bars.
     *
     * @param styleClass {@code critical}
     */
    private record Series(String styleClass, ToIntFunction<TrendPoint> findings) {}

    private int total(TrendPoint point) {
        return series.stream()
                .mapToInt(each -> each.findings().applyAsInt(point))
                .sum();
    }

    /** The next of 1, 2, 5, 10, 20, 50 and so on, so that the numbers of the axis are read at a glance. */
    private static int rounded(int number) {
        if (number == 0) {
            return 0;
        }
        long step = 1;
        while (step * 10 < number) {
            step *= 10;
        }
        for (int factor : new int[] {1, 2, 5, 10}) {
            if (step * factor >= number) {
                return Math.toIntExact(Math.min(step * factor, Integer.MAX_VALUE));
            }
        }
        return number;
    }

    public int getWidth() {
        return MARGIN + Math.max(1, points.size()) * (BAR_WIDTH + GAP) + GAP;
    }

    public int getHeight() {
        return HEIGHT;
    }

    /** With the numbers of builds below the axis. */
    public int getFullHeight() {
        return HEIGHT + BELOW;
    }

    public int getMargin() {
        return MARGIN;
    }

    /** Findings the full height stands for. */
    public int getHighest() {
        return highest;
    }

    /** Marks of the axis, from below. */
    public List<Mark> getMarks() {
        List<Mark> marks = new ArrayList<>(List.of(new Mark(0, HEIGHT)));
        if (highest > 1) {
            marks.add(new Mark(highest / 2, HEIGHT - height(highest / 2)));
        }
        if (highest > 0) {
            marks.add(new Mark(highest, 0));
        }
        return marks;
    }

    public List<Bar> getBars() {
        List<Bar> bars = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            boolean labelled =
                    i == points.size() - 1 || i % LABEL_EVERY == 0 && points.size() - 1 - i >= LABEL_EVERY - 2;
            bars.add(new Bar(points.get(i), MARGIN + GAP + i * (BAR_WIDTH + GAP), segments(points.get(i)), labelled));
        }
        return bars;
    }

    /** Whether a bar has the sign of an undecided build. */
    public boolean isUndecided() {
        return points.stream().anyMatch(TrendPoint::isUndecided);
    }

    private List<Segment> segments(TrendPoint point) {
        List<Segment> segments = new ArrayList<>();
        int below = 0;
        for (Series each : series) {
            int count = each.findings().applyAsInt(point);
            if (count > 0) {
                int bottom = height(below);
                int top = height(below + count);
                segments.add(new Segment(each.styleClass(), HEIGHT - top, Math.max(1, top - bottom)));
                below += count;
            }
        }
        return segments;
    }

    private int height(int findings) {
        return Math.toIntExact(Math.round((double) HEIGHT * findings / Math.max(1, highest)));
    }

    /** A number of the axis. */
    public static final class Mark {
        private final int number;
        private final int y;

        Mark(int number, int y) {
            this.number = number;
            this.y = y;
        }

        public int getNumber() {
            return number;
        }

        public int getY() {
            return y;
        }

        /** Where its text is, so that none is cut off above. */
        public int getTextY() {
            return Math.max(y + 4, 9);
        }
    }

    /** A build. */
    public static final class Bar {
        private final TrendPoint point;
        private final int x;
        private final List<Segment> segments;
        private final boolean labelled;

        Bar(TrendPoint point, int x, List<Segment> segments, boolean labelled) {
            this.point = point;
            this.x = x;
            this.segments = segments;
            this.labelled = labelled;
        }

        public TrendPoint getPoint() {
            return point;
        }

        public int getX() {
            return x;
        }

        public int getMiddle() {
            return x + BAR_WIDTH / 2;
        }

        public int getWidth() {
            return BAR_WIDTH;
        }

        /** Of the chart, all of which leads to the build. */
        public int getHeight() {
            return HEIGHT;
        }

        public List<Segment> getSegments() {
            return segments;
        }

        /** Above the findings, where the sign of an undecided build has room. */
        public int getSignY() {
            int top = segments.isEmpty()
                    ? HEIGHT
                    : segments.get(segments.size() - 1).getY();
            return Math.max(top - 3, 9);
        }

        /** Whether its number is below the axis: of many builds not all have room. */
        public boolean isLabelled() {
            return labelled;
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
