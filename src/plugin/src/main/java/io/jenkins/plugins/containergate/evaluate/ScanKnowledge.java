package io.jenkins.plugins.containergate.evaluate;

import hudson.FilePath;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.gate.KnownExposure;
import io.jenkins.lib.containergate.gate.VulnerabilityKnowledge;
import io.jenkins.lib.containergate.gate.posture.PostureExposure;
import io.jenkins.lib.containergate.policy.key.PolicyKeys;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.policy.setting.Choice.ReportUse;
import io.jenkins.lib.containergate.vulnerability.SourcesBeside;
import io.jenkins.lib.containergate.vulnerability.reports.ReportSource;
import io.jenkins.plugins.containergate.build.GateContext;
import io.jenkins.plugins.containergate.config.ContainerGateConfiguration;
import io.jenkins.plugins.containergate.config.VulnerabilityData;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import jenkins.model.Jenkins;

/**
 * What one scan asks: the organisation's source, and the report of another scanner where the job has one. Who configures
 * the job writes the report, so only a policy that says so takes it instead of a source.
 */
final class ScanKnowledge {
    private final GateContext context;
    private final EffectivePolicy policy;
    private final Clock clock;
    private final OrganisationKnowledge organisation;

    ScanKnowledge(GateContext context, EffectivePolicy policy, Clock clock) {
        this.context = context;
        this.policy = policy;
        this.clock = clock;
        this.organisation = new OrganisationKnowledge(
                Jenkins.get().getRootDir().toPath().resolve("container-gate"),
                new TrivyServers(context, clock),
                policy,
                clock);
    }

    VulnerabilityKnowledge load(AskedSources asked) throws GateException, IOException, InterruptedException {
        VulnerabilityKnowledge known = withReport(asked);
        VulnerabilityKnowledge placed = asked.posture() == null ? known : known.exposing(posture(asked.posture()));
        return asked.vex() == null ? placed : placed.stating(new ScanVex(context, policy, clock).read(asked.vex()));
    }

    private VulnerabilityKnowledge withReport(AskedSources asked)
            throws GateException, IOException, InterruptedException {
        VulnerabilityData data = ContainerGateConfiguration.get().getVulnerabilityData();
        boolean onlyFixable = policy.get(PolicyKeys.ONLY_FIXABLE).value();
        String path = asked.report();
        if (path == null) {
            return organisation.load(data, asked.trivyServer(), asked.awsAccount(), onlyFixable);
        }
        ReportSource report = report(path);
        if (policy.get(PolicyKeys.REPORTS).value() == ReportUse.INSTEAD && asked.trivyServer() == null) {
            return organisation.load(data, report);
        }
        VulnerabilityKnowledge known = organisation.load(data, asked.trivyServer(), asked.awsAccount(), onlyFixable);
        return known.asking(SourcesBeside.withReport(known.source(), report, onlyFixable));
    }

    /** Whoever configures the job writes the file; it decides nothing but the order of findings. */
    private KnownExposure posture(String path) throws GateException, IOException, InterruptedException {
        FilePath file =
                context.requiredFile("the posture", path, "check the path, and that the posture.json was copied there");
        try (InputStream in = file.read()) {
            return PostureExposure.read(path, in);
        }
    }

    private ReportSource report(String path) throws GateException, IOException, InterruptedException {
        FilePath file = context.requiredFile(
                "the report", path, "check the path, and that the scanner ran before and wrote it");
        try (InputStream in = file.read()) {
            return ReportSource.read(path, in);
        }
    }
}
