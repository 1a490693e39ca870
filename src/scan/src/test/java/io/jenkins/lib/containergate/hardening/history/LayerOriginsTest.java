package io.jenkins.lib.containergate.hardening.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.finding.LayerOrigin;
import io.jenkins.lib.containergate.hardening.TestImage;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which instruction made a layer is said without a word of it that could be a secret. */
class LayerOriginsTest {
    @Test
    void aLayerIsNamedByItsInstructionAndThePackageManagersThatItRan() {
        assertThat(origins(
                        "/bin/sh -c #(nop) ADD file:0a in / ",
                        "RUN /bin/sh -c apt-get update && apt-get install -y curl && curl -O https://example.org/x #"
                                + " buildkit",
                        "COPY target/app.jar /app.jar # buildkit",
                        "bazel build ..."))
                .containsExactly(
                        Optional.of("ADD at /history/0"),
                        Optional.of("RUN apt-get, curl at /history/1"),
                        Optional.of("COPY at /history/2"),
                        Optional.of("/history/3"));
    }

    @Test
    void noWordOfAnInstructionThatCouldBeASecretIsSaid() {
        String secret = "hunter2.Xq7";
        List<Optional<String>> origins = origins(
                "RUN |1 TOKEN=" + secret + " /bin/sh -c pip install --index https://u:" + secret
                        + "@example.org/simple x",
                "RUN " + secret,
                "RUN /bin/sh -c " + secret + " && PASSWORD=" + secret + " curl -u u:" + secret + " https://example.org",
                "ADD https://u:" + secret + "@example.org/x.tar /" + secret,
                "COPY " + secret + " /",
                "RUN <<EOF\n" + secret + "\nEOF",
                secret);

        assertThat(origins)
                .hasSize(7)
                .allSatisfy(origin -> assertThat(origin.orElse("")).doesNotContain("hunter2", "Xq7"));
        assertThat(origins.get(0)).contains("RUN pip at /history/0");
        assertThat(origins.get(2)).contains("RUN curl at /history/2");
    }

    /** Tools that put all layers into one keep the last instruction, which made nothing of it. */
    @Test
    void anInstructionThatWritesNoFilesMadeNoLayer() {
        assertThat(origins("CMD [\"/app\"]")).containsExactly(Optional.empty());
    }

    private static List<Optional<String>> origins(String... history) {
        TestImage image = TestImage.empty();
        for (String createdBy : history) {
            image.step(createdBy);
        }
        return LayerOrigins.of(image.config()).layers().stream()
                .map(LayerOrigin::instruction)
                .toList();
    }
}
