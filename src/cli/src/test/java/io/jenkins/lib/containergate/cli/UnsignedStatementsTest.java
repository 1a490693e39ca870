package io.jenkins.lib.containergate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.containergate.testkit.image.BuiltImage;
import io.jenkins.lib.containergate.testkit.image.ImageBuilder;
import io.jenkins.lib.containergate.testkit.image.LayerBuilder;
import io.jenkins.lib.containergate.testkit.image.OciIndex;
import io.jenkins.lib.containergate.testkit.image.OciLayout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code docker buildx} puts into the index beside an image: an SBOM and a provenance that nobody signed. */
class UnsignedStatementsTest {
    private static final String SPDX = "https://spdx.dev/Document";
    private static final String SLSA = "https://slsa.dev/provenance/v1";
    private static final String NOT_USED = "(not signed, so not used: attest it to use it)";

    @TempDir
    private Path folder;

    private final BuiltImage image = Fixtures.debian().build();

    private static BuiltImage statements(String... types) {
        ImageBuilder builder = ImageBuilder.image().platform("unknown", "unknown");
        for (String type : types) {
            builder.layer(LayerBuilder.layer().file("of", type).mediaType("application/vnd.in-toto+json"));
        }
        return builder.changeManifest(manifest -> {
                    for (int i = 0; i < types.length; i++) {
                        ((ObjectNode) manifest.path("layers").get(i))
                                .putObject("annotations")
                                .put("in-toto.io/predicate-type", types[i]);
                    }
                })
                .build();
    }

    private Gate scan(Path layout, String policy) {
        return Gate.run(
                "scan",
                "oci:" + layout,
                "--osv",
                Fixtures.osv(folder, "LOW"),
                "--policy",
                Fixtures.write(folder.resolve("org.yaml"), "version: 1\n" + policy),
                "--out",
                folder.resolve("out"));
    }

    private Path layout(BuiltImage statements) throws IOException {
        Path layout = folder.resolve("image");
        OciLayout.of(OciIndex.index().image(image).attestation(statements, image), "1.4")
                .writeDirectory(layout);
        return layout;
    }

    @Test
    void theyAreNamedInTheVerdictAndCountForNothing() throws Exception {
        Gate scan = scan(layout(statements(SPDX, SLSA)), "vulnerabilities: {attestedSboms: beside}\n");

        assertThat(scan.exit()).as(scan.out()).isEqualTo(ExitCode.PASSED);
        assertThat(scan.out())
                .contains("1 unsigned SBOM of the build " + NOT_USED)
                .contains("1 unsigned provenance of the build " + NOT_USED)
                .contains("1 attestation manifest (never run as a container)");
        assertThat(Files.readString(folder.resolve("out/verdict.json")))
                .contains("unsigned SBOM of the build", "unsigned provenance of the build");
        assertThat(Files.readString(folder.resolve("out/report.html"))).contains("unsigned SBOM of the build");
    }

    /** Such as results of tests. */
    @Test
    void statementsOfOtherKindsHaveNoNameOfTheirOwn() throws Exception {
        Path layout = layout(statements("https://example.org/tests/v1", ""));
        assertThat(scan(layout, "").out()).doesNotContain("unsigned").contains("1 attestation manifest (never run");
    }

    /** It states nothing that counts, so it is no error either. */
    @Test
    void oneThatCannotBeReadIsNamed() throws Exception {
        BuiltImage statements = statements(SPDX);
        Path layout = layout(statements);
        Path manifest = layout.resolve("blobs/sha256")
                .resolve(statements.manifestDigest().replace("sha256:", ""));
        Files.write(manifest, "{".repeat(5).getBytes(StandardCharsets.UTF_8));

        Gate scan = scan(layout, "");
        assertThat(scan.exit()).as(scan.out()).isEqualTo(ExitCode.PASSED);
        assertThat(scan.out()).contains("never run as a container, and what it states cannot be read: ");
    }
}
