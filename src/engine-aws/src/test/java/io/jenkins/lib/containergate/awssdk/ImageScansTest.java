package io.jenkins.lib.containergate.awssdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.finding.FixStatus;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.registry.EcrRegistry;
import io.jenkins.lib.containergate.vulnerability.ecr.AwsScanner;
import io.jenkins.lib.containergate.vulnerability.ecr.EcrImage;
import io.jenkins.lib.containergate.vulnerability.ecr.ImageScan;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What ECR and Amazon Inspector tell of the scan of an image, and what they do not. */
class ImageScansTest extends AwsFaults {
    private static final Digest DIGEST = Digest.of("image".getBytes(StandardCharsets.UTF_8));
    private static final String ARN = "arn:aws:ecr:eu-west-1:111122223333:repository/shop/app/" + DIGEST;
    private static final EcrImage IMAGE =
            new EcrImage(new EcrRegistry("111122223333", "eu-west-1", false), "shop/app", DIGEST);
    private static final String CALL = "DescribeImageScanFindings";
    private static final String COVERED = coverage("ACTIVE", "SUCCESSFUL");
    private static final String RESOURCE = "{\"id\": \"" + ARN
            + "\", \"details\": {\"awsEcrContainerImage\": {\"imageHash\": \"" + DIGEST
            + "\", \"inUseCount\": 3, \"lastInUseAt\": 1764000000.0}}}";

    private static String coverage(String code, String reason) {
        return "{\"coveredResources\": [{\"resourceId\": \"" + ARN + "\", \"lastScannedAt\": 1764000000,"
                + " \"scanStatus\": {\"statusCode\": \"" + code + "\", \"reason\": \"" + reason + "\"}}]}";
    }

    private static String finding(String id, String packages, String more) {
        return "{\"title\": \"" + id + " - libx\", \"severity\": \"HIGH\", \"resources\": [" + RESOURCE + "]" + more
                + ", \"packageVulnerabilityDetails\": {\"vulnerabilityId\": \"" + id + "\", \"vulnerablePackages\": ["
                + packages + "]}}";
    }

    private static String page(String status, String findings, String next) {
        return "{\"imageId\": {\"imageDigest\": \"" + DIGEST + "\"}, \"imageScanStatus\": {\"status\": \"" + status
                + "\"}, \"imageScanFindings\": {\"vulnerabilitySourceUpdatedAt\": 1764000000, \"findings\": ["
                + findings
                + "]}" + next + "}";
    }

    private static String flaw(String id, String severity) {
        return "{\"name\": \"" + id + "\", \"severity\": \"" + severity + "\", \"uri\": \"https://example.org/" + id
                + "\", \"attributes\": [{\"key\": \"package_name\", \"value\": \"openssl\"}, {\"key\":"
                + " \"package_version\", \"value\": \"3.0.11-1\"}]}";
    }

    private ImageScan ecr() throws Exception {
        return session.imageScans().read(AwsScanner.ECR, IMAGE, soon());
    }

    private ImageScan inspector() throws Exception {
        return session.imageScans().read(AwsScanner.INSPECTOR, IMAGE, soon());
    }

    @Test
    void findingsOfEcrAreReadPageByPage() throws Exception {
        aws.on(CALL, page("COMPLETE", flaw("CVE-2024-1", "CRITICAL"), ", \"nextToken\": \"more\""))
                .on(CALL, page("COMPLETE", flaw("CVE-2024-2", "UNDEFINED"), ""));

        assertThat(ecr()).isInstanceOfSatisfying(ImageScan.Complete.class, complete -> {
            assertThat(complete.knowledge()).contains(Instant.ofEpochSecond(1_764_000_000));
            assertThat(complete.flaws())
                    .extracting(flaw -> flaw.id() + " " + flaw.severity())
                    .containsExactly("CVE-2024-1 CRITICAL", "CVE-2024-2 UNKNOWN");
            assertThat(complete.flaws().get(0).packages())
                    .containsExactly(new ImageScan.FlawedPackage(
                            "openssl", "3.0.11-1", Optional.empty(), FixStatus.NOT_TOLD, ""));
        });
        assertThat(aws.calls().get(0).body())
                .contains(DIGEST.toString(), "shop/app", "111122223333")
                .doesNotContain("more");
        assertThat(aws.calls().get(1).body()).contains("\"nextToken\":\"more\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"IN_PROGRESS", "PENDING"})
    void aScanOfEcrThatRunsIsNotDone(String status) throws Exception {
        aws.on(CALL, page(status, "", ""));
        assertThat(ecr()).isEqualTo(new ImageScan.Running(status));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FAILED",
                "UNSUPPORTED_IMAGE",
                "SCAN_ELIGIBILITY_EXPIRED",
                "FINDINGS_UNAVAILABLE",
                "LIMIT_EXCEEDED",
                "IMAGE_ARCHIVED",
                "ACTIVE",
                "SOMETHING_NEW"
            })
    void aScanOfEcrWithAnyOtherStatusSaysNothing(String status) throws Exception {
        aws.on(CALL, page(status, flaw("CVE-2024-1", "LOW"), ""));
        assertThat(ecr())
                .isInstanceOfSatisfying(
                        ImageScan.Unusable.class,
                        unusable -> assertThat(unusable.remedy()).isNotEmpty());
    }

    @Test
    void aScanThatBeginsAnewBetweenTwoPagesIsNotDone() throws Exception {
        aws.on(CALL, page("COMPLETE", "", ", \"nextToken\": \"more\"")).on(CALL, page("IN_PROGRESS", "", ""));
        assertThat(ecr()).isInstanceOf(ImageScan.Running.class);
    }

    @Test
    void findingsOfInspectorInTheAnswerOfEcrAreNotTakenForItsOwn() throws Exception {
        aws.on(
                CALL,
                "{\"imageScanStatus\": {\"status\": \"COMPLETE\"}, \"imageScanFindings\": {\"findings\": [],"
                        + " \"enhancedFindings\": [{}]}}");
        assertThat(ecr())
                .isInstanceOfSatisfying(
                        ImageScan.Unusable.class,
                        unusable -> assertThat(unusable.remedy()).contains("--inspector"));
    }

    @Test
    void anImageThatEcrDidNotScanIsAbsentAndOneThatIsNotThereAnError() throws Exception {
        aws.refuses(CALL, 400, "ScanNotFoundException");
        assertThat(ecr()).isInstanceOf(ImageScan.Absent.class);
        aws.refuses(CALL, 400, "ImageNotFoundException");
        ecr(); // the last of the first answer
        assertThatThrownBy(this::ecr).isInstanceOf(GateException.class).hasMessageContaining("ImageNotFoundException");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"imageScanStatus\": {}}",
                "{\"imageScanStatus\": {\"status\": \"COMPLETE\"}, \"imageId\": {\"imageDigest\": \"sha256:0\"}}",
                "{\"imageScanStatus\": {\"status\": \"COMPLETE\"}, \"imageScanFindings\": {\"findings\": [{\"name\":"
                        + " \"CVE-2024-1\"}]}}",
                "{\"imageScanStatus\": {\"status\": \"COMPLETE\"}, \"imageScanFindings\": {\"findings\": [{\"name\": \"\","
                        + " \"attributes\": [{\"key\": \"package_name\", \"value\": \"x\"}]}]}}",
                "<html>"
            })
    void whatIsNoScanOfEcrIsAnError(String body) {
        aws.on(CALL, body);
        assertThatThrownBy(this::ecr).isInstanceOf(GateException.class);
    }

    @Test
    void completeWithoutAListOfFindingsIsNoAnswer() throws Exception {
        aws.on(CALL, "{\"imageScanStatus\": {\"status\": \"COMPLETE\"}}");
        assertThat(ecr()).isInstanceOf(ImageScan.Unusable.class);
    }

    @Test
    void findingsOfInspectorAreReadWithTheirPackagesFixesAndUse() throws Exception {
        aws.on("", COVERED)
                .on(
                        "",
                        "{\"findings\": ["
                                + finding(
                                        "CVE-2024-1",
                                        "{\"name\": \"libssl3\", \"version\": \"3.0.11\", \"release\": \"1~deb12u2\", \"epoch\": 0,"
                                                + " \"fixedInVersion\": \"0:3.0.13-1\"}, {\"name\": \"lodash\", \"version\":"
                                                + " \"4.17.4\", \"filePath\": \"/app/node_modules/lodash/package.json\","
                                                + " \"fixedInVersion\": \"NotAvailable\"}",
                                        ", \"fixAvailable\": \"PARTIAL\", \"epss\": {\"score\": 0.42}")
                                + "], \"nextToken\": \"more\"}")
                .on(
                        "",
                        "{\"findings\": ["
                                + finding(
                                        "CVE-2024-2",
                                        "{\"name\": \"tar\", \"version\": \"1.34\", \"epoch\": 2}",
                                        ", \"fixAvailable\": \"NO\"")
                                + "]}");

        assertThat(inspector()).isInstanceOfSatisfying(ImageScan.Complete.class, complete -> {
            assertThat(complete.knowledge()).contains(Instant.ofEpochSecond(1_764_000_000));
            ImageScan.Flaw first = complete.flaws().get(0);
            assertThat(first.severity()).isEqualTo(Severity.HIGH);
            assertThat(first.epss())
                    .hasValueSatisfying(score -> assertThat(score).isEqualByComparingTo("0.42"));
            assertThat(first.exposure().inUse()).hasValue(3);
            assertThat(first.exposure().lastInUse()).contains(Instant.ofEpochSecond(1_764_000_000));
            assertThat(first.packages())
                    .extracting(each -> each.name() + " " + each.version() + " "
                            + each.fixed().orElse("-") + " " + each.status() + " " + each.path())
                    .containsExactly(
                            "libssl3 3.0.11-1~deb12u2 0:3.0.13-1 FIXED ",
                            "lodash 4.17.4 - NOT_TOLD app/node_modules/lodash/package.json");
            assertThat(complete.flaws().get(1).packages())
                    .extracting(each -> each.version() + " " + each.status())
                    .containsExactly("2:1.34 AFFECTED");
        });
        assertThat(aws.calls().get(0).body()).contains(ARN);
        assertThat(aws.calls().get(1).body())
                .contains("ecrImageHash", DIGEST.toString(), "SUPPRESSED", "ecrImageRegistry", "111122223333");
        assertThat(aws.calls().get(2).body()).contains("\"nextToken\":\"more\"");
    }

    @Test
    void anAdvisoryOfSeveralCvesIsOneFindingForEach() throws Exception {
        aws.on("", COVERED)
                .on(
                        "",
                        "{\"findings\": ["
                                + finding("ALAS-2024-1", "{\"name\": \"tar\", \"version\": \"1\"}", "")
                                        .replace(
                                                "\"vulnerabilityId\"",
                                                "\"relatedVulnerabilities\": [\"CVE-2024-1\", \"CVE-2024-2\"],"
                                                        + " \"vulnerabilityId\"")
                                + "]}");
        assertThat(inspector())
                .isInstanceOfSatisfying(
                        ImageScan.Complete.class,
                        complete -> assertThat(complete.flaws())
                                .extracting(flaw -> flaw.id().value())
                                .containsExactly("CVE-2024-1", "CVE-2024-2"));
    }

    @ParameterizedTest
    @CsvSource({"INACTIVE, PENDING_INITIAL_SCAN", "ACTIVE, PENDING_INITIAL_SCAN", "INACTIVE, PENDING_REVIVAL_SCAN"})
    void aFirstScanOfInspectorIsWaitedFor(String code, String reason) throws Exception {
        aws.on("", coverage(code, reason));
        assertThat(inspector()).isEqualTo(new ImageScan.Running(reason));
    }

    @ParameterizedTest
    @CsvSource({
        "INACTIVE, SCAN_ELIGIBILITY_EXPIRED, re-scan duration",
        "INACTIVE, IMAGE_ARCHIVED, restore",
        "INACTIVE, UNSUPPORTED_OS, another source",
        "INACTIVE, UNSUPPORTED_MEDIA_TYPE, another source",
        "INACTIVE, IMAGE_SIZE_EXCEEDED, another source",
        "INACTIVE, SCAN_FREQUENCY_SCAN_ON_PUSH, continuous",
        "INACTIVE, ACCESS_DENIED, service-linked role",
        "INACTIVE, INTERNAL_ERROR, another source",
        "INACTIVE, PENDING_DISABLE, another source",
        "ACTIVE, '', another source",
        "ACTIVE, SOMETHING_NEW, another source"
    })
    void anyOtherStatusOfInspectorSaysNothing(String code, String reason, String remedy) throws Exception {
        aws.on("", coverage(code, reason));
        assertThat(inspector()).isInstanceOfSatisfying(ImageScan.Unusable.class, unusable -> {
            assertThat(unusable.problem()).contains(code, reason);
            assertThat(unusable.remedy()).contains(remedy);
        });
    }

    @Test
    void anImageThatInspectorDoesNotScanIsAbsent() throws Exception {
        aws.on("", "{\"coveredResources\": []}");
        assertThat(inspector())
                .isInstanceOfSatisfying(
                        ImageScan.Absent.class,
                        absent -> assertThat(absent.remedy()).contains("111122223333", "eu-west-1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"findings\": [{}]}",
                "{\"findings\": [{\"resources\": [{\"id\": \"another\"}], \"packageVulnerabilityDetails\":"
                        + " {\"vulnerabilityId\": \"CVE-2024-1\", \"vulnerablePackages\": [{\"name\": \"x\"}]}}]}",
                "{\"findings\": [{\"resources\": [], \"packageVulnerabilityDetails\": {\"vulnerabilityId\":"
                        + " \"CVE-2024-1\", \"vulnerablePackages\": [{\"name\": \"x\"}]}}]}",
                "<html>"
            })
    void whatAreNoFindingsOnThisImageIsAnError(String body) {
        aws.on("", COVERED).on("", body);
        assertThatThrownBy(this::inspector).isInstanceOf(GateException.class);
    }

    @Test
    void aFindingWithoutAPackageIsAnErrorAndNotLost() {
        aws.on("", COVERED).on("", "{\"findings\": [" + finding("CVE-2024-1", "", "") + "]}");
        assertThatThrownBy(this::inspector).isInstanceOf(GateException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"coveredResources\": [{\"resourceId\": \"another\", \"scanStatus\": {\"statusCode\": \"ACTIVE\","
                        + " \"reason\": \"SUCCESSFUL\"}}]}",
                "{\"coveredResources\": [{\"scanStatus\": {}}]}",
                "{}"
            })
    void whatIsNoCoverageOfThisImageIsAnError(String body) {
        aws.on("", body);
        assertThatThrownBy(this::inspector).isInstanceOf(GateException.class);
    }

    @Test
    void eachMissingPermissionIsNamed() {
        aws.refuses(CALL, 403, "AccessDeniedException");
        assertThatThrownBy(this::ecr)
                .isInstanceOf(GateException.class)
                .hasMessageContaining("ecr:DescribeImageScanFindings");
        aws.on("", COVERED).refuses("", 403, "AccessDeniedException");
        assertThatThrownBy(this::inspector)
                .isInstanceOf(GateException.class)
                .hasMessageContaining("inspector2:ListFindings");
        assertThatThrownBy(this::inspector)
                .isInstanceOf(GateException.class)
                .hasMessageContaining("inspector2:ListCoverage");
    }

    @Test
    void aRateThatIsLimitedIsTriedAgain() throws Exception {
        aws.refuses("", 429, "ThrottlingException").on("", COVERED).on("", "{\"findings\": []}");
        assertThat(inspector()).isInstanceOf(ImageScan.Complete.class);
        aws.refuses(CALL, 400, "ThrottlingException").on(CALL, page("COMPLETE", "", ""));
        assertThat(ecr()).isInstanceOf(ImageScan.Complete.class);
    }
}
