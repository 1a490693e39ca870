package io.jenkins.lib.containergate.bench;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.text.SafeText;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Reports by the instance that they are said to be of.
 *
 * @param byInstance by the id of an EC2 instance, or of a managed node of Systems Manager
 */
public record HostReports(Map<String, BenchReport> byInstance) {
    public HostReports {
        byInstance = Map.copyOf(byInstance);
    }

    /** Bytes of a report. */
    public static final int MOST = BenchReportReader.MAX_BYTES;

    /** Of an instance of EC2, or a managed node of ECS Anywhere. */
    private static final Pattern INSTANCE = Pattern.compile("m?i-[0-9a-f]{8,32}");

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

    /**
     * @param named {@code INSTANCE=FILE}, one for each report
     * @param option that names them, for messages
     * @return files by instance
     * @throws GateException when one names no instance, or an instance has two
     */
    public static Map<String, String> files(Collection<String> named, String option) throws GateException {
        Map<String, String> files = new TreeMap<>();
        for (String report : named) {
            int equals = report.indexOf('=');
            String instance = equals < 0 ? "" : report.substring(0, equals).strip();
            if (!INSTANCE.matcher(instance).matches()) {
                throw new GateException(
                        option + " " + SafeText.visible(report) + " does not say which instance the report is of",
                        "write it as INSTANCE=FILE, as in i-0123456789abcdef0=docker-bench-security.log.json");
            }
            if (files.put(instance, report.substring(equals + 1).strip()) != null) {
                throw new GateException(option + " is given twice for " + instance, "give the newest report alone");
            }
        }
        return files;
    }

    public boolean isEmpty() {
        return byInstance.isEmpty();
    }

    public Optional<BenchReport> of(String instance) {
        return Optional.ofNullable(byInstance.get(instance));
    }
}
