package io.jenkins.lib.containergate.bench;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Digest;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reports by the instance that they are said to be of.
 *
 * @param byInstance by the id of an EC2 instance, or of a managed node of Systems Manager
 */
public record HostReports(Map<String, BenchReport> byInstance) {
    public HostReports {
        byInstance = Map.copyOf(byInstance);
    }

    public static HostReports none() {
        return new HostReports(Map.of());
    }

    /**
     * @param files contents by the id of the instance
     * @throws GateException when one of them is no report, or one report is given for two hosts
     */
    public static HostReports read(Map<String, byte[]> files) throws GateException {
        Map<String, BenchReport> reports = new HashMap<>();
        Map<Digest, String> hosts = new HashMap<>();
        for (Map.Entry<String, byte[]> file : new TreeMap<>(files).entrySet()) {
            String host = file.getKey();
            BenchReport report =
                    BenchReportReader.read("the report of docker-bench-security on " + host, file.getValue());
            String other = hosts.put(report.digest(), host);
            if (other != null) {
                throw new GateException(
                        "one report of docker-bench-security is given for " + other + " and for " + host,
                        "run docker-bench-security on each host, and give each its own report");
            }
            reports.put(host, report);
        }
        return new HostReports(reports);
    }

    public boolean isEmpty() {
        return byInstance.isEmpty();
    }

    public Optional<BenchReport> of(String instance) {
        return Optional.ofNullable(byInstance.get(instance));
    }
}
