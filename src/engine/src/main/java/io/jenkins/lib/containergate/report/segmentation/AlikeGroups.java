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
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A map with those together that reach, or are reached, alike.
 *
 * @param from each group is one line of a picture
 * @param to names of services; each service is in one group
 * @param traffic from a group to a group, by their numbers; the rest is apart
 * @param bad of these, those that the policy keeps apart
 */
public record AlikeGroups(
        List<List<Source>> from, List<List<String>> to, Map<Pair, TrafficSet> traffic, Set<Pair> bad) {

    /** Numbers of a group that reaches, and of one that is reached. */
    public record Pair(int from, int to) {}

    /** @param violations of the segments of the policy on this map */
    public static AlikeGroups of(SegmentationMap map, List<Violation> violations) {
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
        Map<Pair, TrafficSet> traffic = new LinkedHashMap<>();
        pairs.forEach((pair, all) -> traffic.put(pair, new TrafficSet(List.copyOf(all))));
        Set<Pair> apart = new HashSet<>();
        for (Pair pair : pairs.keySet()) {
            boolean isBad = from.get(pair.from()).stream()
                    .anyMatch(source ->
                            to.get(pair.to()).stream().anyMatch(target -> bad.contains(List.of(source.key(), target))));
            if (isBad) {
                apart.add(pair);
            }
        }
        return new AlikeGroups(from, to, traffic, apart);
    }

    /** Those with the same connections, and the same of something else, together. */
    private static <T> List<List<T>> alike(Map<T, BitSet> all, Function<T, String> apart) {
        Map<List<Object>, List<T>> groups = new LinkedHashMap<>();
        all.forEach((one, connections) -> groups.computeIfAbsent(
                        List.of(connections, apart.apply(one)), unused -> new ArrayList<>())
                .add(one));
        return List.copyOf(groups.values());
    }
}
