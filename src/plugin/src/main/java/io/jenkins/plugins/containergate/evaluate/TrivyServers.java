package io.jenkins.plugins.containergate.evaluate;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.vulnerability.VulnerabilitySource;
import io.jenkins.lib.containergate.vulnerability.trivy.TrivyEndpoint;
import io.jenkins.lib.containergate.vulnerability.trivy.TrivyLimits;
import io.jenkins.lib.containergate.vulnerability.trivy.TrivySource;
import io.jenkins.plugins.containergate.agent.AgentTrivySource;
import io.jenkins.plugins.containergate.build.GateContext;
import io.jenkins.plugins.containergate.config.ContainerGateConfiguration;
import io.jenkins.plugins.containergate.config.CustomCertificates;
import io.jenkins.plugins.containergate.config.TrivyServer;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The organisation's Trivy servers as a source: the controller asks them, through the proxy of Jenkins, and their tokens
 * stay there. Servers that only the agent reaches are asked by the agent.
 */
final class TrivyServers {
    private static final Duration CONNECT = Duration.ofSeconds(20);

    private final GateContext context;
    private final Clock clock;

    TrivyServers(GateContext context, Clock clock) {
        this.context = context;
        this.clock = clock;
    }

    /**
     * @param names of servers, with commas between them, in the order they are tried
     * @throws GateException when there is no such server, or its token is missing
     */
    VulnerabilitySource named(String names) throws GateException {
        List<TrivyServer> servers = new ArrayList<>();
        for (String name : Arrays.stream(names.split(",")).map(String::strip).toList()) {
            servers.add(ContainerGateConfiguration.get()
                    .trivyServer(name)
                    .orElseThrow(() -> new GateException(
                            "the organisation has no Trivy server '" + name + "'",
                            "use a name listed under Manage Jenkins, Security, Container gate")));
        }
        List<TrivyEndpoint> endpoints = new ArrayList<>();
        for (TrivyServer server : servers) {
            endpoints.add(server.endpoint());
        }
        if (servers.stream().allMatch(TrivyServer::isFromAgent)) {
            return new AgentTrivySource(context, endpoints);
        }
        if (servers.stream().anyMatch(TrivyServer::isFromAgent)) {
            throw new GateException(
                    "of the Trivy servers '" + names + "' some are reached from the agent and some from the controller",
                    "name servers of one kind");
        }
        HttpClient client = CustomCertificates.client().connectTimeout(CONNECT).build();
        return new TrivySource(
                client,
                endpoints,
                TrivyLimits.defaults(),
                ContainerGateConfiguration.get().trivySlots(),
                clock);
    }
}
