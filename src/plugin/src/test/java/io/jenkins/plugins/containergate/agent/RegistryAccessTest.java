package io.jenkins.plugins.containergate.agent;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.TaskListener;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.registry.auth.RegistryLogin;
import io.jenkins.lib.containergate.testkit.image.BuiltImage;
import io.jenkins.lib.containergate.testkit.image.ImageBuilder;
import io.jenkins.lib.containergate.testkit.image.LayerBuilder;
import io.jenkins.lib.containergate.testkit.image.OciLayout;
import io.jenkins.lib.containergate.testkit.registry.FakeRegistry;
import io.jenkins.plugins.containergate.access.AgentProxy;
import io.jenkins.plugins.containergate.access.RegistryAccess;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.PrintStream;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the controller gives an agent for an image in a registry, and what the agent does with it. */
class RegistryAccessTest {
    private static final RegistryLogin PASSWORD = new RegistryLogin.Password("robot", "s3cret");

    @TempDir
    private Path workspace;

    private final BuiltImage image = ImageBuilder.image()
            .layer(LayerBuilder.layer().file("etc/os-release", "ID=debian\nVERSION_ID=\"12\"\n"))
            .build();
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private FakeRegistry registry;

    @BeforeEach
    void start() throws IOException {
        registry = FakeRegistry.start().with("shop/app", OciLayout.of(image, "1.4"));
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    private ImageReference reference() throws Exception {
        return ImageReference.parse(registry.authority() + "/shop/app:1.4");
    }

    private InspectionReport inspect(RegistryAccess access) throws Exception {
        TaskListener listener = new TaskListener() {
            private static final long serialVersionUID = 1L;

            @Override
            public PrintStream getLogger() {
                return new PrintStream(log, true, StandardCharsets.UTF_8);
            }
        };
        return InspectionJson.read(new InspectImageCallable(
                        new AskedImage(reference().toString(), false, null, travelled(access)),
                        new AgentEnvironment(workspace.resolve("tmp").toString(), 60, null),
                        null,
                        List.of(),
                        listener)
                .invoke(workspace.toFile(), null));
    }

    private static RegistryAccess travelled(RegistryAccess access) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(access);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (RegistryAccess) in.readObject();
        }
    }

    @Test
    void theAgentReadsTheImageWithThePasswordItWasGiven() throws Exception {
        registry.requireBasic("robot", "s3cret");
        InspectionReport report = inspect(RegistryAccess.of(reference(), PASSWORD, true, null));
        assertThat(report.images().get(0).image().image().digest().toString()).isEqualTo(image.manifestDigest());
        assertThat(log.toString(StandardCharsets.UTF_8)).doesNotContain("s3cret");
    }

    @Test
    void withoutALoginTheReportSaysSo() throws Exception {
        registry.requireBasic("robot", "s3cret");
        InspectionReport report = inspect(RegistryAccess.of(reference(), new RegistryLogin.Anonymous(), true, null));
        assertThat(report.failure().orElseThrow().exception()).hasMessageContaining("without credentials");
    }

    @Test
    void theSecretIsNotShown() throws Exception {
        RegistryAccess access = RegistryAccess.of(reference(), PASSWORD, false, null);
        assertThat(access.toString()
                        + new InspectImageCallable(
                                new AskedImage("a", false, null, access),
                                new AgentEnvironment("t", 1, null),
                                null,
                                List.of(),
                                null))
                .doesNotContain("s3cret");
    }

    @Test
    void theProxyOfJenkinsIsUsedButForItsExceptions() throws Exception {
        AgentProxy proxy = new AgentProxy("proxy.example", 3128, List.of(".*\\.example\\.org"));
        assertThat(proxy.selector().select(URI.create("https://reg.example.org/")))
                .containsExactly(Proxy.NO_PROXY);
        assertThat(proxy.selector()
                        .select(URI.create("https://docker.io/"))
                        .get(0)
                        .address())
                .hasToString("proxy.example/<unresolved>:3128");
    }
}
