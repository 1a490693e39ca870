package io.jenkins.lib.containergate.cli.drift;

import io.jenkins.lib.containergate.awssdk.AwsSession;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.cli.ExitCode;
import io.jenkins.lib.containergate.cli.UsageException;
import io.jenkins.lib.containergate.cli.image.JudgedImage;
import io.jenkins.lib.containergate.cli.image.VerdictPrinter;
import io.jenkins.lib.containergate.cli.image.Workspace;
import io.jenkins.lib.containergate.cli.network.AwsConnections;
import io.jenkins.lib.containergate.cli.options.OutputOptions;
import io.jenkins.lib.containergate.cli.output.ProgressLine;
import io.jenkins.lib.containergate.cli.output.Terminal;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.gate.drift.DriftCheck;
import io.jenkins.lib.containergate.gate.drift.DriftGate;
import io.jenkins.lib.containergate.gate.drift.FleetCheck;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.progress.ProgressListener;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gate drift}: is what runs what passed? */
@Command(
        name = "drift",
        description = "Check whether what runs in a cluster is what passed, and would pass today.",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  gate drift --cluster prod --policy org.yaml",
            "  gate drift --cluster prod --service shop --policy org.yaml --out reports",
            "  gate drift --all-clusters --policy org.yaml --aws-role arn:aws:iam::123456789012:role/gate",
            "  gate drift --account arn:aws:iam::111122223333:role/gate@eu-central-1,us-east-1 --policy org.yaml"
        })
public final class DriftCommand implements Callable<Integer> {
    @Mixin
    private ClusterOptions clusters = new ClusterOptions();

    /** Taken to say where it belongs. */
    @Option(names = "--host-report", hidden = true, paramLabel = "INSTANCE=FILE")
    private List<String> hostReports = List.of();

    @Mixin
    private OutputOptions output = new OutputOptions();

    private final Terminal terminal;
    private final Clock clock;

    DriftCommand(Terminal terminal, Clock clock) {
        this.terminal = terminal;
        this.clock = clock;
    }

    @Override
    public Integer call() throws GateException, IOException, InterruptedException {
        if (!hostReports.isEmpty()) {
            throw new UsageException(
                    "gate drift does not evaluate hosts",
                    "give --host-report to gate posture: its verdict holds the drift check and sections 1 to 5 of CIS"
                            + " Docker");
        }
        EffectivePolicy policy = clusters.policy(clock);
        List<JudgedImage> judged;
        try (ProgressLine progress = new ProgressLine(terminal.err(), terminal.interactive(), System::nanoTime)) {
            judged = check(policy, progress).stream()
                    .map(verdict -> new JudgedImage(verdict, Optional.empty()))
                    .toList();
        }
        new VerdictPrinter(terminal, output, policy).print(judged);
        return ExitCode.of(judged.stream()
                .map(each -> each.verdict().outcome())
                .reduce(Outcome::worse)
                .orElse(Outcome.ERROR));
    }

    private List<Verdict> check(EffectivePolicy policy, ProgressListener progress)
            throws GateException, IOException, InterruptedException {
        Deadline end = clusters.end(clock);
        try (Workspace workspace = Workspace.create()) {
            ClusterOptions.Means means = clusters.means(policy, output.ledger(), workspace, end, clock);
            return clusters.accounts().areNamed()
                    ? List.of(fleet(means, policy, end, progress))
                    : clusters(means, policy, end, progress);
        } catch (UsageException e) {
            throw e;
        } catch (GateException e) {
            return List.of(new DriftGate(policy, clock).unreadable(clusters.subject(), e));
        }
    }

    /** One verdict for each. */
    private List<Verdict> clusters(
            ClusterOptions.Means means, EffectivePolicy policy, Deadline end, ProgressListener progress)
            throws GateException, InterruptedException {
        try (AwsSession session = AwsConnections.open(clusters.access())) {
            DriftCheck.Access access = means.of(session.lookups());
            DriftCheck check = new DriftCheck(access, policy, clock, progress);
            List<Verdict> verdicts = new ArrayList<>();
            for (String cluster : clusters.clusters(access.aws(), end)) {
                verdicts.add(check.check(cluster, clusters.service(), end));
            }
            return verdicts;
        }
    }

    /** One verdict on all of them. */
    private Verdict fleet(ClusterOptions.Means means, EffectivePolicy policy, Deadline end, ProgressListener progress)
            throws GateException, InterruptedException {
        return new FleetCheck(policy, clusters.accounts().atOnce(), clock, progress)
                .check(clusters.subject(), clusters.places(means), end);
    }
}
