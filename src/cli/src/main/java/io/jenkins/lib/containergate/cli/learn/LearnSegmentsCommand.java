package io.jenkins.lib.containergate.cli.learn;

import io.jenkins.lib.containergate.aws.vpc.ObservedTraffic;
import io.jenkins.lib.containergate.awssdk.AwsSession;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.cli.ExitCode;
import io.jenkins.lib.containergate.cli.UsageException;
import io.jenkins.lib.containergate.cli.network.AwsConnections;
import io.jenkins.lib.containergate.cli.options.SmallFile;
import io.jenkins.lib.containergate.cli.output.Terminal;
import io.jenkins.lib.containergate.ecs.document.DocumentLimits;
import io.jenkins.lib.containergate.ecs.segmentation.ClusterNetwork;
import io.jenkins.lib.containergate.ecs.segmentation.learn.FlowLogReader;
import io.jenkins.lib.containergate.ecs.segmentation.learn.LearnedFlows;
import io.jenkins.lib.containergate.ecs.segmentation.learn.TrafficFile;
import io.jenkins.lib.containergate.ecs.segmentation.learn.parquet.ParquetLimits;
import io.jenkins.lib.containergate.ecs.segmentation.reader.ClusterNetworkReader;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.policy.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gate learn segments}: who really talked to whom, from VPC flow logs. */
@Command(
        name = "segments",
        description = "Propose taskDefinition.segments from VPC flow logs.",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  gate learn segments --flow-logs flows.log.gz --out proposal.yaml",
            "  gate learn segments --flow-logs flows.log --services names.txt",
            "  gate learn segments --flow-logs log-group:flow-logs --days 30",
            "  gate learn segments --flow-logs log-group:flow-logs --days 31 --cluster prod --traffic traffic.json"
        })
public final class LearnSegmentsCommand implements Callable<Integer> {
    private static final int LONGEST_LINE = 16 << 10;
    private static final int CONNECTIONS = 200_000;
    private static final int NAMES = 1 << 20;
    private static final Duration LONGEST = Duration.ofHours(6);
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,255}|[a-z-]+:[^*?]{1,255}");

    @Option(
            names = "--flow-logs",
            required = true,
            paramLabel = "FILE|DIR|LOG-GROUP|S3",
            description =
                    "Flow log as AWS writes it to S3 or CloudWatch Logs exports it: text, plain or gzip, or Parquet;"
                            + " log-group:NAME or its ARN; s3://BUCKET/PREFIX. Repeatable.")
    private List<String> logs = List.of();

    @Option(
            names = "--fields",
            paramLabel = "FIELDS",
            description = "Fields of logs that do not begin with their names, as in \"srcaddr dstaddr ...\"; by default"
                    + " those of version 2.")
    private Optional<String> fields = Optional.empty();

    @Option(
            names = "--services",
            paramLabel = "FILE",
            description =
                    "Names for addresses and interfaces, one \"ADDRESS NAME\" a line; NAME is a service, or a source"
                            + " such as alb:front.")
    private Optional<Path> services = Optional.empty();

    @Option(
            names = "--traffic",
            paramLabel = "FILE",
            description =
                    "Also write what was seen there, for the rule unused-ingress (gate taskdef --traffic). The logs"
                            + " need the fields account-id, vpc-id, ecs-cluster-name, ecs-service-name and"
                            + " flow-direction.")
    private Optional<Path> traffic = Optional.empty();

    @Option(
            names = "--cluster",
            paramLabel = "NAME|ARN",
            description =
                    "Also list the ingress rules of its security groups that no traffic used (calls EC2 and ECS).")
    private Optional<String> cluster = Optional.empty();

    @Option(names = "--out", paramLabel = "FILE", description = "Write the proposal there instead of printing it.")
    private Optional<Path> out = Optional.empty();

    @Mixin
    private LogOptions stored = new LogOptions();

    private final Terminal terminal;
    private final Clock clock;

    LearnSegmentsCommand(Terminal terminal, Clock clock) {
        this.terminal = terminal;
        this.clock = clock;
    }

    @Override
    public Integer call() throws GateException, IOException, InterruptedException {
        Deadline deadline = Deadline.after(LONGEST, clock);
        FlowLogReader reader = new FlowLogReader(fields, LONGEST_LINE, ParquetLimits.defaults(), deadline);
        LearnedFlows flows = new LearnedFlows(names(), CONNECTIONS);
        FlowLogReader.Lines lines = reader.lines(flows);
        stored.read(
                logs,
                "--flow-logs",
                (name, in) -> reader.read(name, in, flows),
                (name, text) -> lines.line(text),
                clock,
                deadline);
        String text = flows.proposal().yaml();
        if (cluster.isPresent()) {
            text += unused(cluster.get(), flows.observed(), deadline);
        }
        if (traffic.isPresent()) {
            SmallFile.write(traffic.get(), "--traffic", TrafficFile.write(flows.observed()));
        }
        byte[] proposal = text.getBytes(StandardCharsets.UTF_8);
        if (out.isPresent()) {
            SmallFile.write(out.get(), "--out", proposal);
        } else {
            terminal.out().write(proposal);
            terminal.out().flush();
        }
        return ExitCode.of(Outcome.PASS);
    }

    /** Comments of the proposal. */
    private String unused(String name, ObservedTraffic observed, Deadline deadline)
            throws GateException, InterruptedException {
        ClusterNetwork network;
        try (AwsSession session = AwsConnections.open(stored.access())) {
            network = new ClusterNetworkReader(session.lookups(), DocumentLimits.defaults(), deadline)
                    .read(name, false)
                    .required();
        }
        return UnusedRules.comments(network, observed);
    }

    private Map<String, String> names() throws UsageException {
        Map<String, String> names = new HashMap<>();
        if (services.isEmpty()) {
            return names;
        }
        try {
            if (Files.size(services.get()) > NAMES) {
                throw new UsageException(services.get() + " is larger than 1 MiB", "name fewer addresses");
            }
            for (String line : Files.readAllLines(services.get())) {
                String[] words = line.strip().split("\\s+");
                if (line.isBlank() || line.startsWith("#")) {
                    continue;
                }
                if (words.length != 2 || !NAME.matcher(words[1]).matches()) {
                    throw new UsageException(
                            services.get() + " has a line that is not an address and a name",
                            "write one \"ADDRESS NAME\" a line");
                }
                names.put(words[0], words[1]);
            }
            return names;
        } catch (IOException e) {
            throw new UsageException("cannot read " + services.get(), "name a text file for --services");
        }
    }
}
