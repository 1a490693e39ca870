package io.jenkins.lib.containergate.inventory.archive;

import io.jenkins.lib.containergate.layer.LayerEntry;
import java.util.Optional;

/** Tells of a file in an archive that it is the sign of something that nothing reads, and of what. */
@FunctionalInterface
public interface UnreadSigns {
    /** @param head the first bytes of the file */
    Optional<String> of(LayerEntry file, byte[] head);
}
