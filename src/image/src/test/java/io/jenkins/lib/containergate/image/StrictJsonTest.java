package io.jenkins.lib.containergate.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.fault.GateException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {
    @Test
    void membersAreFoundInAnyCaseAsRuntimesFindThem() throws GateException {
        StrictJson json = parse("{\"CONFIG\": {\"user\": \"root\"}}");

        assertThat(json.required("config").textOf("User")).isEqualTo("root");
    }

    @Test
    void whatGoTakesForALetterIsOneAndWhatJavaDoesIsNot() throws GateException {
        StrictJson json = parse("{\"hi\u017ftory\": 1, \"\u212aind\": 2, \"conf\u0131g\": 3, \"L\u0130st\": 4}");

        assertThat(json.required("history").number()).isEqualTo(1);
        assertThat(json.required("kind").number()).isEqualTo(2);
        assertThat(json.has("config")).isFalse();
        assertThat(json.has("list")).isFalse();
        assertThat(json.required("conf\u0131g").number()).isEqualTo(3);
    }

    @Test
    void twoMembersThatDifferOnlyInCaseAreAnError() {
        assertThatThrownBy(
                        () -> parse("{\"User\": \"app\", \"user\": \"root\"}").textOf("User"))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("twice");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "{} {}",
                "{} x",
                "{\"a\": 1, \"a\": 2}",
                "{\"x\": {\"a\": 1, \"a\": 2}}",
                "{a: 1}",
                "// comment\n{}",
                "{\"a\": 1,}",
                "nothing"
            })
    void whatIsNotExactlyOneJsonValueIsAnError(String text) {
        assertThatThrownBy(() -> parse(text))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("the test document");
    }

    @Test
    void deepNestingIsAnErrorNotAStackOverflow() {
        assertThatThrownBy(() -> parse("[".repeat(100_000) + "]".repeat(100_000)))
                .isInstanceOf(GateException.class);
    }

    @Test
    void bytesThatAreNotUtf8AreAnError() {
        assertThatThrownBy(() -> StrictJson.parse(new byte[] {'"', (byte) 0xff, (byte) 0xfe, '"'}, "the test document"))
                .isInstanceOf(GateException.class);
    }

    @Test
    void aWrongTypeIsAnErrorThatNamesThePlace() {
        assertThatThrownBy(() -> parse("{\"a\": {\"b\": 1}}").required("a").textOf("b"))
                .hasMessageContaining("'/a/b' of the test document is not a text");
        assertThatThrownBy(() -> parse("{\"a\": 1.5}").required("a").number()).hasMessageContaining("whole number");
        assertThatThrownBy(() ->
                        parse("{\"a\": 99999999999999999999}").required("a").number())
                .hasMessageContaining("whole number");
        assertThatThrownBy(() -> parse("{\"a\": {}}").elementsOf("a")).hasMessageContaining("array");
        assertThatThrownBy(() -> parse("{\"a\": []}").namesOf("a")).hasMessageContaining("object");
        assertThatThrownBy(() -> parse("[]").member("a")).hasMessageContaining("the top of the test document");
        assertThatThrownBy(() -> parse("{\"a\": \"yes\"}").required("a").bool()).hasMessageContaining("true or false");
    }

    @Test
    void nullIsTheSameAsNothing() throws GateException {
        StrictJson json = parse("{\"a\": null, \"map\": {\"x\": null}}");

        assertThat(json.has("a")).isFalse();
        assertThat(json.textOf("a")).isEmpty();
        assertThat(json.elementsOf("a")).isEmpty();
        assertThat(json.textMapOf("map")).containsEntry("x", "");
        assertThatThrownBy(() -> json.required("a")).hasMessageContaining("missing");
    }

    private static StrictJson parse(String text) throws GateException {
        return StrictJson.parse(text.getBytes(StandardCharsets.UTF_8), "the test document");
    }
}
