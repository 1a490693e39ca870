package io.jenkins.lib.containergate.inventory.rpm;

import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.inventory.MalformedContentException;
import java.io.IOException;

/** The headers of all installed packages, in one of the storages rpm has had. */
interface HeaderBlobs {
    /** Takes one header as stored. */
    interface Consumer {
        void accept(byte[] header) throws MalformedContentException, LimitExceededException, IOException;
    }

    /** @throws MalformedContentException when any of them cannot be reached: a part of the list is no list */
    void forEach(Consumer consumer) throws MalformedContentException, LimitExceededException, IOException;
}
