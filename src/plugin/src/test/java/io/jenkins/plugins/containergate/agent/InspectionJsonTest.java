package io.jenkins.plugins.containergate.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An agent may be anyone's machine. */
class InspectionJsonTest {
    private static final String DIGEST = "{\"hex\":\"" + "a".repeat(64) + "\"}";

    @Test
    void aFailureOfTheAgentArrivesWithItsWayOut() throws Exception {
        InspectionReport report = InspectionJson.read(
                InspectionJson.write(InspectionReport.of(new GateException("the disk is full", "free some space"))));

        assertThat(report.failure().orElseThrow().exception()).hasMessage("the disk is full; free some space");
    }

    @Test
    void anAnswerThatIsTooLargeIsRefusedBeforeItIsParsed() {
        assertThatThrownBy(() -> InspectionJson.read(new byte[InspectionJson.MAX_BYTES + 1]))
                .isInstanceOf(LimitExceededException.class);
    }

    @Test
    void manySmallValuesAreRefusedBeforeTheyFillTheMemory() {
        for (String answer : List.of(
                "{\"images\":[" + "{},".repeat(2_000_000) + "{}]}",
                "{\"images\":[" + "null,".repeat(4_000_000) + "null]}",
                "{\"documents\":{\"roots\":[],\"documents\":[" + "\"\",".repeat(4_000_000) + "\"\"]}}",
                "{\"images\":[{\"inventory\":{\"packages\":[" + "{},".repeat(2_000_000) + "{}]}}]}")) {
            assertThatThrownBy(() -> InspectionJson.read(answer.getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(GateException.class)
                    .hasMessageContaining("the answer of the agent");
        }
        assertThatThrownBy(() -> InspectionJson.read(
                        ("{\"files\":{},\"failure\":{\"problem\":\"p\",\"remedy\":[" + "[],".repeat(4_000_000)
                                        + "[]]}}")
                                .getBytes(StandardCharsets.UTF_8),
                        TaskDefinitionContents.class))
                .isInstanceOf(GateException.class);
    }

    @Test
    void anAnswerOfManyValuesIsRefusedForTheirNumber() {
        String answer = "{\"documents\":{\"roots\":[],\"documents\":[" + "\"\",".repeat(4_000_000) + "\"\"]}}";
        assertThatThrownBy(() -> InspectionJson.read(answer.getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining(String.valueOf(InspectionJson.MAX_TOKENS));
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void anythingElseIsAnErrorNotAnEmptyImage(String json) {
        assertThatThrownBy(() -> InspectionJson.read(json.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("the answer of the agent");
    }

    static Stream<String> hostile() {
        return Stream.of(
                "",
                "null",
                "{}",
                "[]",
                "{\"images\":[]}",
                "{\"images\":null}",
                "{\"images\":[null]}",
                "{\"images\":[{}]}",
                "{\"images\":[],\"failure\":{\"problem\":\"p\"}}",
                "{\"images\":[],\"failure\":{\"problem\":\"p\",\"remedy\":\"r\"},\"verdict\":\"PASS\"}",
                "{\"images\":[],\"failure\":{\"problem\":\"p\",\"remedy\":\"r\"}} {}",
                "{\"images\":[],\"images\":[],\"failure\":{\"problem\":\"p\",\"remedy\":\"r\"}}",
                "{\"images\":[{\"image\":{\"reference\":\"x\",\"digest\":{\"hex\":\"zz\"}}}]}",
                "{\"images\":[{\"image\":{\"reference\":\"x\",\"digest\":" + DIGEST + ",\"manifestDigest\":true}}]}",
                "{\"images\":[{\"image\":{},\"known\":true}]}",
                "[".repeat(10_000),
                "{\"images\":" + "[".repeat(100) + "]".repeat(100) + "}");
    }
}
