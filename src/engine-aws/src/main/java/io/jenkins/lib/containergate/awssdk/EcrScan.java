package io.jenkins.lib.containergate.awssdk;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import io.jenkins.lib.containergate.finding.Exposure;
import io.jenkins.lib.containergate.finding.FixStatus;
import io.jenkins.lib.containergate.vulnerability.ecr.EcrImage;
import io.jenkins.lib.containergate.vulnerability.ecr.ImageScan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.Attribute;
import software.amazon.awssdk.services.ecr.model.DescribeImageScanFindingsResponse;
import software.amazon.awssdk.services.ecr.model.ImageScanFinding;
import software.amazon.awssdk.services.ecr.model.ImageScanFindings;

/**
 * The scan of one image by ECR itself.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_DescribeImageScanFindings.html">
 *     DescribeImageScanFindings</a>
 */
final class EcrScan {
    private static final int PAGE = 1_000;
    private static final String ENHANCED =
            "the registry is scanned by Amazon Inspector (enhanced scanning), not by ECR itself";
    private static final String USE_INSPECTOR = "use Amazon Inspector as the source (on the command line --inspector)";

    private final EcrClient ecr;
    private final EcrImage image;

    EcrScan(EcrClient ecr, EcrImage image) {
        this.ecr = ecr;
        this.image = image;
    }

    ImageScan read(Deadline deadline) throws UnansweredException, DeadlineExceededException, InterruptedException {
        List<DescribeImageScanFindingsResponse> pages;
        try {
            pages = pages(deadline);
        } catch (UnansweredException e) {
            if (e.says("ScanNotFoundException")) {
                return new ImageScan.Absent(
                        "ECR has not scanned " + image,
                        "turn on scan on push for the repository, start one with aws ecr start-image-scan, or use another"
                                + " source");
            }
            throw e;
        }
        List<ImageScan.Flaw> flaws = new ArrayList<>();
        for (DescribeImageScanFindingsResponse page : pages) {
            Optional<ImageScan> unfinished = unfinished(page);
            if (unfinished.isPresent()) {
                return unfinished.get();
            }
            for (ImageScanFinding each : page.imageScanFindings().findings()) {
                flaws.add(flaw(each));
            }
        }
        return new ImageScan.Complete(knowledge(pages.get(0).imageScanFindings()), flaws);
    }

    /** No later than the scan, whatever ECR has learnt since. */
    private static Optional<Instant> knowledge(ImageScanFindings found) {
        return Stream.of(found.vulnerabilitySourceUpdatedAt(), found.imageScanCompletedAt())
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder());
    }

    private List<DescribeImageScanFindingsResponse> pages(Deadline deadline)
            throws UnansweredException, DeadlineExceededException, InterruptedException {
        String subject = "the scan of " + image;
        return AwsCalls.pages(
                subject,
                token -> AwsCalls.ask(
                        AwsAction.ECR_DESCRIBE_IMAGE_SCAN_FINDINGS,
                        subject,
                        deadline,
                        settings -> ecr.describeImageScanFindings(request -> request.registryId(
                                        image.registry().account())
                                .repositoryName(image.repository())
                                .imageId(id -> id.imageDigest(image.digest().toString()))
                                .maxResults(PAGE)
                                .nextToken(token)
                                .overrideConfiguration(settings))),
                DescribeImageScanFindingsResponse::nextToken);
    }

    /** Whatever is not said to be complete, in a word that is known, is not. */
    private Optional<ImageScan> unfinished(DescribeImageScanFindingsResponse page) throws UnansweredException {
        if (page.imageId() != null
                && !image.digest().toString().equals(page.imageId().imageDigest())) {
            throw AwsCalls.strange("the scan of " + image);
        }
        String status = page.imageScanStatus() == null
                ? ""
                : new ScanText(image.toString()).line(page.imageScanStatus().statusAsString());
        ImageScanFindings found = page.imageScanFindings();
        if (found != null && found.hasEnhancedFindings() || status.equals("ACTIVE")) {
            return Optional.of(new ImageScan.Unusable(ENHANCED, USE_INSPECTOR));
        }
        return switch (status) {
            case "COMPLETE" ->
                found == null || !found.hasFindings()
                        ? Optional.of(
                                unusable("COMPLETE without a list of findings", "see whether a proxy changes answers"))
                        : Optional.empty();
            case "IN_PROGRESS", "PENDING" -> Optional.of(new ImageScan.Running(status));
            case "UNSUPPORTED_IMAGE" ->
                Optional.of(unusable(
                        status,
                        "ECR does not know the distribution of this image: use another source of vulnerabilities"));
            case "SCAN_ELIGIBILITY_EXPIRED", "IMAGE_ARCHIVED" ->
                Optional.of(unusable(status, "push the image again, or start a scan with aws ecr start-image-scan"));
            case "" -> throw AwsCalls.strange("the scan of " + image);
            default ->
                Optional.of(unusable(status, "start a scan with aws ecr start-image-scan, or use another source"));
        };
    }

    private ImageScan unusable(String status, String remedy) {
        return new ImageScan.Unusable(
                "the scan of " + image + " by ECR cannot be used, its status is " + status, remedy);
    }

    private ImageScan.Flaw flaw(ImageScanFinding found) throws UnansweredException {
        Map<String, String> attributes = found.attributes().stream()
                .filter(each -> each.key() != null && each.value() != null)
                .collect(Collectors.toMap(Attribute::key, Attribute::value, (first, second) -> first));
        ScanText text = new ScanText("the scan of " + image);
        ImageScan.FlawedPackage flawed = new ImageScan.FlawedPackage(
                text.line(attributes.get("package_name")),
                text.line(attributes.get("package_version")),
                Optional.empty(),
                FixStatus.NOT_TOLD,
                "");
        if (flawed.name().isEmpty()) {
            throw AwsCalls.strange("the scan of " + image);
        }
        Function<String, Optional<String>> vector =
                key -> Optional.of(text.line(attributes.get(key))).filter(each -> !each.isEmpty());
        return new ImageScan.Flaw(
                text.id(found.name()),
                List.of(),
                ScanText.severity(found.severityAsString()),
                Optional.of("ecr"),
                vector.apply("CVSS4_VECTOR")
                        .or(() -> vector.apply("CVSS3_VECTOR"))
                        .or(() -> vector.apply("CVSS2_VECTOR")),
                "",
                Optional.empty(),
                Optional.empty(),
                Exposure.unknown(),
                ScanText.addresses(found.uri()),
                List.of(flawed));
    }
}
