package io.jenkins.lib.containergate.inventory.analysis;

import io.jenkins.lib.containergate.ecosystem.OsRelease;
import io.jenkins.lib.containergate.inventory.analysis.LayerInventory.Link;
import io.jenkins.lib.containergate.inventory.analysis.VisibleLayers.Located;
import io.jenkins.lib.containergate.inventory.os.OsReleaseReader;
import java.util.List;
import java.util.Optional;

/** Finds the distribution as a container would: {@code etc/os-release}, usually a link, before all others. */
final class OsReleaseResolver {
    private static final List<String> STARTS = List.of(
            "etc/os-release",
            OsReleaseReader.OF_VENDOR,
            OsReleaseReader.ALPINE_RELEASE,
            OsReleaseReader.DEBIAN_VERSION);
    private static final int MAX_LINKS = 8;

    private final VisibleLayers layers;

    OsReleaseResolver(VisibleLayers layers) {
        this.layers = layers;
    }

    Optional<Located<FileInventory>> resolve() {
        for (String start : STARTS) {
            Optional<Located<FileInventory>> found = follow(start);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** The release of what {@link #resolve} found. */
    static OsRelease release(Located<FileInventory> file) {
        return file.value().osRelease().orElseThrow();
    }

    private Optional<Located<FileInventory>> follow(String start) {
        String path = start;
        for (int links = 0; links <= MAX_LINKS; links++) {
            Optional<Located<FileInventory>> file = file(path);
            if (file.isPresent()) {
                return file;
            }
            Optional<String> target = link(path);
            if (target.isEmpty()) {
                return Optional.empty();
            }
            path = target.get();
        }
        return Optional.empty();
    }

    private Optional<Located<FileInventory>> file(String path) {
        return layers.files().stream()
                .filter(file -> file.value().path().equals(path)
                        && file.value().osRelease().isPresent())
                .reduce((earlier, later) -> later);
    }

    private Optional<String> link(String path) {
        for (int i = layers.all().size() - 1; i >= 0; i--) {
            for (Link link : layers.all().get(i).osReleaseLinks()) {
                if (link.path().equals(path) && layers.visible(i, path)) {
                    return Optional.of(link.target());
                }
            }
        }
        return Optional.empty();
    }
}
