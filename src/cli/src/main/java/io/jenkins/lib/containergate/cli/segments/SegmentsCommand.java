package io.jenkins.lib.containergate.cli.segments;

import io.jenkins.lib.containergate.arn.Arn;
import io.jenkins.lib.containergate.awssdk.AwsAccess;
import io.jenkins.lib.containergate.awssdk.AwsSession;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.cli.ExitCode;
import io.jenkins.lib.containergate.cli.network.AwsConnections;
import io.jenkins.lib.containergate.cli.options.AwsOptions;
import io.jenkins.lib.containergate.cli.options.PolicyFiles;
import io.jenkins.lib.containergate.cli.options.SmallFile;
import io.jenkins.lib.containergate.cli.output.Terminal;
import io.jenkins.lib.containergate.ecs.document.DocumentLimits;
import io.jenkins.lib.containergate.ecs.segmentation.ClusterNetwork;
import io.jenkins.lib.containergate.ecs.segmentation.reader.ClusterNetworkReader;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.gate.SegmentationGate;
import io.jenkins.lib.containergate.gate.SegmentationGate.Judged;
import io.jenkins.lib.containergate.report.html.SegmentsHtml;
import io.jenkins.lib.containergate.report.segmentation.SegmentationJson;
import io.jenkins.lib.containergate.report.segmentation.SegmentationSvg;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gate segments}: who can reach whom in a cluster. */
@Command(
        name = "segments",
        description = "Show who can reach whom in a cluster, and what of it the policy forbids.",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  gate segments --cluster prod",
            "  gate segments --cluster prod --policy org.yaml",
            "  gate segments --cluster prod --format html --out segments.html",
            "  gate segments --cluster prod --format svg --out map.svg"
        })
public final class SegmentsCommand implements Callable<Integer> {
    private static final Duration DEADLINE = Duration.ofMinutes(10);

    /** How the map is drawn. */
    public enum Format {
        text,
        json,
        svg,
        html
    }

    @Option(names = "--cluster", required = true, paramLabel = "NAME|ARN", description = "The cluster to look at.")
    private String cluster = "";

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description = "Policy file with taskDefinition.segments. Repeatable, outermost floor first.")
    private List<Path> policies = List.of();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "How to show it: ${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
    private Format format = Format.text;

    @Option(names = "--out", paramLabel = "FILE", description = "Write it there instead of printing it.")
    private Optional<Path> out = Optional.empty();

    @Mixin
    private AwsOptions aws = new AwsOptions();

    private final Terminal terminal;
    private final Clock clock;

    SegmentsCommand(Terminal terminal, Clock clock) {
        this.terminal = terminal;
        this.clock = clock;
    }

    @Override
    public Integer call() throws GateException, IOException, InterruptedException {
        SegmentationGate gate = new SegmentationGate(PolicyFiles.merge(policies, List.of(), clock));
        Deadline deadline = Deadline.after(DEADLINE, clock);
        Judged judged = gate.judge(read(deadline), deadline);
        byte[] drawn = draw(judged);
        if (out.isPresent()) {
            SmallFile.write(out.get(), "--out", drawn);
        } else {
            terminal.out().write(drawn);
            terminal.out().flush();
        }
        if (out.isPresent() || format != Format.text) {
            terminal.err().print(SegmentsText.objections(judged.map(), judged.violations()));
        }
        return ExitCode.of(judged.outcome());
    }

    private ClusterNetwork read(Deadline deadline) throws GateException, InterruptedException {
        AwsAccess access = aws.access();
        Optional<String> region = access.region().or(() -> Arn.of(cluster).map(Arn::region));
        try (AwsSession session =
                AwsConnections.open(new AwsAccess(access.profile(), access.role(), region, access.endpoint()))) {
            return new ClusterNetworkReader(session.lookups(), DocumentLimits.defaults(), deadline)
                    .read(cluster, true)
                    .required();
        }
    }

    private byte[] draw(Judged judged) throws IOException {
        ByteArrayOutputStream drawn = new ByteArrayOutputStream();
        switch (format) {
            case text ->
                drawn.writeBytes(
                        SegmentsText.of(judged.map(), judged.violations()).getBytes(StandardCharsets.UTF_8));
            case html -> SegmentsHtml.write(judged.map(), judged.violations(), drawn);
            case json -> SegmentationJson.write(judged.map(), judged.violations(), drawn);
            case svg -> {
                Writer writer = new OutputStreamWriter(drawn, StandardCharsets.UTF_8);
                SegmentationSvg.write(judged.map(), judged.violations(), writer);
                writer.flush();
            }
        }
        return drawn.toByteArray();
    }
}
