package io.jenkins.lib.containergate.awssdk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.inspector.InspectorLookups;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import io.jenkins.lib.containergate.registry.EcrRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Asks the API of Amazon Inspector.
 *
 * @see <a href="https://docs.aws.amazon.com/inspector/v2/APIReference/API_ListCoverage.html">ListCoverage</a>
 */
final class AwsInspector implements InspectorLookups {
    /** What one filter takes. */
    private static final int IDS = 10;

    private static final String PACKAGES = "PACKAGE";

    private final Function<String, RestService> inspector;
    private final String region;
    private final CallerAccount account;

    /**
     * @param inspector in a region
     * @param region of the session
     */
    AwsInspector(Function<String, RestService> inspector, String region, CallerAccount account) {
        this.inspector = inspector;
        this.region = region;
        this.account = account;
    }

    @Override
    public Lookup<List<Coverage>> instances(List<String> ids, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        return AwsCalls.lookup(() -> {
            List<Coverage> all = new ArrayList<>();
            for (List<String> batch : AwsCalls.batches(ids, IDS)) {
                ObjectNode filter = filter("resourceType", List.of("AWS_EC2_INSTANCE"));
                filter.setAll(filter("resourceId", batch));
                for (JsonNode each : coverage(inspector.apply(region), "the instances " + batch, filter, deadline)) {
                    // the network of an instance is scanned as well, and is another entry
                    if (each.path("scanType").asText(PACKAGES).equals(PACKAGES)) {
                        all.add(coverage(each, List.of()));
                    }
                }
            }
            return List.copyOf(all);
        });
    }

    @Override
    public Lookup<List<Coverage>> images(EcrRegistry registry, String repository, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        return AwsCalls.lookup(() -> {
            ObjectNode filter = filter("resourceType", List.of("AWS_ECR_CONTAINER_IMAGE"));
            filter.setAll(filter("ecrRepositoryName", List.of(repository)));
            filter.setAll(filter("accountId", List.of(registry.account())));
            List<Coverage> all = new ArrayList<>();
            for (JsonNode each :
                    coverage(inspector.apply(registry.region()), "the repository " + repository, filter, deadline)) {
                List<String> tags = new ArrayList<>();
                each.path("resourceMetadata").path("ecrImage").path("tags").forEach(tag -> tags.add(tag.asText()));
                all.add(coverage(each, tags));
            }
            if (all.isEmpty() && !account.id(deadline).equals(registry.account())) {
                throw UnansweredException.failed(
                        "Inspector of this account does not tell what the account " + registry.account() + " scans",
                        "use credentials for that account, or for the delegated administrator of Inspector");
            }
            return List.copyOf(all);
        });
    }

    static List<JsonNode> coverage(RestService inspector, String of, ObjectNode filter, Deadline deadline)
            throws UnansweredException, DeadlineExceededException, InterruptedException {
        ObjectNode input = JsonNodeFactory.instance.objectNode().put("maxResults", 200);
        input.set("filterCriteria", filter);
        return inspector.all(
                AwsAction.INSPECTOR_LIST_COVERAGE,
                "what Inspector scans of " + of,
                "/coverage/list",
                input,
                "coveredResources",
                deadline);
    }

    private static Coverage coverage(JsonNode each, List<String> tags) throws UnansweredException {
        JsonNode status = each.path("scanStatus");
        if (!each.path("resourceId").isTextual() || !status.path("statusCode").isTextual()) {
            throw AwsCalls.strange("what Inspector scans");
        }
        JsonNode at = each.path("lastScannedAt");
        return new Coverage(
                each.path("resourceId").asText(),
                tags,
                status.path("statusCode").asText().equals("ACTIVE"),
                status.path("statusCode").asText() + " " + status.path("reason").asText(),
                at.isNumber() ? Optional.of(Instant.ofEpochSecond(at.asLong())) : Optional.empty());
    }

    @Override
    public Lookup<List<OpenVulnerability>> vulnerabilities(List<String> ids, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        return AwsCalls.lookup(() -> {
            List<OpenVulnerability> all = new ArrayList<>();
            for (List<String> batch : AwsCalls.batches(ids, IDS)) {
                ObjectNode filter = filter("findingStatus", List.of("ACTIVE"));
                filter.setAll(filter("findingType", List.of("PACKAGE_VULNERABILITY")));
                filter.setAll(filter("severity", List.of("CRITICAL", "HIGH")));
                filter.setAll(filter("resourceId", batch));
                ObjectNode input = JsonNodeFactory.instance.objectNode().put("maxResults", 100);
                input.set("filterCriteria", filter);
                for (JsonNode each : inspector
                        .apply(region)
                        .all(
                                AwsAction.INSPECTOR_LIST_FINDINGS,
                                "what Inspector found on the instances " + batch,
                                "/findings/list",
                                input,
                                "findings",
                                deadline)) {
                    List<OpenVulnerability> found = vulnerabilities(each);
                    if (!found.stream().map(OpenVulnerability::instance).allMatch(batch::contains)) {
                        throw AwsCalls.strange("a finding of Inspector");
                    }
                    all.addAll(found);
                }
            }
            return List.copyOf(all);
        });
    }

    private static List<OpenVulnerability> vulnerabilities(JsonNode finding) throws UnansweredException {
        JsonNode details = finding.path("packageVulnerabilityDetails");
        List<String> packages = new ArrayList<>();
        details.path("vulnerablePackages")
                .forEach(each -> packages.add(each.path("name").asText()));
        String id = details.path("vulnerabilityId").asText(finding.path("title").asText());
        List<OpenVulnerability> all = new ArrayList<>();
        for (JsonNode resource : finding.path("resources")) {
            all.add(new OpenVulnerability(
                    resource.path("id").asText(),
                    id,
                    packages,
                    !finding.path("fixAvailable").asText().equals("NO")));
        }
        if (all.isEmpty()) {
            throw AwsCalls.strange("a finding of Inspector");
        }
        return all;
    }

    static ObjectNode filter(String name, List<String> values) {
        ObjectNode filter = JsonNodeFactory.instance.objectNode();
        values.forEach(value ->
                filter.withArray(name).addObject().put("comparison", "EQUALS").put("value", value));
        return filter;
    }
}
