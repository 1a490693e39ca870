package io.jenkins.lib.containergate.cli;

import static io.jenkins.lib.containergate.testkit.image.LayerBuilder.layer;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.testkit.image.ImageBuilder;
import io.jenkins.lib.containergate.testkit.image.OciLayout;
import io.jenkins.lib.containergate.testkit.secret.SecretTemplate;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only shows something in sources is in use where it is built into an image. */
class FixturesOfSourcesTest {
    private static final String COMPOSE =
            "services:\n  db:\n    environment:\n      MYSQL_USER: clerk\n      MYSQL_PASSWORD: Clerk-123!\n";

    private final String page = new SecretTemplate(61).fill("<pre>\n{ \"api_token\": \"{alnum:24}\" }\n</pre>\n");

    @TempDir
    private Path directory;

    private Path reporting;

    @BeforeEach
    void prepare() {
        reporting = Fixtures.write(
                directory.resolve("report.yaml"),
                "version: 1\nsecrets: {max: {critical: 0, high: 0, medium: 0}, tests: report}\n");
    }

    @Test
    void aPasswordThatIsTriedFirstIsOneInAComposeFile() throws IOException {
        heldIn("docker-compose.yml", COMPOSE);
    }

    @Test
    void codeThatAPageShowsIsOne() throws IOException {
        heldIn("templates/api.html.twig", page);
    }

    private void heldIn(String path, String content) throws IOException {
        Path tree = directory.resolve("tree");
        Fixtures.write(tree.resolve(path), content);
        Path counting = Fixtures.write(
                directory.resolve("count.yaml"), "version: 1\nsecrets: {max: {critical: 0, high: 0, medium: 0}}\n");

        assertThat(Gate.run("secrets", tree, "--policy", counting).exit()).isEqualTo(ExitCode.FAILED);
        Gate sources = Gate.run("secrets", tree, "--policy", reporting, "--format", "json");
        assertThat(sources.exit()).isEqualTo(ExitCode.PASSED);
        assertThat(sources.out()).contains(path, "\"classification\": \"fixture\"");
        Fixtures.write(tree.resolve("production/docker-compose.yml"), COMPOSE);
        assertThat(Gate.run("secrets", tree, "--policy", reporting).exit()).isEqualTo(ExitCode.FAILED);

        Path image = OciLayout.of(ImageBuilder.image()
                        .layer(layer().file("app/" + path, content))
                        .build())
                .writeArchive(directory.resolve("image.tar"));
        Gate built = Gate.run("secrets", "oci-archive:" + image, "--policy", reporting);
        assertThat(built.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(built.out()).contains("app/" + path);
    }

    @Test
    void nothingThatAnImageSaysOfItselfIsOne() throws IOException {
        Path image = OciLayout.of(ImageBuilder.image()
                        .layer(layer().file("app/a.txt", "nothing"))
                        .label("manual", page)
                        .build())
                .writeArchive(directory.resolve("image.tar"));

        Gate gate = Gate.run("secrets", "oci-archive:" + image, "--policy", reporting);

        assertThat(gate.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(gate.out()).contains("manual");
    }
}
