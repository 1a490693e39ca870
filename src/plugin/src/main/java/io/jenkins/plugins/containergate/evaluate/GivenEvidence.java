package io.jenkins.plugins.containergate.evaluate;

import hudson.FilePath;
import io.jenkins.lib.containergate.aws.CloudLookups.Evidence;
import io.jenkins.lib.containergate.bench.HostReports;
import io.jenkins.lib.containergate.ecs.segmentation.learn.TrafficFile;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.plugins.containergate.build.GateContext;
import io.jenkins.plugins.containergate.build.GateLog;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Files of a workspace about what AWS does not know: reports on hosts, and recorded traffic. */
final class GivenEvidence {
    private GivenEvidence() {}

    /** @throws GateException when one is missing, too large or malformed */
    static Evidence read(EvidenceRequest request, GateContext context)
            throws GateException, IOException, InterruptedException {
        String hostReports = request.getHostReports();
        String trafficFile = request.getTrafficFile();
        if (hostReports == null && trafficFile == null) {
            return Evidence.none();
        }
        FilePath workspace = context.requiredWorkspace(hostReports == null ? "trafficFile" : "hostReports");
        List<String> named = hostReports == null
                ? List.of()
                : hostReports.lines().filter(line -> !line.isBlank()).toList();
        Map<String, byte[]> reports = new HashMap<>();
        for (Map.Entry<String, String> file :
                HostReports.files(named, "hostReports").entrySet()) {
            reports.put(file.getKey(), content(workspace, file.getValue(), "hostReports", HostReports.MOST));
        }
        return new Evidence(
                HostReports.read(reports),
                trafficFile == null
                        ? Optional.empty()
                        : Optional.of(TrafficFile.read(
                                trafficFile, content(workspace, trafficFile, "trafficFile", TrafficFile.MOST))));
    }

    private static byte[] content(FilePath workspace, String file, String option, int most)
            throws GateException, InterruptedException {
        try (InputStream in = workspace.child(file).read()) {
            byte[] content = in.readNBytes(most + 1);
            if (content.length <= most) {
                return content;
            }
        } catch (IOException e) {
            throw new GateException(
                    "the file " + GateLog.singleLine(file) + " of " + option + " cannot be read",
                    "check that it is in the workspace",
                    e);
        }
        throw new GateException(
                "the file " + GateLog.singleLine(file) + " of " + option + " is larger than " + (most >> 20) + " MiB",
                "give the file as it was written");
    }
}
