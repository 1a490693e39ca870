package io.jenkins.lib.containergate.source;

import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.image.StrictJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * One image of a Docker archive's {@code manifest.json}.
 *
 * @param config name of the file with the image configuration
 * @param tags such as {@code shop/app:1.4}; none when the image was saved by its id
 * @param layers names of the layer files, base layer first
 */
record DockerManifestEntry(String config, List<String> tags, List<String> layers) {

    static List<DockerManifestEntry> parse(byte[] bytes, String archive, Limits limits) throws GateException {
        List<DockerManifestEntry> entries = new ArrayList<>();
        String name = "'" + DockerArchiveSource.MANIFEST_FILE + "' of " + archive;
        for (StrictJson image : StrictJson.parse(bytes, name).elements()) {
            DockerManifestEntry entry = new DockerManifestEntry(
                    image.required("Config").text(), image.textsOf("RepoTags"), image.textsOf("Layers"));
            if (entry.layers().size() > limits.maxLayers()) {
                throw new LimitExceededException(name, "maxLayers", limits.maxLayers());
            }
            entries.add(entry);
        }
        return entries;
    }

    static DockerManifestEntry choose(
            List<DockerManifestEntry> entries, Optional<String> wanted, ImageLocation location) throws GateException {
        List<DockerManifestEntry> candidates = entries.stream()
                .filter(entry -> wanted.isEmpty() || entry.named(wanted.get()))
                .toList();
        if (candidates.size() == 1) {
            return candidates.get(0);
        }
        if (entries.isEmpty()) {
            throw new GateException("'" + location.text() + "' holds no image", "save the image again");
        }
        String held = "it holds: " + names(entries);
        if (candidates.isEmpty()) {
            throw new GateException("'" + location.text() + "' holds no image '" + wanted.orElse("") + "'", held);
        }
        throw new GateException(
                "'" + location.text() + "' holds several images", "choose one with :REFERENCE; " + held);
    }

    /** By one of its tags, or by its image id, which names the file of its configuration. */
    private boolean named(String wanted) {
        String id = wanted.startsWith("sha256:") ? wanted.substring("sha256:".length()) : wanted;
        return tags.stream().anyMatch(tag -> ImageNames.matches(tag, wanted))
                || config.equals(id + ".json")
                || config.equals("blobs/sha256/" + id);
    }

    private static String names(List<DockerManifestEntry> entries) {
        Set<String> names = new TreeSet<>();
        entries.forEach(entry -> names.addAll(entry.tags().isEmpty() ? List.of(entry.config()) : entry.tags()));
        return ImageNames.list(names);
    }
}
