package io.jenkins.plugins.containergate.agent;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.layer.cache.LayerCache;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HexFormat;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where an agent keeps what it found in layers. All builds of an agent run as one user, so each entry is sealed: with a
 * key that the controller makes for this agent, and that the agent has in memory only.
 *
 * @param directory below the root of the agent, of no workspace
 * @param program identity of the code that reads layers
 * @param maxBytes of all entries together
 * @param key hexadecimal
 * @param sharing with other agents, if it does
 */
record AgentLayers(
        String directory,
        String program,
        long maxBytes,
        String key,
        @Nullable AgentSharing sharing) implements Serializable {

    /**
     * @param note is told why results are not shared any more
     * @throws GateException when the directory cannot be used
     */
    LayerCache open(Consumer<String> note) throws GateException {
        LayerCache own = LayerCache.open(Path.of(directory), program, maxBytes, Clock.systemUTC())
                .sealed(HexFormat.of().parseHex(key));
        return sharing == null ? own : own.sharing(sharing.cache(note));
    }

    /** Without the keys. */
    @Override
    public String toString() {
        return "AgentLayers[" + directory + "]";
    }
}
