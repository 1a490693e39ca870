package io.jenkins.plugins.containergate.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.model.TaskListener;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.gate.InspectedImage;
import io.jenkins.lib.containergate.hardening.account.AccountFile;
import io.jenkins.lib.containergate.testkit.docker.FakeDaemon;
import io.jenkins.lib.containergate.testkit.image.BuiltImage;
import io.jenkins.lib.containergate.testkit.image.DockerArchive;
import io.jenkins.lib.containergate.testkit.image.ImageBuilder;
import io.jenkins.lib.containergate.testkit.image.LayerBuilder;
import io.jenkins.lib.containergate.testkit.image.Lie;
import io.jenkins.lib.containergate.testkit.image.OciLayout;
import io.jenkins.plugins.containergate.access.RegistryAccess;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What happens on the agent, and what the controller makes of the answer. */
class InspectImageCallableTest {
    @TempDir
    Path workspace;

    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final TaskListener listener = new TaskListener() {
        private static final long serialVersionUID = 1L;

        @Override
        public PrintStream getLogger() {
            return new PrintStream(log, true, StandardCharsets.UTF_8);
        }
    };

    @Test
    void whatTheAgentFoundArrivesWhole() throws Exception {
        OciLayout.of(debian(), "1.4").writeArchive(workspace.resolve("shop.tar"));

        InspectionReport report = InspectionJson.read(inspect("oci-archive:shop.tar", false));

        InspectedImage inspected = report.images().get(0).inspected();
        assertThat(inspected.image().config().environment()).contains("LANG=C");
        assertThat(inspected.image().layers()).hasSize(1);
        assertThat(inspected.inventory().os().orElseThrow().id()).isEqualTo("debian");
        assertThat(inspected.inventory().packages()).singleElement().satisfies(zlib -> {
            assertThat(zlib.name()).isEqualTo("zlib1g");
            assertThat(zlib.layer()).isEqualTo(inspected.image().layers().get(0).diffId());
        });
        assertThat(inspected.facts().files().passwd().file()).isInstanceOf(AccountFile.Entries.class);
        assertThat(inspected.facts().files().shadow().file()).isInstanceOf(AccountFile.Absent.class);
        assertThat(inspected.facts().history().steps()).isNotEmpty();
    }

    @Test
    void noLineOfTheAgentIsLeftBehind() throws Exception {
        OciLayout.of(debian(), "1.4").writeArchive(workspace.resolve("shop.tar"));
        PrintStream gathering = new PrintStream(new BufferedOutputStream(log, 1 << 16), false, StandardCharsets.UTF_8);

        inspect("shop.tar", true, new TaskListener() {
            private static final long serialVersionUID = 1L;

            @Override
            public PrintStream getLogger() {
                return gathering;
            }
        });

        assertThat(log.toString(StandardCharsets.UTF_8)).contains("1 packages in 1 layers");
    }

    @Test
    void whatTheAgentSendsTwiceIsTheSame() throws Exception {
        DockerArchive.of(debian(), "shop/app:1.4").writeTo(workspace.resolve("shop.tar"));

        assertThat(inspect("shop.tar", true)).isEqualTo(inspect("shop.tar", true));
    }

    @Test
    void layersStayOnTheAgent() throws Exception {
        DockerArchive.of(debian(), "shop/app:1.4").writeTo(workspace.resolve("shop.tar"));

        InspectionReport report = InspectionJson.read(inspect("shop.tar", true));

        assertThatThrownBy(() -> report.images()
                        .get(0)
                        .inspected()
                        .image()
                        .layers()
                        .get(0)
                        .open())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("on the agent");
    }

    @Test
    void aMissingArchiveIsAFailureThatNamesIt() throws Exception {
        InspectionReport report = InspectionJson.read(inspect("nothing.tar", true));

        assertThat(report.images()).isEmpty();
        assertThat(report.failure().orElseThrow().problem()).contains("nothing.tar");
    }

    @Test
    void anImageThatLiesAboutItsContentIsAFailureAndStillNamed() throws Exception {
        BuiltImage lying = ImageBuilder.image()
                .layer(LayerBuilder.layer().file("etc/motd", "hello"))
                .lie(Lie.DIFF_ID)
                .build();
        OciLayout.of(lying, "1.4").writeArchive(workspace.resolve("shop.tar"));

        InspectionReport report = InspectionJson.read(inspect("shop.tar", true));

        InspectionReport.Inspected inspected = report.images().get(0);
        assertThat(inspected.image().image().layers()).hasSize(1);
        assertThatThrownBy(inspected::inspected).isInstanceOf(GateException.class);
    }

    @Test
    void anUnknownPlatformIsAFailure() throws Exception {
        DockerArchive.of(debian(), "shop/app:1.4").writeTo(workspace.resolve("shop.tar"));

        byte[] answer = new InspectImageCallable(
                        new AskedImage("shop.tar", true, "linux/s390x", RegistryAccess.none()),
                        new AgentEnvironment(temporary(), 60, null),
                        null,
                        List.of(),
                        listener)
                .invoke(workspace.toFile(), null);

        assertThat(InspectionJson.read(answer).failure()).isPresent();
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "daemons listen on a named pipe there")
    void anImageOfTheDaemonThatTheJobNamesIsReadAndKnownByItsId() throws Exception {
        BuiltImage image = debian();
        Path archive = DockerArchive.of(image, "shop/app:1.4").writeTo(workspace.resolve("saved.tar"));
        try (FakeDaemon daemon = FakeDaemon.start(workspace.resolve("d.sock"))
                .with("docker.io/shop/app:1.4", image.configDigest(), archive)) {
            InspectionReport report = daemon(daemon);

            assertThat(report.images()).singleElement().satisfies(found -> {
                assertThat(found.image().digest()).hasToString(image.configDigest());
                assertThat(found.image().manifestDigest()).isFalse();
                assertThat(found.inspected().inventory().packages()).hasSize(1);
            });
            try (Stream<Path> left = Files.list(Path.of(temporary()))) {
                assertThat(left).isEmpty();
            }

            daemon.failing(FakeDaemon.Fault.CUT);
            assertThat(daemon(daemon).failure()).isPresent();
        }
    }

    private InspectionReport daemon(FakeDaemon daemon) throws Exception {
        return InspectionJson.read(new InspectImageCallable(
                        new AskedImage(
                                "docker-daemon:shop/app:1.4",
                                false,
                                null,
                                RegistryAccess.none(),
                                AgentDaemon.of(Map.of("DOCKER_HOST", daemon.address(), "PATH", "/bin"))),
                        new AgentEnvironment(temporary(), 60, null),
                        null,
                        List.of(),
                        listener)
                .invoke(workspace.toFile(), null));
    }

    @Test
    void nothingIsLeftBehindOnTheAgent() throws Exception {
        DockerArchive.of(debian(), "shop/app:1.4").writeTo(workspace.resolve("shop.tar"));

        inspect("shop.tar", true);

        try (Stream<Path> left = Files.list(Path.of(temporary()))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void eachEventIsOneLineOfTheBuildLog() throws Exception {
        DockerArchive.of(debian(), "shop/app:1.4").writeTo(workspace.resolve("shop.tar"));

        inspect("shop.tar", true);

        assertThat(log.toString(StandardCharsets.UTF_8).lines())
                .isNotEmpty()
                .allMatch(line -> line.startsWith("[container-gate] "));
    }

    private byte[] inspect(String image, boolean archive) throws Exception {
        return inspect(image, archive, listener);
    }

    private byte[] inspect(String image, boolean archive, TaskListener heard) throws Exception {
        return new InspectImageCallable(
                        new AskedImage(image, archive, null, RegistryAccess.none()),
                        new AgentEnvironment(temporary(), 60, null),
                        null,
                        List.of(),
                        heard)
                .invoke(workspace.toFile(), null);
    }

    private String temporary() {
        return workspace.resolve("tmp").toString();
    }

    private static BuiltImage debian() {
        LayerBuilder layer = LayerBuilder.layer()
                .file("etc/os-release", "ID=debian\nVERSION_ID=\"12\"\nPRETTY_NAME=\"Debian 12\"\n")
                .file("etc/passwd", "root:x:0:0:root:/root:/bin/sh\napp:x:1000:1000::/:/bin/false\n")
                .file(
                        "var/lib/dpkg/status",
                        "Package: zlib1g\n"
                                + "Status: install ok installed\n"
                                + "Architecture: amd64\n"
                                + "Source: zlib\n"
                                + "Version: 1:1.2.13.dfsg-1\n"
                                + "Maintainer: Debian <packages@debian.org>\n"
                                + "Description: compression\n\n");
        return ImageBuilder.image()
                .environment("LANG", "C")
                .label("org.opencontainers.image.title", "shop")
                .layer(layer, "COPY . / # buildkit")
                .build();
    }
}
