package io.jenkins.lib.containergate.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.fault.GateException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageConfigParserTest {
    private static final String DIFF_ID = "sha256:" + "cd".repeat(32);
    private static final String LEAST = "\"os\": \"linux\", \"architecture\": \"amd64\"";
    private static final String ROOTFS = "\"rootfs\": {\"type\": \"layers\", \"diff_ids\": []}";

    @Test
    void everythingIsRead() throws GateException {
        ImageConfig config = parse("""
                {"os": "linux", "architecture": "arm64", "variant": "v8", "created": "2026-01-31T12:00:00.5+01:00",
                 "config": {"User": "1000:1000", "Env": ["PATH=/bin", "A=b=c"], "Entrypoint": ["/app"], "Cmd": ["-v"],
                   "ExposedPorts": {"8080/tcp": {}, "22/tcp": {}}, "Volumes": {"/data": {}}, "Labels": {"z": "1", "a": "2"},
                   "Healthcheck": {"Test": ["CMD-SHELL", "true"], "Interval": 5}, "OnBuild": ["RUN x"],
                   "WorkingDir": "/srv", "StopSignal": "SIGTERM"},
                 "rootfs": {"type": "layers", "diff_ids": ["%s"]},
                 "history": [{"created_by": "RUN a"}, {"created_by": "ENV b", "empty_layer": true,
                   "created": "2026-01-01T00:00:00Z"}]}""".formatted(DIFF_ID));

        assertThat(config.platform()).hasToString("linux/arm64/v8");
        assertThat(config.created()).contains(Instant.parse("2026-01-31T11:00:00.5Z"));
        assertThat(config.user()).isEqualTo("1000:1000");
        assertThat(config.environment()).containsExactly("PATH=/bin", "A=b=c");
        assertThat(config.entrypoint()).containsExactly("/app");
        assertThat(config.command()).containsExactly("-v");
        assertThat(config.exposedPorts()).containsExactly("22/tcp", "8080/tcp");
        assertThat(config.volumes()).containsExactly("/data");
        assertThat(config.labels().keySet()).containsExactly("a", "z");
        assertThat(config.healthCheck().orElseThrow().test()).containsExactly("CMD-SHELL", "true");
        assertThat(config.onBuild()).containsExactly("RUN x");
        assertThat(config.workingDirectory()).isEqualTo("/srv");
        assertThat(config.stopSignal()).isEqualTo("SIGTERM");
        assertThat(config.diffIds()).containsExactly(Digest.parse(DIFF_ID));
        assertThat(config.history())
                .containsExactly(
                        new ImageConfig.HistoryEntry("RUN a", Optional.empty(), false),
                        new ImageConfig.HistoryEntry(
                                "ENV b", Optional.of(Instant.parse("2026-01-01T00:00:00Z")), true));
    }

    @Test
    void whatIsAbsentOrNullIsEmpty() throws GateException {
        ImageConfig config = parse(
                "{" + LEAST + ", \"config\": {\"Env\": null, \"Labels\": null}, \"history\": null, " + ROOTFS + "}");

        assertThat(config.user()).isEmpty();
        assertThat(config.environment()).isEmpty();
        assertThat(config.labels()).isEmpty();
        assertThat(config.healthCheck()).isEmpty();
        assertThat(config.history()).isEmpty();
        assertThat(parse("{" + LEAST + ", \"config\": null, " + ROOTFS + "}").user())
                .isEmpty();
    }

    @Test
    void aCommandMayBeOneText() throws GateException {
        assertThat(parse("{" + LEAST + ", \"config\": {\"Cmd\": \"sh\"}, " + ROOTFS + "}")
                        .command())
                .isEqualTo(List.of("sh"));
    }

    @Test
    void aLowerCaseMemberCannotHideFromUs() throws GateException {
        assertThat(parse("{" + LEAST + ", \"Config\": {\"env\": [\"TOKEN=x\"]}, " + ROOTFS + "}")
                        .environment())
                .containsExactly("TOKEN=x");
    }

    @Test
    void nothingThatMayBeASecretIsShown() throws GateException {
        ImageConfig config = parse("{" + LEAST + ", \"config\": {\"Env\": [\"TOKEN=hunter2\"], \"Cmd\": [\"hunter2\"], "
                + "\"Labels\": {\"a\": \"hunter2\"}, \"Healthcheck\": {\"Test\": [\"CMD\", \"hunter2\"]}}, "
                + "\"history\": [{\"created_by\": \"ARG hunter2\"}], " + ROOTFS + "}");

        assertThat(config.toString() + config.history() + config.healthCheck())
                .contains("linux/amd64")
                .doesNotContain("hunter2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"architecture\": \"amd64\", \"rootfs\": {\"type\": \"layers\"}} | 'os' is missing",
                "{\"os\": \"\", \"architecture\": \"amd64\", \"rootfs\": {\"type\": \"layers\"}} | is not a platform",
                "{\"os\": \"linux\", \"architecture\": \"amd64\"} | 'rootfs' is missing",
                "{\"os\": \"linux\", \"architecture\": \"amd64\", \"rootfs\": {\"type\": \"base\"}} | not made of layers",
                "{\"os\": \"linux\", \"architecture\": \"amd64\", \"rootfs\": {\"type\": \"layers\", \"diff_ids\": [\"x\"]}} | sha256",
                "{\"os\": \"linux\", \"architecture\": \"amd64\", \"rootfs\": {\"type\": \"layers\"}, \"created\": \"now\"} | not a time",
                "{\"os\": \"linux\", \"architecture\": \"amd64\", \"rootfs\": {\"type\": \"layers\"}, \"config\": {\"Env\": \"A=b\"}} | '/config/Env'",
                "{\"os\": \"linux\", \"architecture\": \"amd64\", \"rootfs\": {\"type\": \"layers\"}, \"config\": {\"User\": 0}} | '/config/User'",
                "[] | is not an object"
            })
    void aMalformedConfigurationIsAnErrorThatSaysWhere(String json, String problem) {
        assertThatThrownBy(() -> parse(json)).isInstanceOf(GateException.class).hasMessageContaining(problem);
    }

    private static ImageConfig parse(String json) throws GateException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return ImageConfigParser.parse(bytes, Digest.of(bytes), Limits.defaults());
    }
}
