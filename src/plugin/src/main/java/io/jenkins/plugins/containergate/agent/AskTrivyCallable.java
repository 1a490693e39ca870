package io.jenkins.plugins.containergate.agent;

import hudson.model.TaskListener;
import hudson.remoting.VirtualChannel;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.http.HttpClients;
import io.jenkins.lib.containergate.inventory.PackageInventory;
import io.jenkins.lib.containergate.progress.ProgressListener;
import io.jenkins.lib.containergate.vulnerability.VulnerabilityReport;
import io.jenkins.lib.containergate.vulnerability.trivy.ServerSlots;
import io.jenkins.lib.containergate.vulnerability.trivy.TrivyEndpoint;
import io.jenkins.lib.containergate.vulnerability.trivy.TrivyLimits;
import io.jenkins.lib.containergate.vulnerability.trivy.TrivySource;
import io.jenkins.lib.containergate.vulnerability.trivy.TrivyToken;
import io.jenkins.plugins.containergate.access.AgentProxy;
import io.jenkins.plugins.containergate.build.GateLog;
import io.jenkins.plugins.containergate.build.ProgressLog;
import io.jenkins.plugins.containergate.config.CustomCertificates;
import java.io.File;
import java.io.IOException;
import java.io.Serializable;
import java.net.ProxySelector;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jenkins.agents.ControllerToAgentFileCallable;
import org.jspecify.annotations.Nullable;

/**
 * Asks Trivy servers from the agent, and returns what they say as the bytes of an {@link Answer}.
 *
 * @param inventory as JSON
 * @param proxy of Jenkins; without one, Java's own properties on the agent decide
 * @param authorities certificates in PEM form to trust besides Java's own, or empty
 * @param deadline in seconds
 */
record AskTrivyCallable(
        String inventory,
        List<Server> servers,
        @Nullable AgentProxy proxy,
        String authorities,
        long deadline,
        TaskListener listener)
        implements ControllerToAgentFileCallable<byte[]> {
    AskTrivyCallable {
        servers = new ArrayList<>(servers);
    }

    @Override
    public List<Server> servers() {
        return List.copyOf(servers);
    }

    /** One server, with the token that has to travel. */
    record Server(String url, String tokenHeader, @Nullable String token) implements Serializable {
        static Server of(TrivyEndpoint endpoint) {
            return new Server(
                    endpoint.base().toString(),
                    endpoint.tokenHeader(),
                    endpoint.token().map(TrivyToken::reveal).orElse(null));
        }

        TrivyEndpoint endpoint() throws GateException {
            Optional<TrivyToken> known = Optional.empty();
            if (token != null) {
                known = Optional.of(TrivyToken.parse("the configuration of Jenkins", token));
            }
            return TrivyEndpoint.parse(url, TrivyEndpoint.PATH_PREFIX, tokenHeader, known);
        }

        /** Without the token. */
        @Override
        public String toString() {
            return "Server[" + url + ", " + (token == null ? "no token" : "a token") + "]";
        }
    }

    /** A report, or why there is none. */
    record Answer(Optional<VulnerabilityReport> report, Optional<InspectionReport.Failure> failure) {
        Answer {
            if (report.isPresent() == failure.isPresent()) {
                throw new IllegalArgumentException("a report or a failure, and not both");
            }
        }

        /** @throws GateException what the agent failed with */
        VulnerabilityReport reported() throws GateException {
            if (failure.isPresent()) {
                throw failure.get().exception();
            }
            return report.orElseThrow();
        }
    }

    @Override
    public byte[] invoke(File workspace, VirtualChannel channel) throws IOException, InterruptedException {
        GateLog log = new GateLog(listener);
        try {
            return InspectionJson.write(ask(new ProgressLog(log)));
        } finally {
            log.flush();
        }
    }

    private Answer ask(ProgressListener progress) throws InterruptedException {
        Clock clock = Clock.systemUTC();
        try {
            List<TrivyEndpoint> endpoints = new ArrayList<>();
            for (Server server : servers) {
                endpoints.add(server.endpoint());
            }
            TrivySource source = new TrivySource(
                    HttpClients.create(
                            proxy == null ? ProxySelector.getDefault() : proxy.selector(),
                            Optional.empty(),
                            CustomCertificates.trust(authorities)),
                    endpoints,
                    TrivyLimits.defaults(),
                    new ServerSlots(1),
                    clock);
            VulnerabilityReport report = source.match(
                    InspectionJson.read(inventory.getBytes(StandardCharsets.UTF_8), PackageInventory.class),
                    Deadline.after(Duration.ofSeconds(deadline), clock),
                    progress);
            return new Answer(Optional.of(report), Optional.empty());
        } catch (GateException e) {
            return new Answer(Optional.empty(), Optional.of(InspectionReport.Failure.of(e)));
        }
    }
}
