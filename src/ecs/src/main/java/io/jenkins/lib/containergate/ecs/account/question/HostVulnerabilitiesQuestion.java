package io.jenkins.lib.containergate.ecs.account.question;

import io.jenkins.lib.containergate.aws.CloudLookups;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.ecs.ContainerInstance;
import io.jenkins.lib.containergate.aws.inspector.InspectorLookups.Coverage;
import io.jenkins.lib.containergate.aws.inspector.InspectorLookups.OpenVulnerability;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import java.util.List;

/** What Inspector knows of the container instances of a cluster. */
public record HostVulnerabilitiesQuestion() implements ClusterQuestion<HostVulnerabilitiesQuestion.Answer> {

    /**
     * @param instances names of those that the account patches itself
     * @param coverage of those among them that Inspector knows
     * @param open what it found on those that it scans
     */
    public record Answer(List<String> instances, List<Coverage> coverage, List<OpenVulnerability> open) {
        public Answer {
            instances = List.copyOf(instances);
            coverage = List.copyOf(coverage);
            open = List.copyOf(open);
        }

        /** What Inspector says of one instance. */
        public List<Coverage> coverage(String instance) {
            return coverage.stream()
                    .filter(each -> each.resource().equals(instance))
                    .toList();
        }

        /** Whether Inspector scans the instance now. */
        public boolean scans(String instance) {
            return coverage(instance).stream().anyMatch(Coverage::active);
        }
    }

    @Override
    public Lookup<Answer> ask(Deployment about, CloudLookups aws, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        Lookup<List<String>> hosts = PatchedHosts.of(about, aws, deadline)
                .map(all -> all.stream().map(ContainerInstance::name).distinct().toList());
        if (!(hosts instanceof Lookup.Answered<List<String>> known)
                || known.value().isEmpty()) {
            return hosts.map(none -> new Answer(none, List.of(), List.of()));
        }
        Lookup<List<Coverage>> coverage = aws.inspector().instances(known.value(), deadline);
        if (!(coverage instanceof Lookup.Answered<List<Coverage>> covered)) {
            return coverage.map(unused -> new Answer(known.value(), List.of(), List.of()));
        }
        List<String> scanned = covered.value().stream()
                .filter(Coverage::active)
                .map(Coverage::resource)
                .distinct()
                .toList();
        Lookup<List<OpenVulnerability>> open = scanned.isEmpty()
                ? new Lookup.Answered<>(List.of())
                : aws.inspector().vulnerabilities(scanned, deadline);
        return open.map(found -> new Answer(known.value(), covered.value(), found));
    }
}
