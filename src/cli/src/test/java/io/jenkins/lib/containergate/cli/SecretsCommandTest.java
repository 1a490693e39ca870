package io.jenkins.lib.containergate.cli;

import static io.jenkins.lib.containergate.testkit.image.LayerBuilder.layer;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.testkit.image.ImageBuilder;
import io.jenkins.lib.containergate.testkit.image.OciLayout;
import io.jenkins.lib.containergate.testkit.secret.SecretTemplate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsCommandTest {
    private final SecretTemplate template = new SecretTemplate(11);

    @TempDir
    private Path directory;

    @Test
    void aNameThatIsNeitherHereNorInARegistryMayBeAPath() {
        Gate run = Gate.run("secrets", "localhost/src-of-shop", "--docker-config", directory);
        assertThat(run.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(run.out()).contains("check the path: there is no file or directory localhost/src-of-shop here");
    }

    @Test
    void aDirectoryWithASecretFailsAndSaysWhere() {
        Fixtures.write(directory.resolve("tree/deploy/.env"), "# settings\nTOKEN=" + template.fill("{github:ghp_}"));

        Gate gate = Gate.run("secrets", directory.resolve("tree"));

        assertThat(gate.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(gate.out()).contains("github-personal-access-token", "deploy/.env", "FAIL");
    }

    @Test
    void aDirectoryWithoutSecretsPasses() {
        Fixtures.write(directory.resolve("tree/.env"), "TOKEN=${TOKEN}\n");

        assertThat(Gate.run("secrets", directory.resolve("tree")).exit()).isEqualTo(ExitCode.PASSED);
    }

    @Test
    void aCommentTakesAValueOutOnlyWhereThePolicySaysSo() {
        Fixtures.write(
                directory.resolve("tree/.env"),
                "TOKEN=" + template.fill("{github:ghp_}") + " # container-gate:allow\n");
        Path allowing = Fixtures.write(
                directory.resolve("allow.yaml"), "version: 1\nsecrets: {max: {critical: 0}, inlineComments: true}\n");
        Path silent = Fixtures.write(directory.resolve("org.yaml"), "version: 1\nsecrets: {max: {critical: 0}}\n");

        assertThat(Gate.run("secrets", directory.resolve("tree")).exit()).isEqualTo(ExitCode.FAILED);
        assertThat(Gate.run("secrets", directory.resolve("tree"), "--policy", allowing)
                        .exit())
                .isEqualTo(ExitCode.PASSED);
        Gate looser = Gate.run("secrets", directory.resolve("tree"), "--policy", silent, "--policy", allowing);
        assertThat(looser.exit()).isNotEqualTo(ExitCode.PASSED);
        assertThat(looser.out() + looser.err()).contains("secrets.inlineComments");
    }

    @Test
    void aSecretThatWasDeletedIsFoundInTheHistoryWithTheCommitThatBroughtIt() throws Exception {
        Path tree = directory.resolve("tree");
        String value = template.fill("{github:ghp_}");
        Fixtures.write(tree.resolve("deploy/.env"), "TOKEN=" + value + "\n");
        new GitCommands(tree).run("init", "--quiet");
        new GitCommands(tree).run("add", ".");
        new GitCommands(tree).run("commit", "--quiet", "--message", "deploy");
        Fixtures.write(tree.resolve("deploy/.env"), "OTHER=1\nTOKEN=" + value + "\n");
        new GitCommands(tree).run("commit", "--quiet", "--all", "--message", "another setting");
        new GitCommands(tree).run("gc", "--quiet");
        Fixtures.write(tree.resolve("deploy/.env"), "TOKEN=${TOKEN}\n");
        new GitCommands(tree).run("commit", "--quiet", "--all", "--message", "no token");

        assertThat(Gate.run("secrets", tree).exit()).isEqualTo(ExitCode.PASSED);
        Gate gate = Gate.run("secrets", tree, "--git-history", "--format", "json");

        assertThat(gate.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(gate.out()).contains("github-personal-access-token", "deploy/.env", "brought by commit ");
        assertThat(gate.out().split("\"rule\": \"github-personal-access-token\"", -1))
                .hasSize(2);
        assertThat(gate.out()).doesNotContain(value);
    }

    @Test
    void aHistoryThatIsCutOffIsAnErrorNotAPass() throws Exception {
        Path tree = directory.resolve("tree");
        Fixtures.write(tree.resolve("a"), "1\n");
        new GitCommands(tree).run("init", "--quiet");
        new GitCommands(tree).run("add", ".");
        new GitCommands(tree).run("commit", "--quiet", "--message", "one");
        Fixtures.write(tree.resolve("a"), "2\n");
        new GitCommands(tree).run("commit", "--quiet", "--all", "--message", "two");
        new GitCommands(directory).run("clone", "--quiet", "--depth", "1", "file://" + tree, "clone");

        assertThat(Gate.run("secrets", tree, "--git-history").exit()).isEqualTo(ExitCode.PASSED);
        Gate gate = Gate.run("secrets", directory.resolve("clone"), "--git-history");
        assertThat(gate.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(gate.out()).contains("shallow");
    }

    @Test
    void aHistoryThatIsDamagedOrMissingIsAnErrorNotAPass() throws Exception {
        Path tree = directory.resolve("tree");
        Fixtures.write(tree.resolve("a"), "1\n");
        assertThat(Gate.run("secrets", tree, "--git-history").exit()).isEqualTo(ExitCode.ERROR);
        new GitCommands(tree).run("init", "--quiet");
        new GitCommands(tree).run("add", ".");
        new GitCommands(tree).run("commit", "--quiet", "--message", "one");
        try (Stream<Path> objects = Files.walk(tree.resolve(".git/objects"))) {
            for (Path object : objects.filter(Files::isRegularFile).toList()) {
                Files.delete(object);
                Files.write(object, new byte[] {1, 2, 3});
            }
        }
        assertThat(Gate.run("secrets", tree, "--git-history").exit()).isEqualTo(ExitCode.ERROR);
    }

    @Test
    void theHistoryOfAnImageIsNotGits() {
        Gate gate = Gate.run("secrets", "oci-archive:app.tar", "--git-history");
        assertThat(gate.exit()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void anImageIsSearchedByItsLayersAndItsConfiguration() throws IOException {
        Path archive = image();

        Gate gate = Gate.run("secrets", "oci-archive:" + archive);

        assertThat(gate.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(gate.out()).contains("private-key", "root/id_rsa", "stripe-secret-key", "/config/Env/STRIPE_KEY");
    }

    @Test
    void runSearchesForSecretsInTheSamePass() throws IOException {
        Gate gate = Gate.run("run", "oci-archive:" + image(), "--osv", Fixtures.osv(directory, "LOW"), "--offline");

        assertThat(gate.out()).contains("private-key", "stripe-secret-key");
    }

    @Test
    void whatIsNoImageAndNoDirectoryIsNeverAPass() {
        assertThat(Gate.run("secrets", "oci-archive:" + directory.resolve("none.tar"))
                        .exit())
                .isEqualTo(ExitCode.USAGE);
    }

    @Test
    void noValueIsInAnyOutputOrReport() throws IOException {
        List<String> values = Stream.of("{github:ghp_}", "sk_live_{alnum:40}", "{password}", "{jwt}", "{hex:48}")
                .map(template::fill)
                .toList();
        Fixtures.write(
                directory.resolve("tree/conf/app.yaml"),
                "a: %s\nb: %s\nurl: postgres://shop:%s@db.acme.net/shop\nd: %s\nsigning_secret: %s\nx: [unclosed\n"
                        .formatted(values.toArray()));
        Fixtures.write(directory.resolve("tree/conf/key.pem"), template.fill("{pem:pkcs8}"));
        Path key = Files.write(directory.resolve("key"), new byte[32]);
        Path reports = directory.resolve("reports");

        Gate text = Gate.run("secrets", directory.resolve("tree"), "--out", reports, "--fingerprint-key-file", key);
        Gate json = Gate.run("secrets", directory.resolve("tree"), "--format", "json");

        assertThat(text.out()).contains("app.yaml");
        StringBuilder everything = new StringBuilder(text.out() + text.err() + json.out() + json.err());
        try (Stream<Path> files = Files.list(reports)) {
            for (Path file : files.toList()) {
                everything.append(Files.readString(file, StandardCharsets.UTF_8));
            }
        }
        assertThat(values).allSatisfy(value -> {
            assertThat(everything).doesNotContain(value);
            // nor the half of it that would make guessing easy
            assertThat(everything).doesNotContain(value.substring(value.length() / 2));
        });
    }

    private Path image() throws IOException {
        return OciLayout.of(ImageBuilder.image()
                        .layer(Fixtures.debianLayer(), "ADD file:0123 in /")
                        .layer(layer().file("root/id_rsa", template.fill("{pem:openssh}")), "COPY id_rsa /root/")
                        .environment("STRIPE_KEY", template.fill("sk_live_{alnum:24}"))
                        .build())
                .writeArchive(directory.resolve("image.tar"));
    }
}
