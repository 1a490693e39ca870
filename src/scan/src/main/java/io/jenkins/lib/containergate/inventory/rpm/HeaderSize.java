package io.jenkins.lib.containergate.inventory.rpm;

import io.jenkins.lib.containergate.fault.LimitExceededException;

/** The bound on one package's header. */
record HeaderSize(String path, int max) {
    /** @return {@code length}, which fits into memory */
    int check(long length) throws LimitExceededException {
        if (length > max) {
            throw new LimitExceededException("a package header of " + path, "maxMetadataBytes", max);
        }
        return (int) length;
    }
}
