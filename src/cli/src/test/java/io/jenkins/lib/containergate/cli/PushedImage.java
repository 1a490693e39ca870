package io.jenkins.lib.containergate.cli;

import io.jenkins.lib.containergate.testkit.image.BuiltImage;
import io.jenkins.lib.containergate.testkit.image.OciLayout;
import io.jenkins.lib.containergate.testkit.registry.FakeRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A Debian in a registry, as {@code shop/app:1.4}, and room for attestations beside it. */
abstract class PushedImage {
    static final String REPOSITORY = "shop/app";

    @TempDir
    Path folder;

    final BuiltImage image = Fixtures.debian().build();
    FakeRegistry registry;
    CosignAttestations attestations;

    @BeforeEach
    void push() throws IOException {
        registry = FakeRegistry.start().with(REPOSITORY, OciLayout.of(image, "1.4"));
        attestations = new CosignAttestations(registry, REPOSITORY, image.manifestDigest());
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    /** @param sections all after the version */
    Path policy(String sections) {
        return Fixtures.write(folder.resolve("org.yaml"), "version: 1\n" + sections + "\n");
    }

    Gate scanUnder(Path policy, Path osv, Object... more) {
        List<Object> words = new ArrayList<>(List.of("scan", registry.authority() + "/" + REPOSITORY + ":1.4"));
        words.addAll(List.of("--insecure-registry", registry.authority()));
        words.addAll(List.of("--docker-config", folder.resolve("docker")));
        words.addAll(List.of("--osv", osv, "--policy", policy));
        words.addAll(Arrays.asList(more));
        return Gate.run(words.toArray());
    }
}
