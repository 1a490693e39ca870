package io.jenkins.lib.containergate.inventory.rpm;

import io.jenkins.lib.containergate.inventory.MalformedContentException;
import io.jenkins.lib.containergate.inventory.Unreadable;

/** Makes the error of an rpm database that is not as rpm writes it. */
final class RpmDatabaseErrors {
    private RpmDatabaseErrors() {}

    /** @param problem what is wrong, without the path */
    static MalformedContentException of(String problem) {
        return new MalformedContentException(Unreadable.DATABASE, problem);
    }
}
