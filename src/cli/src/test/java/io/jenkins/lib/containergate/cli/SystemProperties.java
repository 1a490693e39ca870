package io.jenkins.lib.containergate.cli;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** System properties that a test sets, as they were before when it is over. */
final class SystemProperties implements AfterEachCallback {
    private final Map<String, @Nullable String> former = new HashMap<>();

    void set(String name, String value) {
        String before = System.setProperty(name, value);
        if (!former.containsKey(name)) {
            former.put(name, before);
        }
    }

    /** Where the SDK finds AWS, and as whom it asks. */
    void aws(String endpoint, String secret) {
        set("aws.endpointUrl", endpoint);
        set("aws.accessKeyId", "testing");
        set("aws.secretAccessKey", secret);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        former.forEach((name, value) -> {
            if (value == null) {
                System.clearProperty(name);
            } else {
                System.setProperty(name, value);
            }
        });
        former.clear();
    }
}
