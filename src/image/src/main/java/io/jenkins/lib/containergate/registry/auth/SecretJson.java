package io.jenkins.lib.containergate.registry.auth;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.StrictJson;

/** JSON that holds secrets: when it cannot be read, nothing of it is shown. */
public final class SecretJson {
    private SecretJson() {}

    /** @param name of the document, for messages */
    public static StrictJson parse(byte[] json, String name) throws GateException {
        try {
            return StrictJson.parse(json, name);
        } catch (GateException e) {
            // without the cause: the parser quotes what it stumbles over
            throw new GateException(name + " is not valid JSON", "find out who writes it, and have it corrected");
        }
    }
}
