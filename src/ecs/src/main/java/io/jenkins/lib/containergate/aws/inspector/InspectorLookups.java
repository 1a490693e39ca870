package io.jenkins.lib.containergate.aws.inspector;

import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import io.jenkins.lib.containergate.registry.EcrRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Asks Amazon Inspector. */
public interface InspectorLookups {
    /**
     * @param ids of instances of EC2; Inspector is asked for ten at a time
     * @return those whose packages it knows; one that it does not know is left out
     */
    Lookup<List<Coverage>> instances(List<String> ids, Deadline deadline)
            throws DeadlineExceededException, InterruptedException;

    /**
     * @param repository without the registry, such as {@code shop/app}
     * @return the images of the repository that it knows; none is a failure where the registry is of another account, whose
     *     Inspector does not answer here
     */
    Lookup<List<Coverage>> images(EcrRegistry registry, String repository, Deadline deadline)
            throws DeadlineExceededException, InterruptedException;

    /**
     * @param ids of instances of EC2
     * @return what is open on them, of the severities HIGH and CRITICAL, in packages
     */
    Lookup<List<OpenVulnerability>> vulnerabilities(List<String> ids, Deadline deadline)
            throws DeadlineExceededException, InterruptedException;

    /**
     * Whether Inspector scans something.
     *
     * @param resource id of an instance, or ARN of an image that ends with its digest
     * @param tags of an image
     * @param active whether it is scanned now
     * @param why the status and its reason, by AWS's codes
     * @param scanned when it was scanned for the last time; empty when that is not known
     * @see <a href="https://docs.aws.amazon.com/inspector/v2/APIReference/API_CoveredResource.html">CoveredResource</a>
     */
    record Coverage(String resource, List<String> tags, boolean active, String why, Optional<Instant> scanned) {
        public Coverage {
            tags = List.copyOf(tags);
        }
    }

    /**
     * @param instance it is on
     * @param id such as {@code CVE-2024-21626}
     * @param packages that have it, as Inspector calls them
     * @param fixable whether a fix is known for at least one of them; also when Inspector does not tell
     * @see <a href="https://docs.aws.amazon.com/inspector/v2/APIReference/API_Finding.html">Finding</a>
     */
    record OpenVulnerability(String instance, String id, List<String> packages, boolean fixable) {
        public OpenVulnerability {
            packages = List.copyOf(packages);
        }
    }
}
