package io.jenkins.lib.containergate.testkit.secret;

import java.util.ArrayList;
import java.util.List;

/** Secrets for places that hold a text, and which ones were given out. */
final class PlantedTexts {
    private final PlantedSecrets secrets;
    private final List<String> values = new ArrayList<>();

    PlantedTexts(PlantedSecrets secrets) {
        this.secrets = secrets;
    }

    /** Of GitHub. What is searched for is the part after the prefix. */
    String token() {
        String value = secrets.github();
        values.add(value);
        return "ghp_" + value;
    }

    String password() {
        String value = secrets.password();
        values.add(value);
        return value;
    }

    List<String> values() {
        return List.copyOf(values);
    }
}
