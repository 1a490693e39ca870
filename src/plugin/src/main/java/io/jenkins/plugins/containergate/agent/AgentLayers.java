package io.jenkins.plugins.containergate.agent;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.layer.cache.LayerCache;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HexFormat;

/**
 * Where an agent keeps what it found in layers. All builds of an agent run as one user, so each entry is sealed: with a
 * key that the controller makes for this agent, and that the agent has in memory only.
 *
 * @param directory below the root of the agent, of no workspace
 * @param program identity of the code that reads layers
 * @param maxBytes of all entries together
 * @param key hexadecimal
 */
record AgentLayers(String directory, String program, long maxBytes, String key) implements Serializable {

    /** @throws GateException when the directory cannot be used */
    LayerCache open() throws GateException {
        return LayerCache.open(Path.of(directory), program, maxBytes, Clock.systemUTC())
                .sealed(HexFormat.of().parseHex(key));
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "AgentLayers[" + directory + "]";
    }
}
