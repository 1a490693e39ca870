package io.jenkins.lib.containergate.lambda;

import java.nio.charset.StandardCharsets;

/**
 * What the function answers. Both final answers are made before they are needed: when memory is short there is still one.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/lambda-lifecycle-hooks.html">Lambda hooks</a>
 */
record HookAnswer(String status, String json) {
    /** Member of {@code hookDetails}, which ECS passes to the next invocation of the same hook. */
    static final String ATTEMPT = "containerGateAttempt";

    /** Invocations for one deployment: then it is rolled back. */
    static final int ATTEMPTS = 3;

    /** Seconds until ECS asks again. */
    private static final int DELAY = 30;

    static final HookAnswer SUCCEEDED = new HookAnswer("SUCCEEDED", "{\"hookStatus\":\"SUCCEEDED\"}");
    static final HookAnswer FAILED = new HookAnswer("FAILED", "{\"hookStatus\":\"FAILED\"}");

    /** The next attempt, unless this was the last one. */
    static HookAnswer after(int attempt) {
        return attempt >= ATTEMPTS
                ? FAILED
                : new HookAnswer(
                        "IN_PROGRESS",
                        "{\"hookStatus\":\"IN_PROGRESS\",\"callBackDelay\":" + DELAY + ",\"hookDetails\":{\"" + ATTEMPT
                                + "\":\"" + (attempt + 1) + "\"}}");
    }

    byte[] bytes() {
        return json.getBytes(StandardCharsets.UTF_8);
    }
}
