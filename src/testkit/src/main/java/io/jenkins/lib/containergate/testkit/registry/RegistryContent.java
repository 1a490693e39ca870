package io.jenkins.lib.containergate.testkit.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.containergate.testkit.image.OciLayout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;

/** What is in a registry: blobs by digest, manifests by digest and tag, the same for all repositories. */
final class RegistryContent {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, byte[]> blobs = new ConcurrentHashMap<>();
    private final Map<String, String> tags = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> referring = new ConcurrentHashMap<>();

    /** A layout's blobs under the names they claim, and its tags. */
    void add(String repository, OciLayout layout) {
        try {
            Path directory = Files.createTempDirectory("registry");
            try {
                layout.writeDirectory(directory);
                try (Stream<Path> files = Files.list(directory.resolve("blobs/sha256"))) {
                    for (Path file : files.toList()) {
                        put("sha256:" + file.getFileName(), Files.readAllBytes(file));
                    }
                }
                for (JsonNode entry :
                        JSON.readTree(directory.resolve("index.json").toFile()).path("manifests")) {
                    String tag = entry.path("annotations")
                            .path("org.opencontainers.image.ref.name")
                            .asText("latest");
                    tags.put(repository + ":" + tag, entry.path("digest").asText());
                }
            } finally {
                try (Stream<Path> tree = Files.walk(directory)) {
                    for (Path each : tree.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(each);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String put(byte[] blob) {
        String digest = digest(blob);
        put(digest, blob);
        return digest;
    }

    private void put(String digest, byte[] blob) {
        blobs.put(digest, blob);
        Optional<JsonNode> manifest = json(blob);
        // a verdict, which may be attached as a blob, has a subject as well
        boolean stored = manifest.isPresent()
                && Stream.of("mediaType", "layers", "manifests").anyMatch(manifest.get()::has);
        String subject = stored ? manifest.get().path("subject").path("digest").asText() : "";
        if (!subject.isEmpty()) {
            referring
                    .computeIfAbsent(subject, unused -> new ConcurrentSkipListSet<>())
                    .add(digest);
        }
    }

    /** Nothing refers to anything any more. */
    void deleteReferrers() {
        referring.values().forEach(digests -> digests.forEach(blobs::remove));
        referring.clear();
    }

    void tag(String repository, String tag, String digest) {
        tags.put(repository + ":" + tag, digest);
    }

    Optional<byte[]> blob(String digest) {
        return Optional.ofNullable(blobs.get(digest));
    }

    /** @param name a digest or a tag */
    Optional<byte[]> manifest(String repository, String name) {
        String digest = name.contains(":") ? name : tags.getOrDefault(repository + ":" + name, "");
        return blob(digest);
    }

    static String mediaType(byte[] manifest) {
        try {
            return JSON.readTree(manifest).path("mediaType").asText("application/vnd.oci.image.manifest.v1+json");
        } catch (IOException e) {
            return "application/octet-stream";
        }
    }

    /** The referrers index of the manifests whose subject this is. */
    byte[] referrers(String subject) throws IOException {
        ObjectNode index = JSON.createObjectNode()
                .put("schemaVersion", 2)
                .put("mediaType", "application/vnd.oci.image.index.v1+json");
        ArrayNode manifests = index.putArray("manifests");
        for (String digest : referring.getOrDefault(subject, Set.of())) {
            byte[] bytes = blobs.get(digest);
            JsonNode manifest = json(bytes).orElseThrow();
            ObjectNode entry = manifests
                    .addObject()
                    .put("mediaType", mediaType(bytes))
                    .put("digest", digest)
                    .put("size", bytes.length)
                    .put("artifactType", artifactType(manifest));
            if (manifest.has("annotations")) {
                entry.set("annotations", manifest.path("annotations"));
            }
        }
        return JSON.writeValueAsBytes(index);
    }

    private static String artifactType(JsonNode manifest) {
        return manifest.path("artifactType")
                .asText(manifest.path("config").path("mediaType").asText());
    }

    static boolean hasSubject(byte[] manifest) {
        return json(manifest).map(json -> json.has("subject")).orElse(false);
    }

    private static Optional<JsonNode> json(byte[] bytes) {
        if (bytes.length == 0 || bytes[0] != '{') {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readTree(bytes));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    static String digest(byte[] bytes) {
        try {
            return "sha256:"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Of one repository, in their order. */
    List<String> tags(String repository) {
        return tags.keySet().stream()
                .filter(name -> name.startsWith(repository + ":"))
                .map(name -> name.substring(repository.length() + 1))
                .sorted()
                .toList();
    }

    List<String> tags() {
        return List.copyOf(tags.keySet());
    }
}
