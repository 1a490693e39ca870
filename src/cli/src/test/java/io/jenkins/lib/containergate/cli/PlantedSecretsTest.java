package io.jenkins.lib.containergate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.testkit.image.DockerArchive;
import io.jenkins.lib.containergate.testkit.image.OciLayout;
import io.jenkins.lib.containergate.testkit.registry.FakeRegistry;
import io.jenkins.lib.containergate.testkit.secret.PlantedImage;
import io.jenkins.lib.containergate.testkit.secret.PlantedSecret;
import io.jenkins.lib.containergate.testkit.secret.PlantedSecrets;
import io.jenkins.lib.containergate.testkit.secret.PlantedTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every kind of secret in every place goes in by every door; what comes out is searched for it. */
class PlantedSecretsTest {
    @TempDir
    private Path folder;

    @Test
    void ofATreeAndItsHistoryNothingButSamplesComesOut() throws Exception {
        PlantedSecrets planted = new PlantedSecrets(11);
        PlantedSecrets removed = new PlantedSecrets(12);
        Path tree = folder.resolve("tree");
        removed.writeTo(tree);
        GitCommands git = new GitCommands(tree);
        git.run("init", "--quiet");
        git.commitAll("first");
        planted.writeTo(tree);
        git.commitAll("second");
        List<String> values = new ArrayList<>(planted.values());
        values.addAll(removed.values());
        WatchedGate gate = new WatchedGate(values, folder);
        Path key = Files.write(folder.resolve("key"), new byte[32]);

        Gate text = gate.reporting("secrets", tree, "--git-history", "--fingerprint-key-file", key);
        Gate json = gate.run("secrets", tree, "--git-history", "--format", "json");

        assertThat(text.exit()).as("damaged archives").isEqualTo(ExitCode.FAILED);
        assertEachFound(planted, json.out());
        assertThat(json.out()).contains("brought by commit");
    }

    @Test
    void ofAnImageNothingButSamplesComesOutByAnyDoor() throws Exception {
        PlantedImage planted = new PlantedImage(13, Fixtures.debian());
        Path oci = OciLayout.of(planted.image(), "1").writeArchive(folder.resolve("oci.tar"));
        Path docker = DockerArchive.of(planted.image(), "shop/app:1").writeTo(folder.resolve("docker.tar"));
        WatchedGate gate = new WatchedGate(planted.values(), planted.files().inPaths(), folder);
        Path cache = gate.cache();
        Path osv = Fixtures.osv(folder, "LOW");
        Path strict = Fixtures.write(folder.resolve("strict.yaml"), "version: 1\nhardening: {profile: strict}\n");

        for (String image : List.of("oci-archive:" + oci, "docker-archive:" + docker)) {
            Gate secrets = gate.reporting("secrets", image, "--format", "json", "--cache", cache);
            assertThat(secrets.exit()).as("damaged archives").isEqualTo(ExitCode.FAILED);
            assertEachFound(planted.files(), secrets.out());
            assertThat(secrets.out())
                    .contains("root/deleted.env", "/config/Env/", "/config/Cmd", "/config/Entrypoint", "/history/");
            gate.reporting("run", image, "--osv", osv, "--offline", "--cache", cache, "--policy", strict);
            gate.reporting("scan", image, "--osv", osv, "--offline", "--cache", cache, "--policy", strict);
            gate.run("inventory", image, "--cache", cache);
        }
    }

    @Test
    void ofAnImageInARegistryThatAsksForAPasswordNothingButSamplesComesOut() throws Exception {
        PlantedImage planted = new PlantedImage(14, Fixtures.debian());
        String password = new PlantedSecrets(15).values().get(0);
        List<String> values = new ArrayList<>(planted.values());
        values.add(password);
        WatchedGate gate = new WatchedGate(values, folder);
        Path file = Fixtures.write(folder.resolve("password"), password);
        try (FakeRegistry registry = FakeRegistry.start()
                .with("shop/app", OciLayout.of(planted.image(), "1"))
                .requireToken("robot", password)) {
            String image = registry.authority() + "/shop/app:1";
            Gate secrets = gate.reporting(
                    "secrets", image, "--plain-http", "--registry-user", "robot", "--registry-password-file", file);
            assertThat(secrets.exit()).as("damaged archives").isEqualTo(ExitCode.FAILED);
        }
    }

    @Test
    void ofATaskDefinitionNothingButNamesComesOut() throws Exception {
        PlantedTask planted = new PlantedTask(16);
        Path file = Fixtures.write(folder.resolve("taskdef.json"), planted.json());
        Path strict = Fixtures.write(folder.resolve("strict.yaml"), "version: 1\ntaskDefinition: {profile: strict}\n");
        WatchedGate gate = new WatchedGate(planted.values(), folder);

        Gate text = gate.reporting("taskdef", file, "--policy", strict);
        Gate json = gate.run("taskdef", file, "--policy", strict, "--format", "json");

        assertThat(text.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(json.out())
                .contains("no-plaintext-secrets-env", "no-secrets-in-arguments", "log-options-no-secrets");
    }

    @Test
    void ofAVerdictThatIsTriedNothingButSamplesComesOut() throws Exception {
        PlantedImage planted = new PlantedImage(17, Fixtures.debian());
        Path oci = OciLayout.of(planted.image(), "1").writeArchive(folder.resolve("oci.tar"));
        WatchedGate gate = new WatchedGate(planted.values(), folder);
        gate.reporting("secrets", "oci-archive:" + oci);
        Path audit = Fixtures.write(folder.resolve("audit.yaml"), "version: 1\nmode: audit\n");

        Gate tried = gate.run("policy", "try", gate.directory("reports1").resolve("verdict.json"), "--policy", audit);

        assertThat(tried.out()).contains("decisions change");
    }

    private static void assertEachFound(PlantedSecrets planted, String json) throws IOException {
        assertThat(planted.files())
                .extracting(PlantedSecret::shownPath)
                .allSatisfy(path -> assertThat(json).contains(path));
    }
}
