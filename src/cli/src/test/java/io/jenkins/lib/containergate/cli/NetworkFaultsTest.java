package io.jenkins.lib.containergate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.lib.containergate.testkit.http.Fault;
import io.jenkins.lib.containergate.testkit.image.BuiltImage;
import io.jenkins.lib.containergate.testkit.image.DockerArchive;
import io.jenkins.lib.containergate.testkit.image.OciLayout;
import io.jenkins.lib.containergate.testkit.registry.FakeRegistry;
import io.jenkins.lib.containergate.testkit.registry.RegistryFault;
import io.jenkins.lib.containergate.testkit.tls.ServerIdentity;
import io.jenkins.lib.containergate.testkit.trivy.FakeTrivy;
import io.jenkins.lib.containergate.testkit.trivy.FakeTrivy.Call;
import io.jenkins.lib.containergate.testkit.trivy.TrivyFlaw;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
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

/**
 * Whatever goes wrong between the gate and a registry or a Trivy server ends within the deadline as an ERROR that says what
 * to do. The image itself would pass.
 */
@Execution(ExecutionMode.CONCURRENT)
class NetworkFaultsTest {
    private static final String REPOSITORY = "shop/app";
    private static final Duration FAR_BEYOND_THE_DEADLINE = Duration.ofMinutes(5);

    /** For what must not end with the deadline, on a busy machine too. */
    private static final String AMPLE = "4m";

    private final BuiltImage image = Fixtures.debian().build();

    @TempDir
    private Path folder;

    private FakeRegistry registry;
    private FakeRegistry elsewhere;
    private FakeTrivy trivy;
    private Path osv;
    private String deadline = "2s";

    @BeforeEach
    void prepare() throws IOException {
        registry = FakeRegistry.start().with(REPOSITORY, OciLayout.of(image, "1.4"));
        elsewhere = FakeRegistry.start();
        trivy = FakeTrivy.start().version("""
            {"Version": "0.74.0", "VulnerabilityDB": {"Version": 2, "UpdatedAt": "2026-11-24T06:00:00Z"}}\
            """);
        trivy.knows("libssl3", "3.0.11-1~deb12u1", TrivyFlaw.fixed("CVE-2023-5363", "LOW", "3.0.11-1~deb12u2"));
        osv = Fixtures.osv(folder, "LOW");
    }

    @AfterEach
    void stop() {
        registry.close();
        elsewhere.close();
        trivy.close();
    }

    private Gate scan(String reference, Object... more) {
        List<Object> words = new ArrayList<>(List.of("scan", reference, "--out", folder.resolve("out")));
        words.addAll(List.of("--docker-config", folder.resolve("docker"), "--deadline", deadline));
        words.addAll(Arrays.asList(more));
        return assertTimeout(FAR_BEYOND_THE_DEADLINE, () -> Gate.runFrom(Gate.NOW, words.toArray()));
    }

    private Gate registryScan(Object... more) {
        List<Object> words = new ArrayList<>(List.of("--plain-http", "--osv", osv));
        words.addAll(Arrays.asList(more));
        return scan(registry.authority() + "/" + REPOSITORY + ":1.4", words.toArray());
    }

    private Gate trivyScan(URI server) {
        Path archive = DockerArchive.of(image, "shop:1.4").writeTo(folder.resolve("docker.tar"));
        return scan("docker-archive:" + archive, "--trivy", server);
    }

    private void assertErrorThatSaysWhatToDo(Gate scan) throws IOException {
        assertThat(scan.exit()).as(scan.out()).isEqualTo(ExitCode.ERROR);
        JsonNode verdict = new ObjectMapper()
                .readTree(Files.readString(folder.resolve("out").resolve("verdict.json")));
        assertThat(verdict.path("outcome").asText()).isEqualTo("ERROR");
        JsonNode error = verdict.path("gates").path(0).path("error");
        assertThat(error.path("problem").asText()).isNotBlank();
        assertThat(error.path("remedy").asText()).isNotBlank();
    }

    @Test
    void withoutAFaultEverythingPasses() {
        deadline = AMPLE;
        assertThat(registryScan().exit()).isEqualTo(ExitCode.PASSED);
        assertThat(trivyScan(trivy.address()).exit()).isEqualTo(ExitCode.PASSED);
    }

    static Stream<Arguments> registryFaults() {
        List<RegistryFault> faults = List.of(
                new RegistryFault.Status(403),
                new RegistryFault.Status(404),
                new RegistryFault.Status(500),
                new RegistryFault.Status(503),
                new RegistryFault.RetryAfter("1"),
                new RegistryFault.RetryAfter("86400"),
                new RegistryFault.CutAfter(7),
                new RegistryFault.CutAfter(0),
                new RegistryFault.Drip(),
                new RegistryFault.Silence(),
                new RegistryFault.WrongBytes(),
                new RegistryFault.OtherLength(1),
                new RegistryFault.OtherLength(-1),
                new RegistryFault.Huge(9 << 20));
        return Stream.concat(
                faults.stream().map(fault -> arguments("layer", fault)),
                Stream.of(
                        arguments("config", new RegistryFault.WrongBytes()),
                        arguments("config", new RegistryFault.Huge(9 << 20)),
                        arguments("manifest", new RegistryFault.Status(404)),
                        arguments("manifest", new RegistryFault.Status(500)),
                        arguments("manifest", new RegistryFault.CutAfter(7)),
                        arguments("manifest", new RegistryFault.Drip()),
                        arguments("manifest", new RegistryFault.Silence()),
                        arguments("manifest", new RegistryFault.Huge(9 << 20))));
    }

    private String path(String part) {
        return switch (part) {
            case "manifest" -> "/manifests/";
            case "config" -> "/blobs/" + image.configDigest();
            default -> "/blobs/" + image.layers().get(0).blob().digest();
        };
    }

    @ParameterizedTest
    @MethodSource("registryFaults")
    void aFaultOfARegistryIsAnError(String part, RegistryFault fault) throws Exception {
        registry.failAlways(path(part), fault);
        assertErrorThatSaysWhatToDo(registryScan());
    }

    @Test
    void aDigestThatIsNotTheBodysIsAnError() throws Exception {
        registry.failAlways("/manifests/", new RegistryFault.WrongDigestHeader());
        assertErrorThatSaysWhatToDo(registryScan());
    }

    @Test
    void aRedirectionThatNeverEndsIsAnError() throws Exception {
        registry.failAlways("/manifests/", new RegistryFault.Redirect(registry.address() + "%s"));
        assertErrorThatSaysWhatToDo(registryScan());
    }

    @Test
    void aLayerBehindRedirectionsThatNeverEndIsAnError() throws Exception {
        registry.failAlways(path("layer"), new RegistryFault.Redirect(registry.address() + "%s"));
        assertErrorThatSaysWhatToDo(registryScan());
    }

    @Test
    void aRedirectionToAnotherHostShowsItNoLoginAndIsAnErrorWhenThereIsNothing() throws Exception {
        deadline = AMPLE;
        registry.requireBasic("user", "s3cret");
        registry.failAlways(path("layer"), new RegistryFault.Redirect(elsewhere.address() + "%s"));
        Path password = Fixtures.write(folder.resolve("password"), "s3cret");
        Gate scan = registryScan("--registry-user", "user", "--registry-password-file", password);
        assertErrorThatSaysWhatToDo(scan);
        assertThat(elsewhere.requests()).isNotEmpty().noneMatch(request -> request.contains("Basic"));
        assertThat(scan.out() + scan.err()).doesNotContain("s3cret");
    }

    @Test
    void aRegistryThatRefusesConnectionsIsAnError() throws Exception {
        registry.close();
        assertErrorThatSaysWhatToDo(registryScan());
    }

    @Test
    void anExpiredCertificateOfARegistryIsAnErrorAlsoWhenItsAuthorityIsTrusted() throws Exception {
        ServerIdentity expired = ServerIdentity.expired(folder);
        Path authority = Fixtures.write(folder.resolve("ca.pem"), expired.pem());
        try (FakeRegistry secure =
                FakeRegistry.startTls(expired.context()).with(REPOSITORY, OciLayout.of(image, "1.4"))) {
            String reference = secure.authority() + "/" + REPOSITORY + ":1.4";
            assertErrorThatSaysWhatToDo(scan(reference, "--osv", osv, "--registry-ca", authority));
        }
    }

    static Stream<Arguments> trivyFaults() {
        List<Fault> faults = List.of(
                new Fault.Status(404),
                new Fault.Status(500),
                new Fault.Status(503),
                new Fault.RetryAfter("1"),
                new Fault.RetryAfter("86400"),
                new Fault.ResetMidBody(),
                new Fault.Trickle(),
                new Fault.Silence(),
                new Fault.Endless(),
                new Fault.Body("{}"),
                new Fault.Body(""),
                new Fault.Body("<html>"));
        return Stream.concat(
                faults.stream().map(fault -> arguments(Call.SCAN, fault)),
                Stream.of(
                        arguments(Call.VERSION, new Fault.Body("{}")),
                        arguments(Call.VERSION, new Fault.Silence()),
                        arguments(Call.MISSING_BLOBS, new Fault.Body("<html>")),
                        arguments(Call.MISSING_BLOBS, new Fault.Trickle())));
    }

    @ParameterizedTest
    @MethodSource("trivyFaults")
    void aFaultOfATrivyServerIsAnError(Call call, Fault fault) throws Exception {
        trivy.fail(call, Collections.nCopies(200, fault).toArray(Fault[]::new));
        assertErrorThatSaysWhatToDo(trivyScan(trivy.address()));
    }

    @Test
    void aTrivyServerThatSendsElsewhereIsAnErrorAndNobodyElseIsAsked() throws Exception {
        trivy.fail(
                Call.VERSION,
                Collections.nCopies(200, new Fault.Redirect(elsewhere.address() + "/version"))
                        .toArray(Fault[]::new));
        assertErrorThatSaysWhatToDo(trivyScan(trivy.address()));
        assertThat(elsewhere.requests()).isEmpty();
    }

    @Test
    void aTrivyServerThatIsRestartedOnceIsSentEverythingAgainAndOneThatKeepsRestartingIsAnError() throws Exception {
        deadline = AMPLE;
        trivy.restart(1);
        assertThat(trivyScan(trivy.address()).exit()).isEqualTo(ExitCode.PASSED);
        trivy.restart(100);
        assertErrorThatSaysWhatToDo(trivyScan(trivy.address()));
    }

    @Test
    void aTrivyServerThatRefusesConnectionsIsAnError() throws Exception {
        URI address = trivy.address();
        trivy.close();
        assertErrorThatSaysWhatToDo(trivyScan(address));
    }

    @Test
    void anExpiredCertificateOfATrivyServerIsAnErrorAlsoWhenItsAuthorityIsTrusted() throws Exception {
        ServerIdentity expired = ServerIdentity.expired(folder);
        Path authority = Fixtures.write(folder.resolve("ca.pem"), expired.pem());
        Path archive = DockerArchive.of(image, "shop:1.4").writeTo(folder.resolve("docker.tar"));
        try (FakeTrivy secure = FakeTrivy.start(expired.context())) {
            assertErrorThatSaysWhatToDo(
                    scan("docker-archive:" + archive, "--trivy", secure.address(), "--trivy-ca", authority));
        }
    }
}
