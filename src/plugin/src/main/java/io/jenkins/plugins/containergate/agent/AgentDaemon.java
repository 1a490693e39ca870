package io.jenkins.plugins.containergate.agent;

import io.jenkins.lib.containergate.docker.DaemonAddress;
import io.jenkins.lib.containergate.docker.DockerDaemon;
import io.jenkins.lib.containergate.source.ImageLocation;
import io.jenkins.lib.containergate.source.ImageSources;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The Docker daemon that the agent asks for an image: the one that {@code docker} would ask in the same place of the job,
 * so that what was built there is what is judged.
 *
 * @param variables of the job that name it, where it has any; the agent's own count otherwise
 */
record AgentDaemon(Map<String, String> variables) implements Serializable {
    private static final List<String> NAMES = List.of("DOCKER_HOST", "DOCKER_TLS_VERIFY", "DOCKER_CERT_PATH");

    AgentDaemon {
        variables = new HashMap<>(variables);
    }

    @Override
    public Map<String, String> variables() {
        return Map.copyOf(variables);
    }

    static AgentDaemon of(Map<String, String> job) {
        HashMap<String, String> named = new HashMap<>(job);
        named.keySet().retainAll(NAMES);
        return new AgentDaemon(named);
    }

    /** @param temporary existing directory for what the daemon saves */
    ImageSources.Opener<ImageLocation.Daemon> opener(Path temporary) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.putAll(variables);
        return (location, limits) -> new DockerDaemon(
                        DaemonAddress.of(environment, Path.of(System.getProperty("user.home"))), temporary)
                .open(location, limits);
    }
}
