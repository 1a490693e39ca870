package io.jenkins.plugins.containergate.agent;

import hudson.ProxyConfiguration;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.finding.VulnerabilityFinding;
import io.jenkins.lib.containergate.inventory.PackageInventory;
import io.jenkins.lib.containergate.progress.ProgressListener;
import io.jenkins.lib.containergate.vulnerability.VulnerabilityReport;
import io.jenkins.lib.containergate.vulnerability.VulnerabilitySource;
import io.jenkins.lib.containergate.vulnerability.trivy.TrivyEndpoint;
import io.jenkins.plugins.containergate.access.AgentProxy;
import io.jenkins.plugins.containergate.build.GateContext;
import io.jenkins.plugins.containergate.config.CustomCertificates;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import jenkins.model.Jenkins;

/** Trivy servers that only the agent reaches. The agent asks; the controller judges what comes back. */
public final class AgentTrivySource implements VulnerabilitySource {
    private final GateContext context;
    private final List<TrivyEndpoint> endpoints;

    public AgentTrivySource(GateContext context, List<TrivyEndpoint> endpoints) {
        this.context = context;
        this.endpoints = List.copyOf(endpoints);
    }

    @Override
    public VulnerabilityReport match(PackageInventory inventory, Deadline deadline, ProgressListener progress)
            throws GateException, InterruptedException {
        ProxyConfiguration proxy = Jenkins.get().proxy;
        AskTrivyCallable question = new AskTrivyCallable(
                new String(InspectionJson.write(inventory), StandardCharsets.UTF_8),
                endpoints.stream().map(AskTrivyCallable.Server::of).toList(),
                proxy == null ? null : AgentProxy.of(proxy),
                CustomCertificates.configured(),
                deadline.remaining().toSeconds(),
                context.listener());
        byte[] answer;
        try {
            answer = context.requiredWorkspace("asking a Trivy server").act(question);
        } catch (IOException e) {
            throw new GateException(
                    "the agent could not ask the Trivy server (" + e.getClass().getSimpleName() + ")",
                    "look at the log of the agent",
                    e);
        }
        VulnerabilityReport report =
                InspectionJson.read(answer, AskTrivyCallable.Answer.class).reported();
        Set<String> asked = new HashSet<>();
        inventory.packages().forEach(each -> asked.add(each.purl()));
        for (VulnerabilityFinding each : report.findings()) {
            AnswerCheck.holds(
                    "the Trivy server was asked about other packages",
                    asked.contains(each.affected().purl()));
        }
        return report;
    }
}
