package io.jenkins.lib.containergate.awssdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.vpc.FirewallLookups;
import io.jenkins.lib.containergate.aws.vpc.FirewallLookups.Firewall;
import io.jenkins.lib.containergate.testkit.aws.AwsServer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What AWS Network Firewall tells of a VPC, and what it does not; and which role an instance has. */
class FirewallFaultsTest extends AwsFaults {
    private static final String LIST = "{\"Firewalls\": [{\"FirewallName\": \"fw\", \"FirewallArn\": \"a\"}]}";
    private static final String FIREWALL = "{\"Firewall\": {\"FirewallPolicyArn\": \"p\"}}";

    private FirewallLookups firewalls() {
        return session.lookups().firewalls();
    }

    @Test
    void theDefaultActionsOfEachFirewallAreRead() throws Exception {
        aws.on("ListFirewalls", "{\"Firewalls\": [], \"NextToken\": \"more\"}")
                .on("ListFirewalls", LIST)
                .on("DescribeFirewall", FIREWALL)
                .on(
                        "DescribeFirewallPolicy",
                        "{\"FirewallPolicy\": {\"StatelessDefaultActions\": [\"aws:drop\"],"
                                + " \"StatelessFragmentDefaultActions\": [\"aws:pass\"], \"StatefulDefaultActions\":"
                                + " [\"aws:drop_strict\"], \"StatefulEngineOptions\": {\"RuleOrder\":"
                                + " \"STRICT_ORDER\"}}}");
        assertThat(firewalls().firewalls("vpc-1", soon()))
                .isEqualTo(new Lookup.Answered<>(List.of(new Firewall(
                        "fw", List.of("aws:drop"), List.of("aws:pass"), List.of("aws:drop_strict"), true))));
        assertThat(aws.calls().get(0).body()).contains("\"vpc-1\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "{\"FirewallPolicy\": {}}", "{\"FirewallPolicy\": {\"StatelessDefaultActions\": []}}"})
    void aPolicyWithoutDefaultActionsIsNoAnswer(String policy) throws Exception {
        aws.on("ListFirewalls", LIST).on("DescribeFirewall", FIREWALL).on("DescribeFirewallPolicy", policy);
        assertThat(firewalls().firewalls("vpc-1", soon())).isInstanceOf(Lookup.Failed.class);
    }

    @ParameterizedTest
    @CsvSource({"ListFirewalls", "DescribeFirewall", "DescribeFirewallPolicy"})
    void eachMissingPermissionIsNamed(String call) throws Exception {
        for (String before : List.of("ListFirewalls", "DescribeFirewall", "DescribeFirewallPolicy")) {
            if (before.equals(call)) {
                aws.refuses(before, 400, "AccessDeniedException");
                break;
            }
            aws.on(before, before.equals("ListFirewalls") ? LIST : FIREWALL);
        }
        assertThat(firewalls().firewalls("vpc-1", soon())).isEqualTo(new Lookup.Denied<>("network-firewall:" + call));
    }

    @Test
    void theRoleOfAnInstanceProfileIsReadOrItsPermissionNamed() throws Exception {
        aws.on(
                        "GetInstanceProfile",
                        exchange -> AwsServer.xml(
                                exchange,
                                200,
                                "<GetInstanceProfileResponse><GetInstanceProfileResult><InstanceProfile><Arn>arn:aws:iam::123456789012:"
                                        + "instance-profile/hosts</Arn><Roles><member><Arn>arn:aws:iam::123456789012:role/hosts</Arn>"
                                        + "</member></Roles></InstanceProfile></GetInstanceProfileResult></GetInstanceProfileResponse>"))
                .on("GetInstanceProfile", exchange -> AwsServer.xml(exchange, 200, "<GetInstanceProfileResponse/>"))
                .on(
                        "GetInstanceProfile",
                        exchange -> AwsServer.xml(
                                exchange,
                                403,
                                "<ErrorResponse><Error><Code>AccessDenied</Code></Error></ErrorResponse>"));
        String profile = "arn:aws:iam::123456789012:instance-profile/hosts";
        assertThat(session.lookups().iam().profileRoles(profile, soon()).required())
                .extracting(Object::toString)
                .containsExactly("arn:aws:iam::123456789012:role/hosts");
        assertThat(session.lookups().iam().profileRoles(profile, soon())).isInstanceOf(Lookup.Failed.class);
        assertThat(session.lookups().iam().profileRoles(profile, soon()))
                .isEqualTo(new Lookup.Denied<>("iam:GetInstanceProfile"));
        assertThat(session.lookups().iam().profileRoles("nonsense", soon())).isInstanceOf(Lookup.Failed.class);
    }
}
