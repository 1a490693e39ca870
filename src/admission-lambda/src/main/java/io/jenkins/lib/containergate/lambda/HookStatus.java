package io.jenkins.lib.containergate.lambda;

import java.nio.charset.StandardCharsets;

/** The answers of the function, which evaluates within one invocation and so never says {@code IN_PROGRESS}; made before they are needed: when memory is short there is still one. */
enum HookStatus {
    SUCCEEDED("{\"hookStatus\":\"SUCCEEDED\"}"),
    FAILED("{\"hookStatus\":\"FAILED\"}");

    private final byte[] json;

    HookStatus(String json) {
        this.json = json.getBytes(StandardCharsets.UTF_8);
    }

    byte[] json() {
        return json.clone();
    }
}
