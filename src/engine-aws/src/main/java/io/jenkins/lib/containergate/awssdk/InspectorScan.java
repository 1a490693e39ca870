package io.jenkins.lib.containergate.awssdk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import io.jenkins.lib.containergate.finding.Exposure;
import io.jenkins.lib.containergate.finding.FixStatus;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.vulnerability.ecr.EcrImage;
import io.jenkins.lib.containergate.vulnerability.ecr.ImageScan;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/**
 * The scan of one image by Amazon Inspector. Findings that a suppression rule of Inspector hides are read as well: what is accepted
 * is for the policy to say.
 *
 * @see <a href="https://docs.aws.amazon.com/inspector/v2/APIReference/API_ListFindings.html">ListFindings</a>
 * @see <a href="https://docs.aws.amazon.com/inspector/v2/APIReference/API_ScanStatus.html">ScanStatus</a>
 */
final class InspectorScan {
    private static final int PAGE = 100;
    private static final String NO_FIX = "NotAvailable";

    private final RestService inspector;
    private final EcrImage image;
    private final String subject;
    private final ScanText text;

    InspectorScan(RestService inspector, EcrImage image) {
        this.inspector = inspector;
        this.image = image;
        this.subject = "the scan of " + image;
        this.text = new ScanText(subject);
    }

    ImageScan read(Deadline deadline) throws UnansweredException, DeadlineExceededException, InterruptedException {
        ObjectNode filter = AwsInspector.filter("resourceType", List.of("AWS_ECR_CONTAINER_IMAGE"));
        filter.setAll(AwsInspector.filter("resourceId", List.of(arn())));
        List<JsonNode> covered = AwsInspector.coverage(inspector, image.toString(), filter, deadline);
        if (covered.isEmpty()) {
            return new ImageScan.Absent(
                    "Amazon Inspector does not scan " + image,
                    "activate Inspector for ECR in the account "
                            + image.registry().account() + " and region "
                            + image.registry().region()
                            + ", include the repository in the rules of enhanced scanning, and use credentials of that account");
        }
        JsonNode coverage = covered.get(0);
        if (covered.size() > 1 || !coverage.path("resourceId").asText().equals(arn())) {
            throw AwsCalls.strange(subject);
        }
        Optional<ImageScan> unfinished = unfinished(coverage.path("scanStatus"));
        if (unfinished.isPresent()) {
            return unfinished.get();
        }
        JsonNode at = coverage.path("lastScannedAt");
        return new ImageScan.Complete(
                at.isNumber() ? Optional.of(Instant.ofEpochSecond(at.asLong())) : Optional.empty(), flaws(deadline));
    }

    private String arn() {
        String region = image.registry().region();
        return "arn:" + PartitionMetadata.of(Region.of(region)).id() + ":ecr:" + region + ":"
                + image.registry().account() + ":repository/" + image.repository() + "/" + image.digest();
    }

    /** Only an active scan that succeeded is an answer. */
    private Optional<ImageScan> unfinished(JsonNode status) throws UnansweredException {
        String code = status.path("statusCode").asText();
        String reason = text.line(status.path("reason").asText());
        if (code.isEmpty()) {
            throw AwsCalls.strange(subject);
        }
        if (reason.startsWith("PENDING_") && reason.endsWith("_SCAN")) {
            return Optional.of(new ImageScan.Running(reason));
        }
        return code.equals("ACTIVE") && reason.equals("SUCCESSFUL")
                ? Optional.empty()
                : Optional.of(new ImageScan.Unusable(
                        "the scan of " + image + " by Amazon Inspector cannot be used, its status is " + text.line(code)
                                + (reason.isEmpty() ? "" : " " + reason),
                        remedy(reason)));
    }

    private static String remedy(String reason) {
        return switch (reason) {
            case "UNSUPPORTED_OS", "UNSUPPORTED_RUNTIME", "UNSUPPORTED_MEDIA_TYPE", "IMAGE_SIZE_EXCEEDED" ->
                "Inspector cannot scan this image: use another source of vulnerabilities";
            case "SCAN_ELIGIBILITY_EXPIRED" -> "push the image again, or set a longer re-scan duration in Inspector";
            case "SCAN_FREQUENCY_MANUAL", "SCAN_FREQUENCY_SCAN_ON_PUSH" ->
                "set the repository to continuous scanning in the rules of enhanced scanning";
            case "IMAGE_ARCHIVED" -> "restore the image in ECR, or push it again";
            case "ACCESS_DENIED" -> "let Inspector's service-linked role read the repository and its key";
            default -> "look the image up in Inspector's account management, or use another source";
        };
    }

    private List<ImageScan.Flaw> flaws(Deadline deadline)
            throws UnansweredException, DeadlineExceededException, InterruptedException {
        ObjectNode filter =
                AwsInspector.filter("ecrImageHash", List.of(image.digest().toString()));
        filter.setAll(AwsInspector.filter("ecrImageRepositoryName", List.of(image.repository())));
        filter.setAll(
                AwsInspector.filter("ecrImageRegistry", List.of(image.registry().account())));
        filter.setAll(AwsInspector.filter("findingType", List.of("PACKAGE_VULNERABILITY")));
        filter.setAll(AwsInspector.filter("findingStatus", List.of("ACTIVE", "SUPPRESSED")));
        ObjectNode input = JsonNodeFactory.instance.objectNode().put("maxResults", PAGE);
        input.set("filterCriteria", filter);
        List<ImageScan.Flaw> flaws = new ArrayList<>();
        for (JsonNode each : inspector.all(
                AwsAction.INSPECTOR_LIST_FINDINGS, subject, "/findings/list", input, "findings", deadline)) {
            flaws.addAll(flaws(each));
        }
        return flaws;
    }

    /** One for each CVE of an advisory. */
    private List<ImageScan.Flaw> flaws(JsonNode finding) throws UnansweredException {
        JsonNode details = finding.path("packageVulnerabilityDetails");
        RuleId own = text.id(details.path("vulnerabilityId").asText());
        List<RuleId> ids = new ArrayList<>();
        for (JsonNode related : details.path("relatedVulnerabilities")) {
            if (!own.value().startsWith("CVE-") && related.asText().startsWith("CVE-")) {
                ids.add(text.id(related.asText()));
            }
        }
        Exposure exposure = exposure(finding.path("resources"));
        List<ImageScan.FlawedPackage> packages = packages(finding, details.path("vulnerablePackages"));
        List<ImageScan.Flaw> flaws = new ArrayList<>();
        for (RuleId id : ids.isEmpty() ? List.of(own) : ids) {
            flaws.add(new ImageScan.Flaw(
                    id,
                    List.of(),
                    ScanText.severity(finding.path("severity").asText()),
                    Optional.of("inspector"),
                    texts(details.path("cvss"), "scoringVector").findFirst(),
                    text.line(finding.path("title").asText()),
                    epss(finding.path("epss").path("score")),
                    time(details.path("vendorCreatedAt")),
                    exposure,
                    ScanText.addresses(Stream.concat(
                                    Stream.of(details.path("sourceUrl").asText()),
                                    texts(details.path("referenceUrls"), ""))
                            .toArray(String[]::new)),
                    packages));
        }
        return flaws;
    }

    private Stream<String> texts(JsonNode list, String member) {
        List<String> texts = new ArrayList<>();
        list.forEach(each -> texts.add(text.line((member.isEmpty() ? each : each.path(member)).asText())));
        return texts.stream().filter(each -> !each.isEmpty());
    }

    private List<ImageScan.FlawedPackage> packages(JsonNode finding, JsonNode vulnerable) throws UnansweredException {
        boolean without = finding.path("fixAvailable").asText().equals("NO");
        List<ImageScan.FlawedPackage> packages = new ArrayList<>();
        for (JsonNode each : vulnerable) {
            Optional<String> fixed = Optional.of(
                            text.line(each.path("fixedInVersion").asText()))
                    .filter(version -> !version.isEmpty() && !version.equals(NO_FIX));
            packages.add(new ImageScan.FlawedPackage(
                    text.line(each.path("name").asText()),
                    version(each),
                    fixed,
                    fixed.isPresent() ? FixStatus.FIXED : without ? FixStatus.AFFECTED : FixStatus.NOT_TOLD,
                    text.line(each.path("filePath").asText()).replaceFirst("^/", "")));
        }
        if (packages.isEmpty() || packages.stream().anyMatch(each -> each.name().isEmpty())) {
            throw AwsCalls.strange("a finding of " + subject);
        }
        return packages;
    }

    private String version(JsonNode flawed) {
        String release = text.line(flawed.path("release").asText());
        int epoch = flawed.path("epoch").asInt(0);
        return (epoch == 0 ? "" : epoch + ":")
                + text.line(flawed.path("version").asText())
                + (release.isEmpty() ? "" : "-" + release);
    }

    /** Of this very image: a finding on another one is no answer. */
    private Exposure exposure(JsonNode resources) throws UnansweredException {
        Exposure exposure = Exposure.unknown();
        if (resources.isEmpty()) {
            throw AwsCalls.strange("a finding of " + subject);
        }
        for (JsonNode resource : resources) {
            JsonNode of = resource.path("details").path("awsEcrContainerImage");
            if (!resource.path("id").asText().equals(arn())
                    && !of.path("imageHash").asText().equals(image.digest().toString())) {
                throw AwsCalls.strange("a finding of " + subject);
            }
            JsonNode count = of.path("inUseCount");
            exposure = exposure.worse(new Exposure(
                    count.canConvertToInt() && count.asInt() >= 0 ? OptionalInt.of(count.asInt()) : OptionalInt.empty(),
                    time(of.path("lastInUseAt")),
                    Optional.empty()));
        }
        return exposure;
    }

    private static Optional<Instant> time(JsonNode seconds) {
        return seconds.isNumber() ? Optional.of(Instant.ofEpochSecond(seconds.asLong())) : Optional.empty();
    }

    private static Optional<BigDecimal> epss(JsonNode score) {
        return Optional.of(score)
                .filter(JsonNode::isNumber)
                .map(JsonNode::decimalValue)
                .filter(value -> value.signum() >= 0 && value.compareTo(BigDecimal.ONE) <= 0 && value.scale() <= 20);
    }
}
