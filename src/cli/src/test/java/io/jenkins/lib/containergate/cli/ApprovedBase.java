package io.jenkins.lib.containergate.cli;

import static io.jenkins.lib.containergate.testkit.image.LayerBuilder.layer;

import io.jenkins.lib.containergate.testkit.image.BuiltImage;
import io.jenkins.lib.containergate.testkit.image.ImageBuilder;
import io.jenkins.lib.containergate.testkit.image.OciLayout;
import io.jenkins.lib.containergate.testkit.registry.FakeRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A registry with a Debian of ten days ago as {@code approved/debian:12}, and images that are built on it. */
abstract class ApprovedBase {
    static final String NAME = "org.opencontainers.image.base.name";
    static final String DIGEST = "org.opencontainers.image.base.digest";

    @TempDir
    Path folder;

    final BuiltImage base = debian(Gate.NOW.minus(Duration.ofDays(10)));
    FakeRegistry registry;
    Path osv;

    @BeforeEach
    void prepare() throws IOException {
        registry = FakeRegistry.start().with("approved/debian", OciLayout.of(base, "12"));
        osv = Fixtures.osv(folder, "LOW");
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    static BuiltImage debian(Instant created) {
        return Fixtures.debian().created(created).build();
    }

    static ImageBuilder app() {
        return Fixtures.debian().layer(layer().file("app/run", "x"), "COPY app /app");
    }

    /** @return it as {@code shop/app:1.4} of the registry */
    BuiltImage pushed(ImageBuilder builder) {
        BuiltImage image = builder.build();
        registry.with("shop/app", OciLayout.of(image, "1.4"));
        return image;
    }

    String at(String path) {
        return registry.authority() + "/" + path;
    }

    /**
     * @param baseImages what the policy says of them; {@code REGISTRY} is the registry
     * @param morePolicy further sections of the policy
     */
    Gate scanOf(String reference, String baseImages, String morePolicy, Object... more) {
        Path policy = Fixtures.write(
                folder.resolve("org.yaml"),
                "version: 1\nbaseImages: {" + baseImages.replace("REGISTRY", registry.authority()) + "}\n"
                        + morePolicy);
        List<Object> words = new ArrayList<>(List.of("scan", reference, "--osv", osv, "--policy", policy));
        words.addAll(List.of("--insecure-registry", registry.authority()));
        words.addAll(List.of("--docker-config", folder.resolve("docker")));
        words.addAll(Arrays.asList(more));
        return Gate.run(words.toArray());
    }
}
