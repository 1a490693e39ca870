package io.jenkins.lib.containergate.secret.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.secret.Searched;
import io.jenkins.lib.containergate.testkit.secret.SecretTemplate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Logs of builds set colours around what they print, and the end of a colour is a letter. */
class ColouredTokensTest {
    private final String token = new SecretTemplate(7).fill("{github:ghp_}");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u001b[93mTOKEN\u001b[0m",
                "\u001b[1;31mTOKEN",
                "\\u001b[93mTOKEN\\u001b[0m",
                "\\x1b[93mTOKEN",
                "\\033[0mTOKEN"
            })
    void aTokenBehindAColourIsFound(String log) {
        assertThat(Searched.file("var/log/build.log", "pushing " + log.replace("TOKEN", token) + "\n")
                        .rules())
                .containsExactly("github-personal-access-token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"formTOKEN", "a[3mTOKEN", "[mTOKEN"})
    void aTokenWithinAWordIsNone(String text) {
        assertThat(Searched.file("var/log/build.log", text.replace("TOKEN", token) + "\n")
                        .rules())
                .isEmpty();
    }
}
