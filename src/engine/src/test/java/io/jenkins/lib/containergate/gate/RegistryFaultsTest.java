package io.jenkins.lib.containergate.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.policy.GateError;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.registry.Registries;
import io.jenkins.lib.containergate.registry.auth.RegistryLogin;
import io.jenkins.lib.containergate.testkit.image.BuiltImage;
import io.jenkins.lib.containergate.testkit.image.Content;
import io.jenkins.lib.containergate.testkit.image.ImageBuilder;
import io.jenkins.lib.containergate.testkit.image.LayerBuilder;
import io.jenkins.lib.containergate.testkit.image.OciIndex;
import io.jenkins.lib.containergate.testkit.image.OciLayout;
import io.jenkins.lib.containergate.testkit.registry.FakeRegistry;
import io.jenkins.lib.containergate.testkit.registry.RegistryFault;
import io.jenkins.lib.containergate.testkit.time.JumpingClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a registry does wrong, the verdict is ERROR, in time, and says what to do. */
@Execution(ExecutionMode.CONCURRENT)
class RegistryFaultsTest {
    private static final String REPOSITORY = "shop/app";
    private static final String MANIFEST = "/manifests/";
    private static final Duration AMPLE = Duration.ofMinutes(2);
    private static final String ALLOWED = "120 s";

    @TempDir
    private Path temporary;

    private final BuiltImage image = debian();
    private FakeRegistry registry;

    @BeforeEach
    void start() throws IOException {
        registry = FakeRegistry.start().with(REPOSITORY, OciLayout.of(image, "1.4"));
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    private static BuiltImage debian() {
        return ImageBuilder.image()
                .layer(LayerBuilder.layer()
                        .file("etc/os-release", "ID=debian\nVERSION_ID=\"12\"\n")
                        .file("noise", Content.noise(3, 200_000))
                        .file("var/lib/dpkg/status", """
                            Package: base-files
                            Status: install ok installed
                            Architecture: amd64
                            Version: 12.4

                            """))
                .user("10001")
                .healthCheck("CMD", "/healthy")
                .build();
    }

    private String layer() {
        return image.layers().get(0).blob().digest();
    }

    /** The deadline passes when the registry is asked for this. */
    private Verdict judgeUntil(String path, Registries registries) throws Exception {
        return judge(
                registries,
                new JumpingClock(() -> registry.requests().stream().anyMatch(request -> request.contains(path))));
    }

    private Verdict judge(Registries registries) throws Exception {
        return judge(registries, Clock.systemUTC());
    }

    private Verdict judge(Registries registries, Clock clock) throws Exception {
        List<Verdict> verdicts = new JudgedRegistry(temporary, clock)
                .judge(registry.authority() + "/" + REPOSITORY + ":1.4", registries.client(), AMPLE);
        assertThat(verdicts).hasSize(1);
        return verdicts.get(0);
    }

    private static void assertError(Verdict verdict, String problem, String remedy) {
        assertThat(verdict.outcome()).isEqualTo(Outcome.ERROR);
        assertThat(verdict.gates()).isNotEmpty().allSatisfy(gate -> {
            GateError error = gate.error().orElseThrow();
            assertThat(error.problem()).contains(problem);
            assertThat(error.remedy()).contains(remedy);
        });
    }

    @Test
    void withoutAFaultTheImagePasses() throws Exception {
        Verdict verdict = judge(Registries.plain(registry));
        assertThat(verdict.outcome()).isEqualTo(Outcome.PASS);
        assertThat(verdict.subject().digest()).contains(image.manifestDigest());
        assertThat(verdict.subject().note()).isEmpty();
    }

    static Stream<Arguments> lastingFaults() {
        return Stream.of(
                Arguments.of(
                        new RegistryFault.Status(500), "answers with the error 500 (4 attempts)", "try again later"),
                Arguments.of(
                        new RegistryFault.Status(503), "answers with the error 503 (4 attempts)", "try again later"),
                Arguments.of(new RegistryFault.Status(403), "denies access", "check what the credentials"),
                Arguments.of(new RegistryFault.Status(418), "answers 418", "check that it is a registry"),
                Arguments.of(
                        new RegistryFault.RetryAfter("1"), "rate limit reached (429) (4 attempts)", "wait, log in"),
                Arguments.of(new RegistryFault.RetryAfter("86400"), "leaves no time to wait 86400 s", "wait, log in"),
                Arguments.of(new RegistryFault.WrongBytes(), "", "push the image again"),
                Arguments.of(new RegistryFault.Redirect("%s"), "redirects more than 5 times", "redirections"),
                Arguments.of(new RegistryFault.Redirect("ftp://x/"), "not an HTTP address", "redirections"),
                Arguments.of(new RegistryFault.Redirect("::"), "not an HTTP address", "redirections"),
                Arguments.of(new RegistryFault.CutAfter(10), "4 attempts", "try again"));
    }

    @ParameterizedTest
    @MethodSource("lastingFaults")
    void aFaultOfTheManifestIsAnError(RegistryFault fault, String problem, String remedy) throws Exception {
        registry.failAlways(MANIFEST, fault);
        boolean damage = fault instanceof RegistryFault.WrongBytes;
        assertError(judge(Registries.plain(registry)), damage ? "has the digest" : problem, remedy);
    }

    @ParameterizedTest
    @MethodSource("lastingFaults")
    void aFaultOfALayerIsAnError(RegistryFault fault, String problem, String remedy) throws Exception {
        registry.failAlways("/blobs/" + layer(), fault);
        boolean damage = fault instanceof RegistryFault.WrongBytes;
        assertError(
                judge(Registries.plain(registry)),
                damage ? "has the digest" : problem,
                damage ? "pull or build the image again" : remedy);
    }

    @Test
    void aFaultThatPassesIsNoError() throws Exception {
        registry.fail(MANIFEST, new RegistryFault.Status(502), new RegistryFault.RetryAfter("3"));
        registry.fail("/blobs/" + layer(), new RegistryFault.CutAfter(70_000), new RegistryFault.Status(500));
        assertThat(judge(Registries.plain(registry)).outcome()).isEqualTo(Outcome.PASS);
    }

    @Test
    void aRefusedConnectionIsAnError() throws Exception {
        FakeRegistry gone = FakeRegistry.start();
        gone.close();
        List<Verdict> verdicts = new JudgedRegistry(temporary)
                .judge(gone.authority() + "/app:1", Registries.plain(gone).client(), AMPLE);
        assertError(verdicts.get(0), "refuses the connection (2 attempts)", "check the address");
    }

    @Test
    void aHostWithoutAnAddressIsAnError() throws Exception {
        List<Verdict> verdicts = new JudgedRegistry(temporary)
                .judge("registry.invalid/app:1", Registries.plain().client(), AMPLE);
        assertError(verdicts.get(0), "registry.invalid", "check the address");
    }

    @Test
    void aSlowDripEndsWithTheDeadline() throws Exception {
        registry.failAlways("/blobs/" + layer(), new RegistryFault.Drip());
        Verdict verdict = judgeUntil("/blobs/" + layer(), Registries.plain(registry));
        assertError(verdict, "the deadline of " + ALLOWED + " passed while reading", "allow more time");
    }

    @Test
    void aManifestThatDripsEndsWithTheDeadline() throws Exception {
        registry.failAlways(MANIFEST, new RegistryFault.Drip());
        Verdict verdict = judgeUntil(MANIFEST, Registries.plain(registry));
        assertError(verdict, "the deadline of " + ALLOWED + " passed while reading", "allow more time");
    }

    @Test
    void aRegistryThatNeverAnswersEndsWithTheDeadline() throws Exception {
        registry.failAlways(MANIFEST, new RegistryFault.Silence());
        Verdict verdict = judgeUntil(MANIFEST, Registries.plain(registry).patience(Duration.ofSeconds(2)));
        assertError(verdict, "the deadline of " + ALLOWED + " passed while waiting for an answer", "allow more time");
    }

    @Test
    void aRegistryThatFallsSilentIsAskedAgainAndThenGivenUp() throws Exception {
        registry.failAlways(MANIFEST, new RegistryFault.Silence());
        Registries impatient = Registries.plain(registry).patience(Duration.ofMillis(50));
        assertError(judge(impatient), "sent nothing for 1 s (4 attempts)", "try again");
    }

    @Test
    void aWrongContentLengthIsAnError() throws Exception {
        for (int difference : new int[] {-1, 1}) {
            registry.fail("/blobs/" + layer(), new RegistryFault.OtherLength(difference));
            assertError(judge(Registries.plain(registry)), "are declared", "push the image again");
        }
    }

    @Test
    void aHugeManifestIsAnError() throws Exception {
        registry.failAlways(MANIFEST, new RegistryFault.Huge(65 << 10));
        assertError(judge(Registries.plain(registry)), "exceeds the limit maxDocumentBytes = 65536", "hostile");
    }

    @Test
    void aRedirectionToAnotherHostGetsNoCredentials() throws Exception {
        try (FakeRegistry thief = FakeRegistry.start()) {
            thief.requireBasic("nobody", "knows");
            registry.requireBasic("user", "pass");
            registry.failAlways("/blobs/" + layer(), new RegistryFault.Redirect(thief.address() + "%s"));
            Verdict verdict =
                    judge(Registries.plain(registry, thief).login(new RegistryLogin.Password("user", "pass")));
            assertError(verdict, "wants credentials of its own", "redirections");
            assertThat(thief.requests()).isNotEmpty().noneMatch(request -> request.contains("Basic"));
        }
    }

    @Test
    void aTokenServerThatFailsIsAnError() throws Exception {
        registry.requireAnonymousToken();
        registry.failAlways("/token", new RegistryFault.Status(500));
        assertError(judge(Registries.plain(registry)), "answers with the error 500 (4 attempts)", "try again later");
    }

    @Test
    void aTokenServerThatSaysNonsenseIsAnError() throws Exception {
        registry.requireAnonymousToken();
        registry.failAlways("/token", new RegistryFault.Huge(1_000));
        assertError(judge(Registries.plain(registry)), "the answer of the token server", "");
        registry.failAlways("/token", new RegistryFault.Huge(100_000));
        assertError(judge(Registries.plain(registry)), "exceeds the limit maxTokenBytes", "");
    }

    @Test
    void anImageThatIsNotThereIsAnError() throws Exception {
        List<Verdict> verdicts = new JudgedRegistry(temporary)
                .judge(
                        registry.authority() + "/shop/app:2",
                        Registries.plain(registry).client(),
                        AMPLE);
        assertError(verdicts.get(0), "there is no image " + registry.authority() + "/shop/app:2", "check the name");
    }

    @Test
    void aPlatformThatWasNotPushedIsAnError() throws Exception {
        BuiltImage other = ImageBuilder.image()
                .layer(LayerBuilder.layer().file("a", "1"))
                .platform("linux", "arm64")
                .build();
        registry.with(REPOSITORY, OciLayout.of(OciIndex.index().image(image).image(other), "1.4"));
        registry.failAlways(MANIFEST + other.manifestDigest(), new RegistryFault.Status(404));
        assertError(judge(Registries.plain(registry)), "is missing in the registry", "--platform");
    }
}
