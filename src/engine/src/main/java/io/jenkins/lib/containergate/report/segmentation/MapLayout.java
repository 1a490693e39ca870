package io.jenkins.lib.containergate.report.segmentation;

import io.jenkins.lib.containergate.ecs.segmentation.Connection;
import io.jenkins.lib.containergate.ecs.segmentation.SegmentCheck.Violation;
import io.jenkins.lib.containergate.ecs.segmentation.SegmentationMap;
import io.jenkins.lib.containergate.ecs.segmentation.Traffic;
import io.jenkins.lib.containergate.ecs.segmentation.TrafficSet;
import io.jenkins.lib.containergate.policy.segment.Source;
import io.jenkins.lib.containergate.policy.segment.SourceKind;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

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

    private record Pair(int from, int to) {}

    static MapLayout of(SegmentationMap map, List<Violation> violations) {
        Map<Source, BitSet> sources = new TreeMap<>();
        Map<String, BitSet> targets = new TreeMap<>();
        map.services().forEach(service -> targets.put(service.name(), new BitSet()));
        for (int i = 0; i < map.connections().size(); i++) {
            Connection connection = map.connections().get(i);
            for (Source source : connection.from()) {
                sources.computeIfAbsent(source, unused -> new BitSet()).set(i);
            }
            for (String target : connection.to()) {
                targets.computeIfAbsent(target, unused -> new BitSet()).set(i);
            }
        }
        Set<List<String>> bad = violations.stream()
                .map(each -> List.of(each.arrival().source().key(), each.service()))
                .collect(Collectors.toSet());
        Set<String> badSources = bad.stream().map(each -> each.get(0)).collect(Collectors.toSet());
        Set<String> badTargets = bad.stream().map(each -> each.get(1)).collect(Collectors.toSet());
        List<List<Source>> from = alike(
                sources,
                source -> (source.kind() == SourceKind.SERVICE)
                        + (badSources.contains(source.key()) ? source.key() : ""));
        List<List<String>> to = alike(
                targets, target -> map.unknown().containsKey(target) + (badTargets.contains(target) ? target : ""));
        Map<Pair, TreeSet<Traffic>> pairs = new LinkedHashMap<>();
        for (int t = 0; t < to.size(); t++) {
            BitSet ends = targets.get(to.get(t).get(0));
            for (int f = 0; f < from.size(); f++) {
                BitSet both = (BitSet) sources.get(from.get(f).get(0)).clone();
                both.and(ends);
                int toBox = t;
                int fromBox = f;
                both.stream()
                        .forEach(i -> pairs.computeIfAbsent(new Pair(fromBox, toBox), unused -> new TreeSet<>())
                                .addAll(map.connections().get(i).traffic().all()));
            }
        }
        int[] fromRows = new int[from.size()];
        int[] toRows = new int[to.size()];
        List<Line> lines = new ArrayList<>();
        pairs.entrySet().stream().limit(MOST_LINES).forEach(each -> {
            Pair pair = each.getKey();
            boolean isBad = from.get(pair.from()).stream()
                    .anyMatch(source ->
                            to.get(pair.to()).stream().anyMatch(target -> bad.contains(List.of(source.key(), target))));
            lines.add(new Line(
                    pair.from(),
                    fromRows[pair.from()]++,
                    pair.to(),
                    toRows[pair.to()]++,
                    new TrafficSet(List.copyOf(each.getValue())).toString(),
                    isBad));
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

    /** Those with the same connections, and the same of something else, together. */
    private static <T> List<List<T>> alike(Map<T, BitSet> all, java.util.function.Function<T, String> apart) {
        Map<List<Object>, List<T>> groups = new LinkedHashMap<>();
        all.forEach((one, connections) -> groups.computeIfAbsent(
                        List.of(connections, apart.apply(one)), unused -> new ArrayList<>())
                .add(one));
        return List.copyOf(groups.values());
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
