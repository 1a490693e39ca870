package io.jenkins.lib.containergate.cli.options;

import io.jenkins.lib.containergate.aws.CloudLookups.Evidence;
import io.jenkins.lib.containergate.aws.vpc.ObservedTraffic;
import io.jenkins.lib.containergate.bench.HostReports;
import io.jenkins.lib.containergate.cli.UsageException;
import io.jenkins.lib.containergate.ecs.segmentation.learn.TrafficFile;
import io.jenkins.lib.containergate.fault.GateException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** What AWS does not know: what docker-bench-security found on container instances, and traffic that was observed. */
public final class EvidenceOptions {
    private static final String NAME = "--host-report";
    private static final String TRAFFIC = "--traffic";
    /** Of an instance of EC2, or a managed node of ECS Anywhere. */
    private static final Pattern INSTANCE = Pattern.compile("m?i-[0-9a-f]{8,32}");

    private static final int MAX_BYTES = 16 * 1024 * 1024;

    @Option(
            names = NAME,
            paramLabel = "INSTANCE=FILE",
            description = "Report of docker-bench-security (docker-bench-security.log.json) on a container instance:"
                    + " evidence for sections 1 to 3 of CIS Docker. Repeatable.")
    private List<String> reports = List.of();

    @Option(
            names = TRAFFIC,
            paramLabel = "FILE",
            description = "Traffic that gate learn segments --traffic recorded: evidence for the rule unused-ingress.")
    private Optional<Path> traffic = Optional.empty();

    /**
     * @throws UsageException when one names no instance or no file
     * @throws GateException when one is not what it is said to be
     */
    public Evidence read() throws GateException {
        Optional<ObservedTraffic> observed = Optional.empty();
        if (traffic.isPresent()) {
            observed = Optional.of(TrafficFile.read(
                    traffic.get().toString(), SmallFile.bytes(traffic.get(), TRAFFIC, TrafficFile.MOST)));
        }
        return new Evidence(hosts(), observed);
    }

    private HostReports hosts() throws GateException {
        Map<String, byte[]> files = new HashMap<>();
        for (String report : reports) {
            int equals = report.indexOf('=');
            String instance = equals < 0 ? "" : report.substring(0, equals);
            if (!INSTANCE.matcher(instance).matches()) {
                throw new UsageException(
                        NAME + " " + report + " does not say which instance the report is of",
                        "write it as INSTANCE=FILE, as in i-0123456789abcdef0=docker-bench-security.log.json");
            }
            byte[] content = SmallFile.bytes(Path.of(report.substring(equals + 1)), NAME, MAX_BYTES);
            if (files.put(instance, content) != null) {
                throw new UsageException(NAME + " is given twice for " + instance, "give the newest report alone");
            }
        }
        return HostReports.read(files);
    }
}
