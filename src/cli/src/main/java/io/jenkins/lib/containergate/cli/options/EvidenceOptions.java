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
import picocli.CommandLine.Option;

/** What AWS does not know: what docker-bench-security found on container instances, and traffic that was observed. */
public final class EvidenceOptions {
    private static final String NAME = "--host-report";
    private static final String TRAFFIC = "--traffic";

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
        Map<String, byte[]> contents = new HashMap<>();
        for (Map.Entry<String, String> file : named().entrySet()) {
            contents.put(file.getKey(), SmallFile.bytes(Path.of(file.getValue()), NAME, HostReports.MOST));
        }
        return HostReports.read(contents);
    }

    private Map<String, String> named() throws UsageException {
        try {
            return HostReports.files(reports, NAME);
        } catch (GateException e) {
            throw new UsageException(e);
        }
    }
}
