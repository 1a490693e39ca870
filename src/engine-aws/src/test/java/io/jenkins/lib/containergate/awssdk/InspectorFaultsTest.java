package io.jenkins.lib.containergate.awssdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.inspector.InspectorLookups;
import io.jenkins.lib.containergate.aws.inspector.InspectorLookups.Coverage;
import io.jenkins.lib.containergate.aws.inspector.InspectorLookups.OpenVulnerability;
import io.jenkins.lib.containergate.registry.EcrRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Amazon Inspector tells of hosts and images, and what it does not. */
class InspectorFaultsTest extends AwsFaults {
    private static final EcrRegistry REGISTRY =
            EcrRegistry.of("111122223333.dkr.ecr.eu-central-1.amazonaws.com").orElseThrow();

    private InspectorLookups inspector() {
        return session.lookups().inspector();
    }

    @Test
    void packagesOfInstancesAreReadPageByPageAndTheirNetworkIsLeftOut() throws Exception {
        aws.on(
                        "",
                        "{\"coveredResources\": [{\"resourceId\": \"i-1\", \"scanType\": \"PACKAGE\", \"lastScannedAt\":"
                                + " 1750000000.5, \"scanStatus\": {\"statusCode\": \"ACTIVE\", \"reason\": \"SUCCESSFUL\"}},"
                                + " {\"resourceId\": \"i-2\", \"scanType\": \"NETWORK\", \"scanStatus\": {\"statusCode\":"
                                + " \"ACTIVE\"}}], \"nextToken\": \"more\"}")
                .on(
                        "",
                        "{\"coveredResources\": [{\"resourceId\": \"i-2\", \"scanStatus\": {\"statusCode\": \"SOMETHING_NEW\"}}]}");
        assertThat(inspector().instances(List.of("i-1", "i-2"), soon()))
                .isEqualTo(new Lookup.Answered<>(List.of(
                        new Coverage(
                                "i-1",
                                List.of(),
                                true,
                                "ACTIVE SUCCESSFUL",
                                Optional.of(Instant.ofEpochSecond(1_750_000_000))),
                        new Coverage("i-2", List.of(), false, "SOMETHING_NEW ", Optional.empty()))));
        assertThat(aws.calls().get(1).body()).contains("\"nextToken\":\"more\"", "\"AWS_EC2_INSTANCE\"");
    }

    @Test
    void tenInstancesAreAskedForAtATime() throws Exception {
        aws.on("", "{\"coveredResources\": []}");
        inspector().instances(IntStream.range(0, 25).mapToObj(id -> "i-" + id).toList(), soon());
        assertThat(aws.calls()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "<html>",
                "{\"coveredResources\": {}}",
                "{\"coveredResources\": [{}]}",
                "{\"coveredResources\": [{\"resourceId\": \"i-1\", \"scanStatus\": {}}]}"
            })
    void anAnswerWithoutCoverageIsNone(String body) throws Exception {
        aws.on("", body);
        assertThat(inspector().instances(List.of("i-1"), soon())).isInstanceOf(Lookup.Failed.class);
    }

    @Test
    void anImageIsReadWithItsTags() throws Exception {
        aws.on(
                "",
                "{\"coveredResources\": [{\"resourceId\": \"arn/sha256:1\", \"resourceMetadata\": {\"ecrImage\": {\"tags\":"
                        + " [\"1.4\"]}}, \"scanStatus\": {\"statusCode\": \"INACTIVE\", \"reason\": \"IMAGE_ARCHIVED\"}}]}");
        assertThat(inspector().images(REGISTRY, "shop/app", soon()))
                .isEqualTo(new Lookup.Answered<>(List.of(new Coverage(
                        "arn/sha256:1", List.of("1.4"), false, "INACTIVE IMAGE_ARCHIVED", Optional.empty()))));
        assertThat(aws.calls().get(0).body()).contains("\"shop/app\"", "\"111122223333\"");
    }

    @Test
    void nothingAboutARegistryOfAnotherAccountIsNoAnswer() throws Exception {
        aws.on("", "{\"coveredResources\": []}");
        aws.caller("444455556666");
        assertThat(inspector().images(REGISTRY, "shop/app", soon()))
                .isInstanceOfSatisfying(
                        Lookup.Failed.class,
                        failed -> assertThat(failed.problem()).contains("111122223333"));
    }

    @Test
    void nothingAboutARegistryOfTheOwnAccountMeansThatItIsNotScanned() throws Exception {
        aws.on("", "{\"coveredResources\": []}");
        aws.caller("111122223333");
        assertThat(inspector().images(REGISTRY, "shop/app", soon())).isEqualTo(new Lookup.Answered<>(List.of()));
    }

    @Test
    void findingsAreReadAndWhatDoesNotSayThatThereIsNoFixHasOne() throws Exception {
        aws.on(
                "",
                "{\"findings\": [{\"title\": \"t\", \"fixAvailable\": \"NO\", \"resources\": [{\"id\": \"i-1\"}],"
                        + " \"packageVulnerabilityDetails\": {\"vulnerabilityId\": \"CVE-1\", \"vulnerablePackages\": [{\"name\":"
                        + " \"runc\"}]}}, {\"title\": \"t\", \"resources\": [{\"id\": \"i-1\"}]}]}");
        assertThat(inspector().vulnerabilities(List.of("i-1"), soon()))
                .isEqualTo(new Lookup.Answered<>(List.of(
                        new OpenVulnerability("i-1", "CVE-1", List.of("runc"), false),
                        new OpenVulnerability("i-1", "t", List.of(), true))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"findings\": null}", "{\"findings\": [{\"title\": \"t\"}]}"})
    void anAnswerWithoutFindingsIsNone(String body) throws Exception {
        aws.on("", body);
        assertThat(inspector().vulnerabilities(List.of("i-1"), soon())).isInstanceOf(Lookup.Failed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"id\": \"arn:aws:ec2:eu-central-1:1:instance/i-1\"}", "{\"id\": \"i-2\"}", "{}"})
    void aFindingOnAnotherResourceThanThoseOfTheQuestionIsNoAnswer(String resource) throws Exception {
        aws.on("", "{\"findings\": [{\"title\": \"t\", \"resources\": [" + resource + "]}]}");
        assertThat(inspector().vulnerabilities(List.of("i-1"), soon())).isInstanceOf(Lookup.Failed.class);
    }

    @Test
    void eachMissingPermissionIsNamed() throws Exception {
        aws.refuses("", 403, "AccessDeniedException");
        assertThat(inspector().instances(List.of("i-1"), soon()))
                .isEqualTo(new Lookup.Denied<>("inspector2:ListCoverage"));
        assertThat(inspector().images(REGISTRY, "shop", soon()))
                .isEqualTo(new Lookup.Denied<>("inspector2:ListCoverage"));
        assertThat(inspector().vulnerabilities(List.of("i-1"), soon()))
                .isEqualTo(new Lookup.Denied<>("inspector2:ListFindings"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "{}", "true"})
    void aTokenThatIsNoTextIsNotTakenForTheEnd(String token) throws Exception {
        aws.on("", "{\"coveredResources\": [], \"nextToken\": " + token + "}");
        assertThat(inspector().instances(List.of("i-1"), soon())).isInstanceOf(Lookup.Failed.class);
    }

    @Test
    void anAnswerThatDoesNotEndIsNone() throws Exception {
        aws.on("", "{\"coveredResources\": [], \"nextToken\": \"again\"}");
        assertThat(inspector().instances(List.of("i-1"), soon())).isInstanceOf(Lookup.Failed.class);
    }
}
