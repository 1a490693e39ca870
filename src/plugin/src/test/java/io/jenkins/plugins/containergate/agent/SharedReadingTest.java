package io.jenkins.plugins.containergate.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.model.TaskListener;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.testkit.image.BuiltImage;
import io.jenkins.lib.containergate.testkit.image.ImageBuilder;
import io.jenkins.lib.containergate.testkit.image.LayerBuilder;
import io.jenkins.lib.containergate.testkit.image.OciLayout;
import io.jenkins.lib.containergate.testkit.registry.FakeRegistry;
import io.jenkins.lib.containergate.testkit.secret.SecretTemplate;
import io.jenkins.plugins.containergate.access.RegistryAccess;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two looks at one image on an agent: each layer is read once, in a build and between builds. */
class SharedReadingTest {
    private static final SecretRules RULES = new SecretRules("00".repeat(32), "", false);
    private final String token = new SecretTemplate(21).fill("{github:ghp_}");
    private final BuiltImage image = ImageBuilder.image()
            .layer(LayerBuilder.layer().file("app/.env", "TOKEN=" + token))
            .build();
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final TaskListener listener = new TaskListener() {
        private static final long serialVersionUID = 1L;

        @Override
        public PrintStream getLogger() {
            return new PrintStream(log, true, StandardCharsets.UTF_8);
        }
    };
    private FakeRegistry registry;

    @TempDir
    Path root;

    @BeforeEach
    void start() throws IOException {
        registry = FakeRegistry.start().with("shop/app", OciLayout.of(image, "1.4"));
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void secretsAreFoundInThePassThatMakesTheInventoryAndArriveRedacted() throws Exception {
        byte[] answer = read(null, RULES, List.of());

        InspectionReport.Inspected inspected =
                InspectionJson.read(answer).images().get(0);
        assertThat(inspected.inspected().secrets().orElseThrow().findings()).hasSize(1);
        assertThat(new String(answer, StandardCharsets.UTF_8) + log).doesNotContain(token);
    }

    @Test
    void anImageThatTheControllerKnowsIsNotReadAgain() throws Exception {
        InspectionReport.Inspected first =
                InspectionJson.read(read(null, RULES, List.of())).images().get(0);
        long before = layerRequests();

        InspectionReport.Inspected second = InspectionJson.read(
                        read(null, RULES, List.of(first.image().identity())))
                .images()
                .get(0);

        assertThat(before).isEqualTo(1);
        assertThat(layerRequests()).isEqualTo(before);
        assertThat(second.known()).isTrue();
        assertThat(second.as(first).inspected().secrets()).isEqualTo(first.secrets());
        assertThat(second.as(first).inspected().facts().reference()).isPresent();
    }

    @Test
    void anImageThatMovedUnderItsTagIsRead() throws Exception {
        String known = InspectionJson.read(read(null, RULES, List.of()))
                .images()
                .get(0)
                .image()
                .identity();
        BuiltImage other = ImageBuilder.image()
                .layer(LayerBuilder.layer().file("app/other", "TOKEN=" + token))
                .build();
        registry.with("shop/app", OciLayout.of(other, "1.4"));

        assertThat(InspectionJson.read(read(null, RULES, List.of(known)))
                        .images()
                        .get(0)
                        .read())
                .isTrue();
    }

    @Test
    void anAgentThatClaimsToKnowWhatIsNotThereDecidesNothing() throws Exception {
        InspectionReport.Inspected first =
                InspectionJson.read(read(null, null, List.of())).images().get(0);
        InspectionReport.Inspected claimed = InspectionJson.read(
                        read(null, null, List.of(first.image().identity())))
                .images()
                .get(0);

        assertThatThrownBy(claimed::inspected).isInstanceOf(GateException.class);
    }

    @Test
    void aLayerThatAnotherBuildReadIsNotReadAgain() throws Exception {
        AgentLayers layers = layers("11");
        byte[] first = read(layers, RULES, List.of());
        byte[] second = read(layers, RULES, List.of());

        assertThat(second).isEqualTo(first);
        assertThat(layerRequests()).isEqualTo(1);
    }

    @Test
    void anEntryThatABuildLeftInTheCacheIsReadAgain() throws Exception {
        byte[] honest = read(layers("11"), RULES, List.of());
        byte[] clean = Files.readAllBytes(entry());
        Files.delete(entry());
        read(layers("22"), RULES, List.of()); // whoever runs on the agent has no key of the controller
        byte[] forged = Files.readAllBytes(entry());
        assertThat(forged).hasSameSizeAs(clean).isNotEqualTo(clean);

        assertThat(read(layers("11"), RULES, List.of())).isEqualTo(honest);
        assertThat(layerRequests()).isEqualTo(3);
        assertThat(Files.readAllBytes(entry())).isEqualTo(clean);
    }

    @Test
    void aCacheThatCannotBeUsedIsToldAndTheImageIsRead() throws Exception {
        Files.writeString(root.resolve("layers"), "no directory");

        InspectionReport report = InspectionJson.read(read(layers("11"), RULES, List.of()));

        assertThat(report.images().get(0).read()).isTrue();
        assertThat(log.toString(StandardCharsets.UTF_8)).contains("results of layers are not cached");
    }

    private AgentLayers layers(String key) {
        return new AgentLayers(root.resolve("layers").toString(), "1", 1 << 20, key.repeat(32), null);
    }

    private Path entry() throws IOException {
        try (Stream<Path> entries = Files.list(root.resolve("layers"))) {
            return entries.findFirst().orElseThrow();
        }
    }

    private long layerRequests() {
        String layer = image.layers().get(0).blob().digest();
        return registry.requests().stream()
                .filter(request -> request.contains(layer))
                .count();
    }

    private byte[] read(@Nullable AgentLayers layers, @Nullable SecretRules secrets, List<String> known)
            throws IOException, InterruptedException {
        String name = registry.authority() + "/shop/app:1.4";
        RegistryAccess plain = new RegistryAccess(registry.authority(), null, null, true, null, "");
        return new InspectImageCallable(
                        new AskedImage(name, false, null, plain),
                        new AgentEnvironment(root.resolve("tmp").toString(), 60, layers),
                        secrets,
                        known,
                        listener)
                .invoke(root.toFile(), null);
    }
}
