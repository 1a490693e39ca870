package io.jenkins.lib.containergate.report.segmentation;

import io.jenkins.lib.containergate.ecs.segmentation.SegmentCheck.Violation;
import io.jenkins.lib.containergate.ecs.segmentation.SegmentationMap;
import io.jenkins.lib.containergate.ecs.segmentation.TrafficSet;
import io.jenkins.lib.containergate.policy.segment.Source;
import io.jenkins.lib.containergate.policy.segment.SourceKind;
import io.jenkins.lib.containergate.report.segmentation.AlikeGroups.Pair;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Two columns: who reaches on the left, who is reached on the right.
 *
 * @param left boxes from top to bottom
 * @param lines between them, in the order in which they end
 * @param omitted how many lines have no place in the picture
 */
record MapLayout(List<MapBox> left, List<MapBox> right, List<Line> lines, int omitted) {
    private static final int MOST_LINES = 400;
    private static final int TOP = 96;
    private static final int GAP = 14;

    /**
     * @param from number of the box on the left, and {@code fromRow} of its row
     * @param bad whether it joins something that the policy keeps apart
     */
    record Line(int from, int fromRow, int to, int toRow, String traffic, boolean bad) {}

    static MapLayout of(SegmentationMap map, List<Violation> violations) {
        AlikeGroups groups = AlikeGroups.of(map, violations);
        List<List<Source>> from = groups.from();
        List<List<String>> to = groups.to();
        Map<Pair, TrafficSet> pairs = groups.traffic();
        int[] fromRows = new int[from.size()];
        int[] toRows = new int[to.size()];
        List<Line> lines = new ArrayList<>();
        pairs.entrySet().stream().limit(MOST_LINES).forEach(each -> {
            Pair pair = each.getKey();
            lines.add(new Line(
                    pair.from(),
                    fromRows[pair.from()]++,
                    pair.to(),
                    toRows[pair.to()]++,
                    each.getValue().toString(),
                    groups.bad().contains(pair)));
        });
        List<MapBox> left = new ArrayList<>();
        int top = TOP;
        for (int i = 0; i < from.size(); i++) {
            List<Source> members = from.get(i);
            MapBox box = new MapBox(
                    members.stream().map(Source::key).toList(),
                    members.get(0).kind() != SourceKind.SERVICE,
                    false,
                    top,
                    fromRows[i]);
            left.add(box);
            top += box.height() + GAP;
        }
        List<MapBox> right = new ArrayList<>();
        top = TOP;
        for (int i = 0; i < to.size(); i++) {
            MapBox box = new MapBox(
                    to.get(i), false, map.unknown().containsKey(to.get(i).get(0)), top, toRows[i]);
            right.add(box);
            top += box.height() + GAP;
        }
        return new MapLayout(left, right, lines, pairs.size() - lines.size());
    }

    int height() {
        return Math.max(bottom(left), bottom(right)) + 40;
    }

    private static int bottom(List<MapBox> boxes) {
        return boxes.isEmpty()
                ? TOP
                : boxes.get(boxes.size() - 1).top()
                        + boxes.get(boxes.size() - 1).height();
    }
}
