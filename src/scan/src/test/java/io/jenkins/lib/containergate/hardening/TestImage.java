package io.jenkins.lib.containergate.hardening;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.hardening.file.FileFacts;
import io.jenkins.lib.containergate.hardening.history.BuildHistory;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.image.ImageConfig;
import io.jenkins.lib.containergate.image.ImageConfig.HealthCheck;
import io.jenkins.lib.containergate.image.ImageConfig.HistoryEntry;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.image.Platform;
import io.jenkins.lib.containergate.layer.Visibility;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An image as rules see it. */
public final class TestImage {
    private final List<TestLayer> layers = new ArrayList<>();
    private final List<HistoryEntry> history = new ArrayList<>();
    private final List<String> exposedPorts = new ArrayList<>();
    private final List<String> volumes = new ArrayList<>();
    private String os = "linux";
    private String user = "";
    private Optional<ImageReference> reference = Optional.empty();
    private Optional<HealthCheck> healthCheck = Optional.empty();

    /** An image no rule objects to. */
    public static TestImage clean() {
        return new TestImage()
                .reference("shop/web:1.4.2")
                .user("10001:10001")
                .healthCheck("CMD-SHELL", "curl -f http://localhost:8080/ || exit 1")
                .expose("8080/tcp")
                .volume("/var/lib/app")
                .step(
                        "/bin/sh -c #(nop) ADD file:0d1b2c3d4e5f in / ",
                        new TestLayer()
                                .file(
                                        "etc/passwd",
                                        "root:x:0:0:root:/root:/bin/sh\napp:x:10001:10001::/:/sbin/nologin\n")
                                .file("etc/shadow", "root:*:19000:0:99999:7:::\napp:!:19000::::::\n")
                                .file("etc/group", "root:x:0:\napp:x:10001:\n")
                                .file("bin/sh", 0755)
                                .directory("tmp", 01777)
                                .directory("var/lib/apt/lists", 0755))
                .note("/bin/sh -c #(nop)  CMD [\"sh\"]")
                .step(
                        "RUN /bin/sh -c apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/* # buildkit",
                        new TestLayer().file("usr/bin/curl", 0755))
                .step("COPY app /app # buildkit", new TestLayer().file("app/server", 0755));
    }

    public static TestImage cleanWindows() {
        return new TestImage()
                .os("windows")
                .user("ContainerUser")
                .healthCheck("CMD", "healthcheck.exe")
                .step("Apply image 10.0.20348.2113", new TestLayer())
                .step("COPY app.exe c:\\app # buildkit", new TestLayer().file("Files/app/app.exe", 0755));
    }

    /** The image {@code FROM scratch} with nothing in it. */
    public static TestImage empty() {
        return new TestImage();
    }

    public TestImage os(String value) {
        os = value;
        return this;
    }

    public TestImage reference(String text) {
        try {
            reference = Optional.of(ImageReference.parse(text));
        } catch (GateException e) {
            throw new AssertionError(e);
        }
        return this;
    }

    public TestImage user(String value) {
        user = value;
        return this;
    }

    public TestImage healthCheck(String... test) {
        healthCheck = Optional.of(new HealthCheck(List.of(test)));
        return this;
    }

    public TestImage noHealthCheck() {
        healthCheck = Optional.empty();
        return this;
    }

    public TestImage expose(String port) {
        exposedPorts.add(port);
        return this;
    }

    public TestImage volume(String path) {
        volumes.add(path);
        return this;
    }

    /** A history entry with its layer. */
    public TestImage step(String createdBy, TestLayer layer) {
        history.add(new HistoryEntry(createdBy, Optional.empty(), false));
        layers.add(layer);
        return this;
    }

    public TestImage step(String createdBy) {
        return step(createdBy, new TestLayer());
    }

    /** A history entry without a layer. */
    public TestImage note(String createdBy) {
        history.add(new HistoryEntry(createdBy, Optional.empty(), true));
        return this;
    }

    public TestImage layer(TestLayer layer) {
        return step("COPY something /somewhere # buildkit", layer);
    }

    public TestImage withoutHistory() {
        history.clear();
        return this;
    }

    public ImageConfig config() {
        return new ImageConfig(
                Platform.of(os, "amd64"),
                Optional.empty(),
                user,
                List.of(),
                List.of(),
                List.of(),
                exposedPorts,
                volumes,
                Map.of(),
                healthCheck,
                List.of(),
                "",
                "",
                diffIds(),
                history);
    }

    public ImageFacts facts() {
        return new ImageFacts(
                reference,
                config(),
                BuildHistory.of(config()),
                FileFacts.of(diffIds(), layers.stream().map(TestLayer::facts).toList(), new TopmostLayerWins(layers)));
    }

    public List<Digest> diffIds() {
        List<Digest> diffIds = new ArrayList<>();
        for (int i = 0; i < layers.size(); i++) {
            diffIds.add(Digest.of(("layer " + i).getBytes(StandardCharsets.UTF_8)));
        }
        return diffIds;
    }

    private record TopmostLayerWins(List<TestLayer> layers) implements Visibility {
        @Override
        public boolean visible(int layerIndex, String path) {
            return layers.stream().skip(layerIndex + 1L).noneMatch(layer -> layer.hides(path));
        }

        @Override
        public long fileCount() {
            return 1;
        }
    }
}
