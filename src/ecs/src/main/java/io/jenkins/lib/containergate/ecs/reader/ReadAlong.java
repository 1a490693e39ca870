package io.jenkins.lib.containergate.ecs.reader;

import io.jenkins.lib.containergate.ecs.document.Value;
import java.util.List;
import java.util.Set;

/**
 * What is read along with a file.
 *
 * @param names of all files, without their directories
 * @param assets where CDK uploads them to
 */
record ReadAlong(Set<String> names, CdkAssets assets) {
    static final ReadAlong NOTHING = new ReadAlong(Set.of(), new CdkAssets(List.of()));

    ReadAlong {
        names = Set.copyOf(names);
    }

    /** Whether a file is read, and is what will be found at the address. */
    boolean holds(String file, Value address) {
        return names.contains(file) && assets.uploads(file, address);
    }
}
