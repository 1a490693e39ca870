package io.jenkins.lib.containergate.awssdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.aws.CloudLookups;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.guardduty.RuntimeMonitoring;
import io.jenkins.lib.containergate.testkit.aws.AwsServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What EC2 and GuardDuty do not tell about instances looks like no answer, or like the worst. */
class HostFaultsTest extends AwsFaults {
    private CloudLookups lookups() {
        return session.lookups();
    }

    private void xml(String call, int status, String body) {
        aws.on(call, exchange -> AwsServer.xml(exchange, status, body));
    }

    @Test
    void aMissingPermissionIsNamed() throws Exception {
        String denied =
                "<Response><Errors><Error><Code>UnauthorizedOperation</Code><Message>words</Message></Error></Errors>"
                        + "</Response>";
        xml("DescribeInstances", 403, denied);
        xml("DescribeVolumes", 403, denied);
        assertThat(lookups().hosts().hosts(List.of("i-1"), soon()))
                .isEqualTo(new Lookup.Denied<>("ec2:DescribeInstances"));
        assertThat(lookups().hosts().volumes(List.of("vol-1"), soon()))
                .isEqualTo(new Lookup.Denied<>("ec2:DescribeVolumes"));
    }

    @Test
    void anInstanceThatIsMissingInTheAnswerMakesItNone() throws Exception {
        xml("DescribeInstances", 200, "<DescribeInstancesResponse/>");
        xml("DescribeVolumes", 200, "<DescribeVolumesResponse/>");
        assertThat(lookups().hosts().hosts(List.of("i-1"), soon())).isInstanceOf(Lookup.Failed.class);
        assertThat(lookups().hosts().volumes(List.of("vol-1"), soon())).isInstanceOf(Lookup.Failed.class);
    }

    @Test
    void anEntryOfANetworkAclThatDoesNotTellAllLetsIn() throws Exception {
        xml(
                "DescribeNetworkAcls",
                200,
                "<DescribeNetworkAclsResponse><networkAclSet><item><networkAclId>acl-1</networkAclId><associationSet><item>"
                        + "<subnetId>subnet-1</subnetId></item></associationSet><entrySet><item><ruleAction>deny</ruleAction>"
                        + "</item><item><ruleAction>something-new</ruleAction></item></entrySet></item></networkAclSet>"
                        + "</DescribeNetworkAclsResponse>");
        assertThat(lookups().network().networkAcls(List.of("subnet-1"), soon()).required())
                .singleElement()
                .satisfies(acl -> assertThat(acl.entries())
                        .extracting(entry -> entry.number(), entry -> entry.allow())
                        .containsExactly(
                                org.assertj.core.groups.Tuple.tuple(Integer.MAX_VALUE, false),
                                org.assertj.core.groups.Tuple.tuple(0, true)));
        assertThat(lookups().network().networkAcls(List.of("subnet-1", "subnet-2"), soon()))
                .isInstanceOf(Lookup.Failed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<entrySet/>"})
    void aNetworkAclWithoutEntriesIsNoAnswer(String entries) throws Exception {
        xml(
                "DescribeNetworkAcls",
                200,
                "<DescribeNetworkAclsResponse><networkAclSet><item><networkAclId>acl-1</networkAclId><associationSet><item>"
                        + "<subnetId>subnet-1</subnetId></item></associationSet>" + entries
                        + "</item></networkAclSet></DescribeNetworkAclsResponse>");
        assertThat(lookups().network().networkAcls(List.of("subnet-1"), soon())).isInstanceOf(Lookup.Failed.class);
    }

    @Test
    void anInstanceProfileWithoutArnIsNotNoRole() throws Exception {
        xml(
                "DescribeInstances",
                200,
                "<DescribeInstancesResponse><reservationSet><item><instancesSet><item><instanceId>i-1</instanceId>"
                        + "<iamInstanceProfile><id>AIPA1</id></iamInstanceProfile></item>"
                        + "</instancesSet></item></reservationSet></DescribeInstancesResponse>");
        assertThat(lookups().hosts().hosts(List.of("i-1"), soon())).isInstanceOf(Lookup.Failed.class);
    }

    @Test
    void anAddressOfACarrierIsPublic() throws Exception {
        String association = "<association><carrierIp>155.146.0.1</carrierIp></association>";
        xml(
                "DescribeInstances",
                200,
                "<DescribeInstancesResponse><reservationSet><item><instancesSet><item><instanceId>i-1</instanceId>"
                        + "<networkInterfaceSet><item>" + association + "</item></networkInterfaceSet></item>"
                        + "</instancesSet></item></reservationSet></DescribeInstancesResponse>");
        xml(
                "DescribeNetworkInterfaces",
                200,
                "<DescribeNetworkInterfacesResponse><networkInterfaceSet><item><networkInterfaceId>eni-1"
                        + "</networkInterfaceId>" + association + "</item></networkInterfaceSet>"
                        + "</DescribeNetworkInterfacesResponse>");
        assertThat(lookups().hosts().hosts(List.of("i-1"), soon()).required())
                .singleElement()
                .satisfies(host -> assertThat(host.network().publicAddresses()).containsExactly("155.146.0.1"));
        assertThat(lookups().network().publicAddresses(List.of("eni-1"), soon()).required())
                .containsExactly(Map.entry("eni-1", "155.146.0.1"));
    }

    @Test
    void silenceAboutMetadataCountsAsOpenAndAboutEncryptionAsNone() throws Exception {
        xml(
                "DescribeInstances",
                200,
                "<DescribeInstancesResponse><reservationSet><item><instancesSet><item><instanceId>i-1</instanceId></item>"
                        + "</instancesSet></item></reservationSet></DescribeInstancesResponse>");
        xml(
                "DescribeVolumes",
                200,
                "<DescribeVolumesResponse><volumeSet><item><volumeId>vol-1</volumeId></item></volumeSet>"
                        + "</DescribeVolumesResponse>");
        assertThat(lookups().hosts().hosts(List.of("i-1"), soon()).required())
                .singleElement()
                .satisfies(host -> {
                    assertThat(host.metadata().on()).isTrue();
                    assertThat(host.metadata().tokensRequired()).isFalse();
                    assertThat(host.metadata().hopLimit()).isGreaterThan(1);
                });
        assertThat(lookups().hosts().volumes(List.of("vol-1"), soon()).required())
                .singleElement()
                .satisfies(volume -> assertThat(volume.encrypted()).isFalse());
    }

    @Test
    void aMissingPermissionForGuardDutyIsNamed() throws Exception {
        aws.refuses("", 403, "AccessDeniedException");
        assertThat(lookups().detection().runtimeMonitoring(soon()))
                .isEqualTo(new Lookup.Denied<>("guardduty:ListDetectors"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "<html>", "{\"detectorIds\": 1}", "{\"detectorIds\": [\"../x\"]}"})
    void anAnswerWithoutDetectorsIsNone(String body) throws Exception {
        aws.on("", body);
        assertThat(lookups().detection().runtimeMonitoring(soon())).isInstanceOf(Lookup.Failed.class);
    }

    @Test
    void noDetectorMeansThatNobodyWatches() throws Exception {
        aws.on("", "{\"detectorIds\": []}");
        assertThat(lookups().detection().runtimeMonitoring(soon()))
                .isEqualTo(new Lookup.Answered<>(new RuntimeMonitoring(false, false, false)));
    }

    @Test
    void aDetectorThatIsSuspendedWatchesNothing() throws Exception {
        aws.on("", "{\"detectorIds\": [\"abc\"]}")
                .on(
                        "",
                        "{\"status\": \"DISABLED\", \"features\": [{\"name\": \"RUNTIME_MONITORING\", \"status\":"
                                + " \"ENABLED\"}]}");
        assertThat(lookups().detection().runtimeMonitoring(soon()))
                .isEqualTo(new Lookup.Answered<>(new RuntimeMonitoring(false, false, false)));
    }
}
