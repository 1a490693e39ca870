package io.jenkins.lib.containergate.awssdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.arn.Arn;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.iam.AccessLookups;
import io.jenkins.lib.containergate.aws.iam.AccessLookups.OutsideAccess;
import io.jenkins.lib.containergate.aws.iam.AccessLookups.ServiceUse;
import io.jenkins.lib.containergate.testkit.aws.AwsServer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What IAM and Access Analyzer tell of a role, and what they do not. */
class AccessFaultsTest extends AwsFaults {
    private static final Arn ROLE =
            Arn.of("arn:aws:iam::123456789012:role/shop").orElseThrow();
    private static final String ANALYZER =
            "{\"analyzers\": [{\"arn\": \"a\", \"status\": \"ACTIVE\", \"type\": \"ACCOUNT\","
                    + " \"lastResourceAnalyzedAt\": \"2026-01-01T00:00:00Z\"}]}";

    private AccessLookups access() {
        return session.lookups().access();
    }

    private void xml(String call, int status, String body) {
        aws.on(call, exchange -> AwsServer.xml(exchange, status, body));
    }

    private void generated() {
        xml(
                "GenerateServiceLastAccessedDetails",
                200,
                "<GenerateServiceLastAccessedDetailsResponse><GenerateServiceLastAccessedDetailsResult><JobId>"
                        + "00000000-0000-0000-0000-000000000000</JobId></GenerateServiceLastAccessedDetailsResult>"
                        + "</GenerateServiceLastAccessedDetailsResponse>");
    }

    private void details(String members) {
        xml(
                "GetServiceLastAccessedDetails",
                200,
                "<GetServiceLastAccessedDetailsResponse><GetServiceLastAccessedDetailsResult>" + members
                        + "</GetServiceLastAccessedDetailsResult></GetServiceLastAccessedDetailsResponse>");
    }

    @Test
    void theReportIsWaitedForAndReadPageByPage() throws Exception {
        generated();
        details("<JobStatus>IN_PROGRESS</JobStatus><ServicesLastAccessed/>");
        details(
                "<JobStatus>COMPLETED</JobStatus><IsTruncated>true</IsTruncated><Marker>more</Marker><ServicesLastAccessed>"
                        + "<member><ServiceNamespace>s3</ServiceNamespace><LastAuthenticated>2026-01-01T00:00:00Z</LastAuthenticated>"
                        + "</member></ServicesLastAccessed>");
        details("<JobStatus>COMPLETED</JobStatus><ServicesLastAccessed><member><ServiceNamespace>sqs</ServiceNamespace>"
                + "</member></ServicesLastAccessed>");
        assertThat(access().servicesUsed(ROLE, soon()))
                .isEqualTo(new Lookup.Answered<>(List.of(
                        new ServiceUse("s3", Optional.of(Instant.parse("2026-01-01T00:00:00Z"))),
                        new ServiceUse("sqs", Optional.empty()))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<JobStatus>FAILED</JobStatus>", "<JobStatus>SOMETHING_NEW</JobStatus>", ""})
    void aReportThatIsNotCompletedIsNoAnswer(String members) throws Exception {
        generated();
        details(members);
        assertThat(access().servicesUsed(ROLE, soon())).isInstanceOf(Lookup.Failed.class);
    }

    @Test
    void findingsOfAllAnalyzersAreRead() throws Exception {
        aws.on("", ANALYZER)
                .on("", "{\"findings\": [], \"nextToken\": \"more\"}")
                .on("", "{\"findings\": [{\"id\": \"1\", \"isPublic\": true, \"principal\": {\"AWS\": \"*\"}}]}");
        assertThat(access().outsideAccess(ROLE, soon()))
                .isEqualTo(new Lookup.Answered<>(List.of(new OutsideAccess("1", true, "{\"AWS\":\"*\"}"))));
        assertThat(aws.calls().get(1).body()).contains(ROLE.toString(), "\"ACTIVE\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"analyzers\": []}",
                "{\"analyzers\": [{\"arn\": \"a\", \"status\": \"DISABLED\", \"type\": \"ACCOUNT\"}]}",
                "{\"analyzers\": [{\"arn\": \"a\", \"status\": \"ACTIVE\", \"type\": \"ACCOUNT_UNUSED_ACCESS\"}]}",
                "{\"analyzers\": [{\"arn\": \"a\", \"status\": \"SOMETHING_NEW\", \"type\": \"ACCOUNT\"}]}",
                "{}"
            })
    void whereNoAnalyzerIsActiveNoFindingsAreNoAnswer(String analyzers) throws Exception {
        aws.on("", analyzers);
        assertThat(access().outsideAccess(ROLE, soon())).isInstanceOf(Lookup.Failed.class);
    }

    @Test
    void noFindingsCountOnlyInTheAccountOfTheAnalyzers() throws Exception {
        aws.caller("123456789012")
                .caller("210987654321")
                .on("", ANALYZER)
                .on("", "{\"findings\": []}")
                .on("", ANALYZER)
                .on("", "{\"findings\": []}");
        assertThat(access().outsideAccess(ROLE, soon())).isEqualTo(new Lookup.Answered<>(List.of()));
        assertThat(access().outsideAccess(ROLE, soon()))
                .isInstanceOfSatisfying(
                        Lookup.Failed.class,
                        failed -> assertThat(failed.problem()).contains("of the account 123456789012"));
    }

    @Test
    void anAnalyzerThatHasNotAnalyzedAnythingYetHasNoFindingsForNoReason() throws Exception {
        aws.caller("123456789012")
                .on("", "{\"analyzers\": [{\"arn\": \"a\", \"status\": \"ACTIVE\", \"type\": \"ACCOUNT\"}]}")
                .on("", "{\"findings\": []}");
        assertThat(access().outsideAccess(ROLE, soon()))
                .isInstanceOfSatisfying(
                        Lookup.Failed.class,
                        failed -> assertThat(failed.problem()).contains("has analyzed a resource yet"));
    }

    @Test
    void anAnswerWithoutFindingsIsNone() throws Exception {
        aws.on("", ANALYZER).on("", "{}");
        assertThat(access().outsideAccess(ROLE, soon())).isInstanceOf(Lookup.Failed.class);
    }

    @Test
    void eachMissingPermissionIsNamed() throws Exception {
        String denied = "<ErrorResponse><Error><Code>AccessDenied</Code></Error></ErrorResponse>";
        xml("GenerateServiceLastAccessedDetails", 403, denied);
        generated();
        assertThat(access().servicesUsed(ROLE, soon()))
                .isEqualTo(new Lookup.Denied<>("iam:GenerateServiceLastAccessedDetails"));
        xml("GetServiceLastAccessedDetails", 403, denied);
        assertThat(access().servicesUsed(ROLE, soon()))
                .isEqualTo(new Lookup.Denied<>("iam:GetServiceLastAccessedDetails"));
        aws.refuses("", 403, "AccessDeniedException").on("", ANALYZER).refuses("", 403, "AccessDeniedException");
        assertThat(access().outsideAccess(ROLE, soon()))
                .isEqualTo(new Lookup.Denied<>("access-analyzer:ListAnalyzers"));
        assertThat(access().outsideAccess(ROLE, soon())).isEqualTo(new Lookup.Denied<>("access-analyzer:ListFindings"));
    }
}
