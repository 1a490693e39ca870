package io.jenkins.lib.containergate.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JsonBoundsTest {
    private static final JsonBounds SMALL = JsonBounds.depth(2)
            .texts(20_000)
            .names(10)
            .numbers(3)
            .document(100_000)
            .tokens(50);

    static Stream<Arguments> documents() {
        return Stream.of(
                Arguments.of("[[1]]", "[[[1]]]"),
                Arguments.of("\"" + "a".repeat(20_000) + "\"", "\"" + "a".repeat(20_001) + "\""),
                Arguments.of("{\"0123456789\": 1}", "{\"" + "n".repeat(10_000) + "\": 1}"),
                Arguments.of("123", "1234"),
                Arguments.of(" ".repeat(90_000) + "1", " ".repeat(200_000) + "1"),
                Arguments.of("[" + "1,".repeat(40) + "1]", "[" + "1,".repeat(60) + "1]"));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void eachBoundHolds(String within, String beyond) throws Exception {
        assertThat(tokens(SMALL.factory(), within)).isPositive();
        assertThatExceptionOfType(StreamConstraintsException.class).isThrownBy(() -> tokens(SMALL.factory(), beyond));
    }

    @Test
    void twoMembersOfOneNameAreRefusedWhereNamesAreUnique() throws Exception {
        String twice = "{\"a\": 1, \"a\": 2}";
        assertThat(tokens(SMALL.factory(), twice)).isEqualTo(6);
        assertThatExceptionOfType(JsonProcessingException.class).isThrownBy(() -> tokens(SMALL.uniqueNames(), twice));
    }

    private static int tokens(JsonFactory factory, String json) throws IOException {
        try (JsonParser parser =
                factory.createParser(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)))) {
            int count = 0;
            while (parser.nextToken() != null) {
                parser.getText();
                count++;
            }
            return count;
        }
    }
}
