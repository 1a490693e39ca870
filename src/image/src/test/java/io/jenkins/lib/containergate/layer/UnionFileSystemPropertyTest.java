package io.jenkins.lib.containergate.layer;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.fault.GateException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Against a model that really deletes: a map from path to what is there. What is an error is left out: a directory in place of
 * something else of its layer, and a path that is written once more after a hard link to it.
 */
class UnionFileSystemPropertyTest {
    private static final int LAYERS = 5;
    private static final int STEPS = 25;

    /** @param content layer and path of the entry that brought the content */
    private record Node(PathJournal.Action action, int layer, String content) {}

    private final Map<String, Node> model = new TreeMap<>();
    /** What whiteouts of the layer deleted below directories, by their path. */
    private final Map<String, Map<String, Node>> deleted = new TreeMap<>();
    /** Paths that are something else than a directory in the layer. */
    private final Set<String> settled = new TreeSet<>();
    /** Paths whose content in the layer a hard link shows. */
    private final Set<String> shown = new TreeSet<>();

    static LongStream seeds() {
        return LongStream.range(0, 500);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void itAgreesWithAModelThatReallyDeletes(long seed) throws GateException {
        Random random = new Random(seed);
        UnionFileSystem union = new UnionFileSystem("test", Limits.defaults());
        for (int layer = 0; layer < LAYERS; layer++) {
            PathJournal journal = new PathJournal();
            deleted.clear();
            settled.clear();
            shown.clear();
            for (int step = 0; step < STEPS; step++) {
                step(random, journal, layer);
            }
            union.apply(journal);
        }
        union.finish();

        assertThat(union.fileCount())
                .as("seed %d", seed)
                .isEqualTo(model.values().stream()
                        .filter(node -> node.action() == PathJournal.Action.FILE)
                        .count());
        for (String path : allPaths()) {
            for (int layer = 0; layer < LAYERS; layer++) {
                assertThat(union.visible(layer, path))
                        .as("seed %d, layer %d, path %s", seed, layer, path)
                        .isEqualTo(visible(layer, path));
            }
        }
    }

    private void step(Random random, PathJournal journal, int layer) {
        String path = allPaths().get(random.nextInt(allPaths().size()));
        if (shown.contains(path)) {
            return;
        }
        List<String> files = model.entrySet().stream()
                .filter(node -> node.getValue().action() == PathJournal.Action.FILE)
                .map(Map.Entry::getKey)
                .toList();
        switch (random.nextInt(8)) {
            case 0 -> {
                journal.add(PathJournal.Action.DELETE, path, "");
                Map<String, Node> below = new TreeMap<>(model);
                below.entrySet()
                        .removeIf(e ->
                                e.getValue().layer() == layer || !e.getKey().startsWith(path + "/"));
                Node at = model.get(path);
                if (at == null || at.action() == PathJournal.Action.DIRECTORY) {
                    deleted.computeIfAbsent(path, unused -> new TreeMap<>()).putAll(below);
                } else {
                    deleted.keySet().removeIf(key -> key.startsWith(path + "/"));
                }
                model.keySet().removeAll(below.keySet());
                model.computeIfPresent(path, (unused, node) -> node.layer() < layer ? null : node);
            }
            case 1 -> {
                journal.add(PathJournal.Action.EMPTY_DIRECTORY, path, "");
                model.entrySet()
                        .removeIf(
                                e -> e.getValue().layer() < layer && e.getKey().startsWith(path + "/"));
                deleted.keySet().removeIf(key -> key.startsWith(path + "/"));
            }
            case 2 -> {
                if (!settled.contains(path)) {
                    put(journal, PathJournal.Action.DIRECTORY, layer, path);
                    Map<String, Node> back = deleted.remove(path);
                    if (back != null) {
                        back.forEach(whereItIsBack(path)::putIfAbsent);
                    }
                }
            }
            case 3 -> put(journal, PathJournal.Action.SPECIAL, layer, path);
            case 4 -> {
                if (!files.isEmpty()) {
                    String target = files.get(random.nextInt(files.size()));
                    String content = model.get(target).content();
                    journal.add(PathJournal.Action.HARD_LINK, path, target);
                    replace(path);
                    model.put(path, new Node(PathJournal.Action.FILE, layer, content));
                    if (content.startsWith(layer + ":")) {
                        shown.add(content.substring(2));
                    }
                }
            }
            default -> put(journal, PathJournal.Action.FILE, layer, path);
        }
    }

    /** In a directory that a whiteout deletes, once that one is back; no driver unpacks such a whiteout behind what lies below it. */
    private Map<String, Node> whereItIsBack(String path) {
        return deleted.keySet().stream()
                .filter(above -> path.startsWith(above + "/"))
                .max(Comparator.comparing(String::length))
                .map(deleted::get)
                .orElse(model);
    }

    private void put(PathJournal journal, PathJournal.Action action, int layer, String path) {
        journal.add(action, path, "");
        if (action != PathJournal.Action.DIRECTORY) {
            replace(path);
        }
        model.put(path, new Node(action, layer, layer + ":" + path));
    }

    private void replace(String path) {
        settled.add(path);
        model.keySet().removeIf(key -> key.startsWith(path + "/"));
        deleted.values().forEach(below -> below.keySet().removeIf(key -> key.startsWith(path + "/")));
    }

    private boolean visible(int layer, String path) {
        Node node = model.get(path);
        return node != null && node.layer() == layer
                || model.values().stream()
                        .anyMatch(other -> other.action() == PathJournal.Action.FILE
                                && other.content().equals(layer + ":" + path));
    }

    private static List<String> allPaths() {
        List<String> paths = new ArrayList<>();
        for (String a : List.of("a", "b", "ab")) {
            paths.add(a);
            for (String b : List.of("a", "c")) {
                paths.add(a + "/" + b);
                paths.add(a + "/" + b + "/d");
            }
        }
        return paths;
    }
}
