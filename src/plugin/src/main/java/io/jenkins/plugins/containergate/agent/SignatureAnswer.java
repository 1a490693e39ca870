package io.jenkins.plugins.containergate.agent;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What an agent answers when it was sent for signatures: one octet that says which, then evidence or what went wrong. */
public final class SignatureAnswer {
    private static final byte EVIDENCE = 'E';
    private static final byte FAILURE = 'F';
    private static final int MAX_FAILURE = 64 << 10;

    private SignatureAnswer() {}

    static byte[] of(byte[] evidence) {
        return prefixed(EVIDENCE, evidence);
    }

    static byte[] of(GateException cause) {
        String json = JsonNodeFactory.instance
                .objectNode()
                .put("problem", cause.problem())
                .put("remedy", cause.remedy())
                .toString();
        return prefixed(FAILURE, json.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] prefixed(byte kind, byte[] content) {
        byte[] answer = new byte[content.length + 1];
        answer[0] = kind;
        System.arraycopy(content, 0, answer, 1, content.length);
        return answer;
    }

    /**
     * The evidence, as the agent sent it.
     *
     * @throws GateException what the agent could not do, or that its answer is none
     */
    public static byte[] evidence(byte[] answer) throws GateException {
        if (answer.length > 1 && answer[0] == EVIDENCE) {
            return Arrays.copyOfRange(answer, 1, answer.length);
        }
        if (answer.length > 1 && answer.length < MAX_FAILURE && answer[0] == FAILURE) {
            StrictJson failure =
                    StrictJson.parse(Arrays.copyOfRange(answer, 1, answer.length), "the answer of the agent");
            throw new GateException(
                    failure.required("problem").text(),
                    failure.required("remedy").text());
        }
        throw new GateException(
                "the answer of the agent is not signature evidence",
                "look at the log of the agent for what interferes");
    }
}
