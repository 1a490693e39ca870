package io.jenkins.lib.containergate.awssdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.arn.Arn;
import io.jenkins.lib.containergate.aws.CloudLookups;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.audit.AuditLookups.Counted;
import io.jenkins.lib.containergate.aws.audit.AuditLookups.FlowLog;
import io.jenkins.lib.containergate.aws.audit.AuditLookups.LogGroup;
import io.jenkins.lib.containergate.aws.audit.AuditLookups.Metric;
import io.jenkins.lib.containergate.aws.audit.AuditLookups.MetricAlarm;
import io.jenkins.lib.containergate.aws.audit.AuditLookups.MetricFilter;
import io.jenkins.lib.containergate.aws.audit.AuditLookups.Trail;
import io.jenkins.lib.containergate.aws.dns.DnsLookups.DnsFirewall;
import io.jenkins.lib.containergate.aws.guardduty.DetectionLookups.Coverage;
import io.jenkins.lib.containergate.aws.guardduty.DetectionLookups.Threat;
import io.jenkins.lib.containergate.ecs.account.question.AuditAlarmsQuestion;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.ecs.deployment.Unevaluated;
import io.jenkins.lib.containergate.ecs.document.Mark;
import io.jenkins.lib.containergate.testkit.aws.AwsServer;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What GuardDuty, CloudTrail, CloudWatch Logs, Route 53 Resolver and flow logs tell, and what they do not. */
class WatchFaultsTest extends AwsFaults {
    private static final String DETECTOR = "{\"detectorIds\": [\"abc\"]}";
    private static final String ENABLED = "{\"status\": \"ENABLED\"}";
    private static final String TRAIL =
            "{\"trailList\": [{\"Name\": \"org\", \"TrailARN\": \"arn:trail\", \"HomeRegion\": \"us-east-1\","
                    + " \"IsMultiRegionTrail\": true, \"LogFileValidationEnabled\": true, \"KmsKeyId\": \"key\","
                    + " \"CloudWatchLogsLogGroupArn\": \"arn:aws:logs:us-east-1:123456789012:log-group:trail:*\"}]}";
    private static final Arn GROUP =
            Arn.of("arn:aws:logs:us-east-1:123456789012:log-group:trail:*").orElseThrow();

    private CloudLookups lookups() {
        return session.lookups();
    }

    @Test
    void theCoverageOfOneClusterIsRead() throws Exception {
        aws.on("", DETECTOR)
                .on(
                        "",
                        "{\"resources\": [{\"coverageStatus\": \"UNHEALTHY\", \"issue\": \"no agent\","
                                + " \"resourceDetails\": {\"ecsClusterDetails\": {\"clusterName\": \"prod\","
                                + " \"fargateDetails\": {\"issues\": [\"x\"]}, \"containerInstanceDetails\":"
                                + " {\"coveredContainerInstances\": 1, \"compatibleContainerInstances\": 2}}}}],"
                                + " \"nextToken\": \"more\"}")
                .on(
                        "",
                        "{\"resources\": [{\"coverageStatus\": \"HEALTHY\", \"resourceDetails\":"
                                + " {\"ecsClusterDetails\": {\"clusterName\": \"production\"}}}]}");
        assertThat(lookups().detection().coverage("prod", soon()))
                .isEqualTo(new Lookup.Answered<>(List.of(new Coverage(false, List.of("no agent", "x"), 1, 2))));
        assertThat(aws.calls().get(1).body()).contains("\"ECS_CLUSTER_NAME\"", "\"prod\"");
    }

    @Test
    void openFindingsAreRead() throws Exception {
        aws.on("", DETECTOR)
                .on("", ENABLED)
                .on("", "{\"findingIds\": [\"1\"]}")
                .on(
                        "",
                        "{\"findings\": [{\"id\": \"1\", \"type\": \"Backdoor:Runtime/C&CActivity.B\", \"severity\": 8,"
                                + " \"resource\": {\"ecsClusterDetails\": {\"name\": \"prod\"}}}]}");
        assertThat(lookups().detection().threats(soon()))
                .isEqualTo(new Lookup.Answered<>(List.of(
                        new Threat("1", "Backdoor:Runtime/C&CActivity.B", 8, Optional.of("prod"), Optional.empty()))));
        assertThat(aws.calls().get(2).body()).contains("\"service.archived\":{\"eq\":[\"false\"]}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{'id': '1', 'type': 'T', 'severity': 8}",
                "{'id': '1', 'type': 'T', 'severity': 8}, {'id': '3', 'type': 'T', 'severity': 8}"
            })
    void aFindingThatIsListedButNotToldIsNotLeftOut(String findings) throws Exception {
        aws.on("", DETECTOR)
                .on("", ENABLED)
                .on("", "{\"findingIds\": [\"1\", \"2\"]}")
                .on("", "{\"findings\": [" + findings.replace('\'', '"') + "]}");
        assertThat(lookups().detection().threats(soon())).isInstanceOf(Lookup.Failed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "<html>", "{\"findingIds\": 1}"})
    void anAnswerWithoutFindingsIsNone(String body) throws Exception {
        aws.on("", DETECTOR).on("", ENABLED).on("", body);
        assertThat(lookups().detection().threats(soon())).isInstanceOf(Lookup.Failed.class);
    }

    @Test
    void whereGuardDutyIsOffNothingIsCoveredAndNoFindingsAreNoAnswer() throws Exception {
        aws.on("", "{\"detectorIds\": []}");
        assertThat(lookups().detection().coverage("prod", soon())).isEqualTo(new Lookup.Answered<>(List.of()));
        assertThat(lookups().detection().threats(soon()))
                .isInstanceOfSatisfying(
                        Lookup.Failed.class,
                        failed -> assertThat(failed.problem()).contains("GuardDuty is off"));
    }

    @Test
    void aDetectorThatIsSuspendedFindsNothingEither() throws Exception {
        aws.on("", DETECTOR).on("", "{\"status\": \"DISABLED\"}");
        assertThat(lookups().detection().threats(soon()))
                .isInstanceOfSatisfying(
                        Lookup.Failed.class,
                        failed -> assertThat(failed.problem()).contains("GuardDuty is off"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{'EventSelectors': [{'IncludeManagementEvents': true, 'ReadWriteType': 'All'}]}; true",
                "{'EventSelectors': [{'IncludeManagementEvents': true, 'ReadWriteType': 'WriteOnly'}]}; false",
                "{'EventSelectors': [{'IncludeManagementEvents': false, 'ReadWriteType': 'All'}]}; false",
                "{'AdvancedEventSelectors': [{'FieldSelectors': [{'Field': 'eventCategory', 'Equals':"
                        + " ['Management']}]}]}; true",
                "{'AdvancedEventSelectors': [{'FieldSelectors': [{'Field': 'eventCategory', 'Equals': ['Data']}]}]};"
                        + " false",
                "{'AdvancedEventSelectors': [{'FieldSelectors': [{'Field': 'eventCategory', 'Equals': ['Management']},"
                        + " {'Field': 'readOnly', 'Equals': ['false']}]}]}; false",
                "{}; false"
            })
    void aTrailRecordsWhatItsSelectorsSelect(String selectors, boolean management) throws Exception {
        aws.on("DescribeTrails", TRAIL)
                .on("GetTrailStatus", "{\"IsLogging\": true}")
                .on("GetEventSelectors", selectors.replace('\'', '"'));
        assertThat(lookups().audit().trails(soon()))
                .isEqualTo(new Lookup.Answered<>(List.of(
                        new Trail("org", true, true, management, true, Optional.of("key"), Optional.of(GROUP)))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"trailList\": [{}]}",
                "{\"trailList\": [{\"TrailARN\": \"a\", \"HomeRegion\": \"../x\"}]}"
            })
    void anAnswerWithoutTrailsIsNone(String body) throws Exception {
        aws.on("DescribeTrails", body);
        assertThat(lookups().audit().trails(soon())).isInstanceOf(Lookup.Failed.class);
    }

    @Test
    void theMetricFiltersOfALogGroupAreThoseOfItsAccount() throws Exception {
        aws.caller("123456789012")
                .on(
                        "DescribeMetricFilters",
                        "{\"metricFilters\": [{\"filterPattern\": \"{x}\", \"metricTransformations\":"
                                + " [{\"metricNamespace\": \"Trail\", \"metricName\": \"root\", \"metricValue\":"
                                + " \"1\"}]}]}");
        assertThat(lookups().audit().metricFilters(GROUP, soon()))
                .isEqualTo(new Lookup.Answered<>(List.of(new MetricFilter(
                        "{x}", true, List.of(new Counted(new Metric("Trail", "root"), Optional.of(BigDecimal.ONE)))))));
        assertThat(aws.calls()).last().satisfies(call -> assertThat(call.body()).contains("\"trail\""));
        Arn other =
                Arn.of("arn:aws:logs:us-east-1:210987654321:log-group:trail:*").orElseThrow();
        assertThat(lookups().audit().metricFilters(other, soon()))
                .isInstanceOfSatisfying(
                        Lookup.Failed.class,
                        failed -> assertThat(failed.problem()).contains("210987654321"));
    }

    private void alarms(String page) {
        aws.on(
                "DescribeAlarms",
                exchange -> AwsServer.xml(
                        exchange,
                        200,
                        "<DescribeAlarmsResponse><DescribeAlarmsResult>" + page
                                + "</DescribeAlarmsResult></DescribeAlarmsResponse>"));
    }

    @Test
    void anAlarmActsWhenItsActionsAreEnabledAndThereIsOne() throws Exception {
        String metric = "<MetricName>root</MetricName><Namespace>Trail</Namespace>";
        String action = "<AlarmActions><member>arn:aws:sns:x</member></AlarmActions>";
        alarms("<MetricAlarms><member>" + metric + "<ActionsEnabled>true</ActionsEnabled>" + action
                + "</member></MetricAlarms><NextToken>more</NextToken>");
        alarms("<MetricAlarms><member>" + metric + "<ActionsEnabled>false</ActionsEnabled>" + action
                + "</member><member>"
                + metric + "<ActionsEnabled>true</ActionsEnabled><AlarmActions/></member><member>"
                + "<Metrics><member><Id>e1</Id></member></Metrics></member></MetricAlarms>");
        Metric root = new Metric("Trail", "root");
        assertThat(lookups().audit().alarms("us-east-1", soon()))
                .isEqualTo(new Lookup.Answered<>(List.of(
                        new MetricAlarm(root, true, Optional.empty()),
                        new MetricAlarm(root, false, Optional.empty()),
                        new MetricAlarm(root, false, Optional.empty()))));
        assertThat(aws.calls()).last().satisfies(call -> assertThat(call.body()).contains("NextToken=more"));
    }

    /** The question is about the account, whichever cluster it is. */
    private static final Deployment CLUSTER = new Unevaluated("cluster", "cluster", "cluster", "", "", Mark.root());

    private static final String FILTER =
            "'filterPattern': '{x}', 'metricTransformations': [{'metricNamespace': 'Trail', 'metricName': 'root',"
                    + " 'metricValue': '1'}]";
    private static final String ALARM = "<MetricName>root</MetricName><Namespace>Trail</Namespace><ActionsEnabled>true"
            + "</ActionsEnabled><AlarmActions><member>arn:aws:sns:x</member></AlarmActions><Statistic>Sum</Statistic>"
            + "<EvaluationPeriods>1</EvaluationPeriods><Threshold>1.0</Threshold>"
            + "<ComparisonOperator>GreaterThanOrEqualToThreshold</ComparisonOperator>";

    private List<String> raising(String filter, String alarm) throws Exception {
        aws.caller("123456789012")
                .on("DescribeTrails", TRAIL)
                .on("GetTrailStatus", "{\"IsLogging\": true}")
                .on(
                        "GetEventSelectors",
                        "{\"EventSelectors\": [{\"IncludeManagementEvents\": true, \"ReadWriteType\": \"All\"}]}")
                .on("DescribeMetricFilters", ("{'metricFilters': [{" + filter + "}]}").replace('\'', '"'));
        alarms("<MetricAlarms><member>" + alarm + "</member></MetricAlarms>");
        List<AuditAlarmsQuestion.Answer> answers =
                new AuditAlarmsQuestion().ask(CLUSTER, lookups(), soon()).required();
        return answers.get(0).patterns().required();
    }

    @Test
    void aFilterCountsWhenOneEventRaisesTheAlarm() throws Exception {
        assertThat(raising(FILTER, ALARM)).containsExactly("{x}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '^',
            value = {
                "GreaterThanOrEqualTo; GreaterThan; false",
                ">1.0<; >0<; true",
                ">1.0<; >0.0<; true",
                "<EvaluationPeriods>1<; <DatapointsToAlarm>1</DatapointsToAlarm><EvaluationPeriods>3<; true",
                "<EvaluationPeriods>1<; <EvaluationPeriods>3<; false",
                "<EvaluationPeriods>1<; <DatapointsToAlarm>2</DatapointsToAlarm><EvaluationPeriods>3<; false",
                ">Sum<; >Maximum<; true",
                ">Sum<; >Average<; false",
                ">Sum<; >SampleCount<; false",
                ">1.0<; >2.0<; false",
                ">1.0<; >1E9<; false",
                ">1.0<; >-1<; false",
                "GreaterThanOrEqualTo; LessThan; false",
                "GreaterThanOrEqualToThreshold; GreaterThanUpperThreshold; false",
                "<Threshold>1.0</Threshold>; ; false",
                "<Statistic>Sum; <Unit>Seconds</Unit><Statistic>Sum; false",
                "<Statistic>Sum;"
                        + " <Dimensions><member><Name>a</Name><Value>b</Value></member></Dimensions><Statistic>Sum; false"
            })
    void anAlarmThatOneEventMayNotRaiseIsNone(String from, String to, boolean counts) throws Exception {
        assertThat(ALARM).contains(from);
        boolean zero = to != null && to.startsWith(">0");
        String alarm = ALARM.replace(from, to == null ? "" : to);
        assertThat(raising(FILTER, zero ? alarm.replace("GreaterThanOrEqualTo", "GreaterThan") : alarm))
                .hasSize(counts ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '^',
            value = {
                "'metricValue': '1'; 'metricValue': '0'",
                "'metricValue': '1'; 'metricValue': '-1'",
                "'metricValue': '1'; 'metricValue': '0.5'",
                "'metricValue': '1'; 'metricValue': '$.size'",
                "'metricValue': '1'; 'metricValue': ''",
                "'metricValue': '1'; 'unit': 'None'",
                "'metricValue': '1'; 'metricValue': '1', 'dimensions': {'user': '$.userIdentity.arn'}",
                "'filterPattern'; 'fieldSelectionCriteria': '@aws.account = 1', 'filterPattern'",
                "'filterPattern'; 'emitSystemFieldDimensions': ['@aws.account'], 'filterPattern'",
                "'filterPattern'; 'applyOnTransformedLogs': true, 'filterPattern'"
            })
    void aFilterThatCountsLessOrNothingIsNone(String from, String to) throws Exception {
        assertThat(FILTER).contains(from);
        assertThat(raising(FILTER.replace(from, to), ALARM)).isEmpty();
    }

    @Test
    void whatIsNoAnswerIsNeitherNoFilterNorNoAlarm() throws Exception {
        aws.caller("123456789012").on("DescribeMetricFilters", "{}");
        alarms("");
        assertThat(lookups().audit().metricFilters(GROUP, soon())).isInstanceOf(Lookup.Failed.class);
        assertThat(lookups().audit().alarms("us-east-1", soon())).isInstanceOf(Lookup.Failed.class);
        assertThat(lookups().audit().alarms("evil.example/", soon())).isInstanceOf(Lookup.Failed.class);
    }

    @Test
    void thePermissionsForAlarmsAreNamed() throws Exception {
        aws.caller("123456789012")
                .refuses("DescribeMetricFilters", 400, "AccessDeniedException")
                .denies("DescribeAlarms");
        assertThat(lookups().audit().metricFilters(GROUP, soon()))
                .isEqualTo(new Lookup.Denied<>("logs:DescribeMetricFilters"));
        assertThat(lookups().audit().alarms("us-east-1", soon()))
                .isEqualTo(new Lookup.Denied<>("cloudwatch:DescribeAlarms"));
    }

    @Test
    void onlyTheLogGroupOfThatVeryNameCounts() throws Exception {
        aws.on(
                "DescribeLogGroups",
                "{\"logGroups\": [{\"logGroupName\": \"/shop\", \"retentionInDays\": 30, \"kmsKeyId\": \"key\"},"
                        + " {\"logGroupName\": \"/shop2\"}]}");
        assertThat(lookups().audit().logGroups(Optional.of("eu-west-1"), List.of("/shop"), soon()))
                .isEqualTo(
                        new Lookup.Answered<>(List.of(new LogGroup("/shop", OptionalInt.of(30), Optional.of("key")))));
        assertThat(lookups().audit().logGroups(Optional.of("evil.example/"), List.of("/shop"), soon()))
                .isInstanceOf(Lookup.Failed.class);
    }

    @Test
    void flowLogsOfAVpcAreRead() throws Exception {
        aws.on(
                "DescribeFlowLogs",
                exchange -> AwsServer.xml(
                        exchange,
                        200,
                        "<DescribeFlowLogsResponse><flowLogSet><item><resourceId>vpc-1</resourceId><trafficType>ALL"
                                + "</trafficType><flowLogStatus>ACTIVE</flowLogStatus><deliverLogsStatus>FAILED"
                                + "</deliverLogsStatus></item></flowLogSet></DescribeFlowLogsResponse>"));
        assertThat(lookups().audit().flowLogs(List.of("vpc-1"), soon()))
                .isEqualTo(new Lookup.Answered<>(List.of(new FlowLog("vpc-1", "ALL", false))));
    }

    @Test
    void dnsFirewallIsReadWithItsRulesAndWhatItDoesWhenItFails() throws Exception {
        aws.on(
                        "ListFirewallRuleGroupAssociations",
                        "{\"FirewallRuleGroupAssociations\": [{\"FirewallRuleGroupId\": \"g\", \"Status\":"
                                + " \"COMPLETE\"}]}")
                .on("ListFirewallRules", "{\"FirewallRules\": [{\"Action\": \"ALERT\"}, {\"Action\": \"BLOCK\"}]}")
                .on("GetFirewallConfig", "{\"FirewallConfig\": {\"FirewallFailOpen\": \"DISABLED\"}}");
        assertThat(lookups().dns().firewall("vpc-1", soon()))
                .isEqualTo(new Lookup.Answered<>(new DnsFirewall(1, true, "DISABLED")));
    }

    @Test
    void queryLogsThatDoNotArriveAreNone() throws Exception {
        aws.on(
                "ListResolverQueryLogConfigAssociations",
                "{\"ResolverQueryLogConfigAssociations\": [{\"ResourceId\": \"vpc-1\", \"Status\": \"FAILED\"},"
                        + " {\"ResourceId\": \"vpc-2\", \"Status\": \"ACTIVE\"}]}");
        assertThat(lookups().dns().queriesLogged("vpc-1", soon())).isEqualTo(new Lookup.Answered<>(false));
    }

    @Test
    void eachMissingPermissionIsNamed() throws Exception {
        for (String call : List.of(
                "DescribeTrails",
                "DescribeLogGroups",
                "ListFirewallRuleGroupAssociations",
                "ListResolverQueryLogConfigAssociations")) {
            aws.refuses(call, 400, "AccessDeniedException");
        }
        aws.deniesInEc2("DescribeFlowLogs");
        assertThat(lookups().audit().trails(soon())).isEqualTo(new Lookup.Denied<>("cloudtrail:DescribeTrails"));
        assertThat(lookups().audit().logGroups(Optional.empty(), List.of("/shop"), soon()))
                .isEqualTo(new Lookup.Denied<>("logs:DescribeLogGroups"));
        assertThat(lookups().audit().flowLogs(List.of("vpc-1"), soon()))
                .isEqualTo(new Lookup.Denied<>("ec2:DescribeFlowLogs"));
        assertThat(lookups().dns().firewall("vpc-1", soon()))
                .isEqualTo(new Lookup.Denied<>("route53resolver:ListFirewallRuleGroupAssociations"));
        assertThat(lookups().dns().queriesLogged("vpc-1", soon()))
                .isEqualTo(new Lookup.Denied<>("route53resolver:ListResolverQueryLogConfigAssociations"));
    }

    @Test
    void aPermissionThatIsMissingOnTheWayIsNamedToo() throws Exception {
        aws.on("DescribeTrails", TRAIL)
                .on("GetTrailStatus", "{\"IsLogging\": true}")
                .refuses("GetEventSelectors", 400, "AccessDeniedException")
                .on(
                        "ListFirewallRuleGroupAssociations",
                        "{\"FirewallRuleGroupAssociations\": [{\"FirewallRuleGroupId\": \"g\"}]}")
                .refuses("ListFirewallRules", 400, "AccessDeniedException");
        assertThat(lookups().audit().trails(soon())).isEqualTo(new Lookup.Denied<>("cloudtrail:GetEventSelectors"));
        assertThat(lookups().dns().firewall("vpc-1", soon()))
                .isEqualTo(new Lookup.Denied<>("route53resolver:ListFirewallRules"));
    }

    @Test
    void theStateOfATrailAndTheConfigurationOfDnsFirewallAreNamedToo() throws Exception {
        aws.on("DescribeTrails", TRAIL)
                .refuses("GetTrailStatus", 400, "AccessDeniedException")
                .on("ListFirewallRuleGroupAssociations", "{\"FirewallRuleGroupAssociations\": []}")
                .refuses("GetFirewallConfig", 400, "AccessDeniedException");
        assertThat(lookups().audit().trails(soon())).isEqualTo(new Lookup.Denied<>("cloudtrail:GetTrailStatus"));
        assertThat(lookups().dns().firewall("vpc-1", soon()))
                .isEqualTo(new Lookup.Denied<>("route53resolver:GetFirewallConfig"));
    }

    @ParameterizedTest
    @CsvSource({
        "1, guardduty:ListCoverage",
        "2, guardduty:GetDetector",
        "3, guardduty:ListFindings",
        "4, guardduty:GetFindings"
    })
    void eachPermissionOfGuardDutyIsNamed(int calls, String permission) throws Exception {
        aws.on("", DETECTOR);
        if (calls > 2) {
            aws.on("", ENABLED);
        }
        if (calls > 3) {
            aws.on("", "{\"findingIds\": [\"1\"]}");
        }
        aws.refuses("", 403, "AccessDeniedException");
        Lookup<?> answer = calls == 1
                ? lookups().detection().coverage("prod", soon())
                : lookups().detection().threats(soon());
        assertThat(answer).isEqualTo(new Lookup.Denied<>(permission));
    }
}
