package io.jenkins.lib.containergate.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.fault.GateException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DigestTest {
    private static final String EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    @Test
    void aDigestIsReadBackAsWritten() throws Exception {
        Digest digest = Digest.of("".getBytes(StandardCharsets.UTF_8));
        assertThat(digest).hasToString("sha256:" + EMPTY);
        assertThat(Digest.parse(digest.toString())).isEqualTo(digest);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sha256:",
                EMPTY,
                "sha512:" + EMPTY,
                "SHA256:" + EMPTY,
                "sha256:" + EMPTY + "0",
                "sha256:E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855",
                "sha256:" + EMPTY + "\n"
            })
    void anythingElseIsRefusedByName(String text) {
        assertThatThrownBy(() -> Digest.parse(text))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("is not a sha256 digest");
    }
}
