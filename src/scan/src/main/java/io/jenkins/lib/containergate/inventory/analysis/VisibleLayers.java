package io.jenkins.lib.containergate.inventory.analysis;

import io.jenkins.lib.containergate.ecosystem.Ecosystem;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.inventory.jar.PomPropertiesReader;
import io.jenkins.lib.containergate.layer.Visibility;
import io.jenkins.lib.containergate.layer.Visibility.Below;
import io.jenkins.lib.containergate.layer.Visibility.Landing;
import io.jenkins.lib.containergate.layer.Visibility.Reached;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The layers of one image, base layer first, with what each brought and what of it a container sees. */
final class VisibleLayers {
    /** Something of one layer. */
    record Located<T>(int layer, T value) {}

    private final List<LayerInventory> layers;
    private final List<Digest> diffIds;
    private final Visibility visibility;
    private final List<Located<FileInventory>> files = new ArrayList<>();
    private final List<Located<LayerInventory.Link>> unreadLinks = new ArrayList<>();
    private final List<Located<FileSign>> signs = new ArrayList<>();
    private final Map<String, Boolean> named = new HashMap<>();

    VisibleLayers(List<LayerInventory> layers, List<Digest> diffIds, Visibility visibility) {
        if (layers.size() != diffIds.size()) {
            throw new IllegalArgumentException(layers.size() + " results for " + diffIds.size() + " layers");
        }
        this.layers = List.copyOf(layers);
        this.diffIds = List.copyOf(diffIds);
        this.visibility = visibility;
        Set<String> read = new HashSet<>();
        for (int i = 0; i < layers.size(); i++) {
            for (FileInventory file : layers.get(i).files()) {
                if (visible(i, file.path())) {
                    files.add(new Located<>(i, file));
                    read.add(file.path());
                }
            }
            for (LayerInventory.Link link : layers.get(i).unreadLinks()) {
                if (visible(i, link.path())) {
                    unreadLinks.add(new Located<>(i, link));
                }
            }
            for (FileSign sign : layers.get(i).signs()) {
                if (visible(i, sign.path()) || sign.meaning().store() && remains(sign)) {
                    signs.add(new Located<>(i, sign));
                }
            }
        }
        // here and not in the layer that has both: a later one may delete the better of them
        files.removeIf(file -> PomPropertiesReader.better(file.value().path())
                .filter(read::contains)
                .isPresent());
    }

    List<LayerInventory> all() {
        return layers;
    }

    Digest diffId(int layer) {
        return diffIds.get(layer);
    }

    final boolean visible(int layer, String path) {
        return visibility.visible(layer, path);
    }

    /** As {@link Visibility#landings}. */
    List<Landing> landings() {
        return visibility.landings();
    }

    /** As {@link Visibility#reached}. */
    List<Reached> reached(String path) {
        return visibility.reached(path);
    }

    /** As {@link Visibility#below}. */
    Stream<Below> below(String directory) {
        return visibility.below(directory);
    }

    /** Whether the directory that one file stands for is still there, though a later layer deleted or replaced that file. */
    private boolean remains(FileSign sign) {
        String directory = sign.item().replaceFirst("/$", "");
        return reached(directory).stream().anyMatch(found -> found.kind() == Reached.Kind.OTHER);
    }

    /** What was read of a file of one layer. */
    Optional<FileInventory> read(int layer, String path) {
        return layers.get(layer).files().stream()
                .filter(file -> file.path().equals(path))
                .findFirst();
    }

    long fileCount() {
        return visibility.fileCount();
    }

    /** What of the layers' files a container sees, base layer first. */
    List<Located<FileInventory>> files() {
        return Collections.unmodifiableList(files);
    }

    /** Whether Python packages of the directory say what they are. Looked for once in each directory. */
    boolean nameThemselves(String directory) {
        return named.computeIfAbsent(
                directory,
                unused -> files.stream()
                        .map(Located::value)
                        .filter(file -> file.path().startsWith(directory))
                        .flatMap(file -> file.ofPackages().stream())
                        .anyMatch(found -> found.ecosystem() == Ecosystem.PYPI));
    }

    List<Located<LayerInventory.Link>> unreadLinks() {
        return Collections.unmodifiableList(unreadLinks);
    }

    List<Located<FileSign>> signs() {
        return Collections.unmodifiableList(signs);
    }
}
