package io.jenkins.plugins.containergate.run;

import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.checks.api.ChecksConclusion;
import io.jenkins.plugins.checks.api.ChecksDetails.ChecksDetailsBuilder;
import io.jenkins.plugins.checks.api.ChecksOutput.ChecksOutputBuilder;
import io.jenkins.plugins.checks.api.ChecksPublisherFactory;
import io.jenkins.plugins.checks.api.ChecksStatus;
import io.jenkins.plugins.containergate.build.GateLog;
import io.jenkins.plugins.containergate.ui.GateSummary;
import io.jenkins.plugins.containergate.ui.VerdictAction;
import java.util.stream.Collectors;
import jenkins.model.Jenkins;

/** The only class that knows checks-api; it is loaded where that is installed. */
final class VerdictCheckPublisher {
    private VerdictCheckPublisher() {}

    static void publish(Run<?, ?> run, TaskListener listener, VerdictAction action) {
        ChecksDetailsBuilder details = new ChecksDetailsBuilder()
                .withName(action.getTitle())
                .withStatus(ChecksStatus.COMPLETED)
                .withConclusion(conclusion(action.getOutcome()))
                .withOutput(new ChecksOutputBuilder()
                        .withTitle(action.getOutcome() + " " + action.getReference())
                        .withSummary(summary(action))
                        .build());
        String root = Jenkins.get().getRootUrl();
        if (root != null) {
            details = details.withDetailsURL(root + run.getUrl() + action.getUrlName() + "/");
        }
        ChecksPublisherFactory.fromRun(run, listener).publish(details.build());
    }

    /** An outcome that is not known is a failure: nothing but a PASS is green. */
    private static ChecksConclusion conclusion(String outcome) {
        return switch (outcome) {
            case "PASS" -> ChecksConclusion.SUCCESS;
            case "WARN" -> ChecksConclusion.NEUTRAL;
            default -> ChecksConclusion.FAILURE;
        };
    }

    /** As code, so that a hostile name is no markup. */
    private static String summary(VerdictAction action) {
        return action.getGates().stream().map(VerdictCheckPublisher::line).collect(Collectors.joining("\n"));
    }

    private static String line(GateSummary gate) {
        String text = gate.getGate() + ": " + gate.getOutcome() + ": " + gate.getReason();
        return "    " + GateLog.singleLine(text);
    }
}
