package io.jenkins.plugins.containergate.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.model.TaskListener;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.http.HttpLimits;
import io.jenkins.lib.containergate.http.HttpTransport;
import io.jenkins.lib.containergate.http.InsecureHosts;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.registry.RegistryClient;
import io.jenkins.lib.containergate.registry.auth.RegistryLogin;
import io.jenkins.lib.containergate.testkit.image.ImageBuilder;
import io.jenkins.lib.containergate.testkit.image.LayerBuilder;
import io.jenkins.lib.containergate.testkit.image.OciLayout;
import io.jenkins.lib.containergate.testkit.registry.FakeRegistry;
import io.jenkins.lib.containergate.testkit.registry.RegistryFault;
import io.jenkins.plugins.containergate.access.ControllerRegistries.SharedLogin;
import io.jenkins.plugins.containergate.build.GateLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which part of a login an agent sees. */
class SharedLoginTest {
    private static final RegistryLogin PASSWORD = new RegistryLogin.Password("robot", "s3cret");

    private final ByteArrayOutputStream console = new ByteArrayOutputStream();
    private FakeRegistry registry;

    @BeforeEach
    void start() throws IOException {
        registry = FakeRegistry.start()
                .with(
                        "shop/app",
                        OciLayout.of(
                                ImageBuilder.image()
                                        .layer(LayerBuilder.layer().file("a", "b"))
                                        .build(),
                                "1.4"));
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    private RegistryLogin shared(String authority, RegistryLogin login) throws Exception {
        TaskListener listener = new TaskListener() {
            private static final long serialVersionUID = 1L;

            @Override
            public PrintStream getLogger() {
                return new PrintStream(console, true, StandardCharsets.UTF_8);
            }
        };
        HttpLimits limits = new HttpLimits(
                2, Duration.ofMillis(1), Duration.ofMinutes(1), Duration.ofMinutes(1), 5, 64 << 10, 64 << 10);
        RegistryClient client = new RegistryClient(
                new HttpTransport(
                        HttpClient.newHttpClient(),
                        InsecureHosts.at(List.of(authority)),
                        limits,
                        Clock.systemUTC(),
                        pause -> {}),
                (image, deadline) -> login);
        GateLog log = new GateLog(listener);
        RegistryLogin shared = SharedLogin.of(
                client,
                ImageReference.parse(authority + "/shop/app:1.4"),
                login,
                Deadline.after(Duration.ofMinutes(1), Clock.systemUTC()),
                log);
        log.flush();
        return shared;
    }

    @Test
    void theAgentOfARegistryWithTokensGetsAToken() throws Exception {
        registry.requireToken("robot", "s3cret");
        assertThat(shared(registry.authority(), PASSWORD)).isInstanceOf(RegistryLogin.AccessToken.class);
    }

    @Test
    void aTokenServerThatRefusesThePasswordDoesNotSendItToTheAgent() {
        registry.requireToken("robot", "another");
        assertThatThrownBy(() -> shared(registry.authority(), PASSWORD))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("does not accept the credentials of 'robot' (401)");
    }

    @Test
    void aRegistryThatAnswersWithAnErrorDoesNotSendThePasswordToTheAgent() {
        for (int status : List.of(403, 429, 500, 503, 418)) {
            registry.failAlways("/manifests/", new RegistryFault.Status(status));
            assertThatThrownBy(() -> shared(registry.authority(), PASSWORD))
                    .as("%s", status)
                    .isInstanceOf(GateException.class)
                    .hasMessageContaining(String.valueOf(status));
        }
    }

    @Test
    void aTokenServerThatAnswersWithAnErrorDoesNotSendThePasswordToTheAgent() {
        registry.requireToken("robot", "s3cret").failAlways("/token", new RegistryFault.Status(503));
        assertThatThrownBy(() -> shared(registry.authority(), PASSWORD))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("503");
    }

    @Test
    void theAgentGetsThePasswordWhereTheRegistryTakesNothingElse() throws Exception {
        registry.requireBasic("robot", "s3cret");
        assertThat(shared(registry.authority(), PASSWORD)).isEqualTo(PASSWORD);
    }

    @Test
    void aPasswordThatIsNotTakenDoesNotGoToTheAgent() {
        registry.requireBasic("robot", "another");
        assertThatThrownBy(() -> shared(registry.authority(), PASSWORD))
                .hasMessageContaining("does not accept the credentials of 'robot'");
    }

    @Test
    void aRegistryThatWantsNoLoginSeesNone() throws Exception {
        assertThat(shared(registry.authority(), PASSWORD)).isEqualTo(new RegistryLogin.Anonymous());
    }

    @Test
    void anAgentLogsInItselfWhereOnlyItReachesTheRegistry() throws Exception {
        String nobody;
        try (ServerSocket socket = new ServerSocket(0)) {
            nobody = "127.0.0.1:" + socket.getLocalPort();
        }
        assertThat(shared(nobody, PASSWORD)).isEqualTo(PASSWORD);
        assertThat(console.toString(StandardCharsets.UTF_8))
                .contains("the agent logs in itself", nobody)
                .doesNotContain("s3cret");
    }

    @Test
    void aTokenOrNothingIsNotAskedFor() throws Exception {
        registry.failAlways("/", new RegistryFault.Status(500));
        assertThat(shared(registry.authority(), new RegistryLogin.AccessToken("t")))
                .isEqualTo(new RegistryLogin.AccessToken("t"));
        assertThat(shared(registry.authority(), new RegistryLogin.Anonymous()))
                .isEqualTo(new RegistryLogin.Anonymous());
        assertThat(registry.requests()).isEmpty();
    }
}
