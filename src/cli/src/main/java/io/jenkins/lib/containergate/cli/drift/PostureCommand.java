package io.jenkins.lib.containergate.cli.drift;

import io.jenkins.lib.containergate.aws.CloudLookups;
import io.jenkins.lib.containergate.aws.CloudLookups.Evidence;
import io.jenkins.lib.containergate.awssdk.AwsSession;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.cli.ExitCode;
import io.jenkins.lib.containergate.cli.UsageException;
import io.jenkins.lib.containergate.cli.image.Workspace;
import io.jenkins.lib.containergate.cli.network.AwsConnections;
import io.jenkins.lib.containergate.cli.options.EvidenceOptions;
import io.jenkins.lib.containergate.cli.options.PrintOptions;
import io.jenkins.lib.containergate.cli.output.ProgressLine;
import io.jenkins.lib.containergate.cli.output.Terminal;
import io.jenkins.lib.containergate.ecs.posture.Posture;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.gate.posture.FleetPostures;
import io.jenkins.lib.containergate.gate.posture.PostureCheck;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.progress.ProgressListener;
import io.jenkins.lib.containergate.report.console.ConsoleStyle;
import io.jenkins.lib.containergate.report.console.PostureConsole;
import io.jenkins.lib.containergate.report.files.PostureFiles;
import io.jenkins.lib.containergate.report.html.PostureHtml;
import io.jenkins.lib.containergate.report.posture.PostureCsv;
import io.jenkins.lib.containergate.report.posture.PostureJson;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gate posture}: which control holds for what runs in a cluster, and whose responsibility is it? */
@Command(
        name = "posture",
        description = "Show for every service of a cluster which control holds, which does not, and what to do first.",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  gate posture --cluster prod --policy org.yaml",
            "  gate posture --cluster prod --policy org.yaml --out reports",
            "  gate posture --cluster prod --host-report i-0123456789abcdef0=docker-bench-security.log.json",
            "  gate posture --all-clusters --policy org.yaml --format csv > posture.csv"
        })
public final class PostureCommand implements Callable<Integer> {
    /** What is printed. */
    enum Format {
        text,
        json,
        csv,
        html
    }

    @Mixin
    private ClusterOptions clusters = new ClusterOptions();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Write posture.json, posture.html and posture.csv there.")
    private Optional<Path> out = Optional.empty();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "What to print: ${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
    private Format format = Format.text;

    @Mixin
    private EvidenceOptions evidence = new EvidenceOptions();

    @Mixin
    private PrintOptions print = new PrintOptions();

    private final Terminal terminal;
    private final Clock clock;

    PostureCommand(Terminal terminal, Clock clock) {
        this.terminal = terminal;
        this.clock = clock;
    }

    @Override
    public Integer call() throws GateException, IOException, InterruptedException {
        EffectivePolicy policy = clusters.policy(clock);
        List<Posture> postures;
        try (ProgressLine progress = new ProgressLine(terminal.err(), terminal.interactive(), System::nanoTime)) {
            postures = check(policy, progress);
        }
        if (out.isPresent()) {
            PostureFiles.write(out.get(), postures);
        }
        print(postures);
        terminal.out().flush();
        return ExitCode.of(Posture.worst(postures));
    }

    private List<Posture> check(EffectivePolicy policy, ProgressListener progress)
            throws GateException, IOException, InterruptedException {
        Deadline end = clusters.end(clock);
        try (Workspace workspace = Workspace.create()) {
            Evidence given = evidence.read();
            ClusterOptions.Means all = clusters.means(policy, print.ledger(), workspace, end, clock);
            ClusterOptions.Means means = aws -> all.of(aws.with(given));
            if (!clusters.accounts().areNamed()) {
                try (AwsSession session = AwsConnections.open(clusters.access())) {
                    CloudLookups aws = session.lookups();
                    return check(clusters.clusters(aws, end), aws, means, policy, end, progress);
                }
            }
            return new FleetPostures(policy, clusters.accounts().atOnce(), clock, progress)
                    .check(clusters.subject(), clusters.places(means), end);
        } catch (UsageException e) {
            throw e;
        } catch (GateException e) {
            return List.of(PostureCheck.unreadable(clusters.subject(), policy, e, clock));
        }
    }

    private List<Posture> check(
            List<String> names,
            CloudLookups aws,
            ClusterOptions.Means means,
            EffectivePolicy policy,
            Deadline end,
            ProgressListener progress)
            throws InterruptedException {
        List<Posture> postures = new ArrayList<>();
        for (String name : names) {
            postures.add(new PostureCheck(means.of(aws).remembering(), policy, clock, progress)
                    .check(name, clusters.service(), end));
        }
        return postures;
    }

    private void print(List<Posture> postures) throws IOException {
        switch (format) {
            case json -> PostureJson.write(postures, terminal.out());
            case csv -> PostureCsv.write(postures, terminal.out());
            case html -> PostureHtml.write(postures, terminal.out());
            case text -> text(postures);
        }
    }

    private void text(List<Posture> postures) throws IOException {
        PostureConsole console = new PostureConsole(terminal.colours() ? ConsoleStyle.ANSI : ConsoleStyle.PLAIN);
        StringBuilder text = new StringBuilder();
        for (Posture posture : postures) {
            if (print.quiet()) {
                text.append(console.summary(posture)).append('\n');
            } else {
                console.print(posture, text);
            }
        }
        if (!print.quiet()) {
            out.ifPresent(
                    directory -> text.append("reports: ").append(directory).append('\n'));
        }
        terminal.out().print(text);
    }
}
