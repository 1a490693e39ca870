package io.jenkins.lib.containergate.layer.cache;

import java.io.IOException;
import java.util.Optional;

/** A store of small objects that several machines reach. It is not trusted: {@link SharedCache} encrypts and checks them. */
public interface SharedEntries {
    /**
     * @param most bytes that are of use
     * @return empty when there is no object of that name
     * @throws IOException when the store does not answer, or with something larger
     */
    Optional<byte[]> get(String name, int most) throws IOException, InterruptedException;

    /** Puts an object in the place of the one that has the name. */
    void put(String name, byte[] object) throws IOException, InterruptedException;
}
