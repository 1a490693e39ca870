package io.jenkins.plugins.containergate.agent;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The shared cache as agents see it: objects in a store that the controller reaches for them. */
public interface LentEntries {
    /** @return {@code null} when there is no object of that name */
    byte @Nullable [] get(String name, int most) throws IOException, InterruptedException;

    void put(String name, byte[] object) throws IOException, InterruptedException;
}
