package io.jenkins.lib.containergate.awssdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.elb.LoadBalancerLookups;
import io.jenkins.lib.containergate.aws.elb.LoadBalancerLookups.Action;
import io.jenkins.lib.containergate.aws.elb.LoadBalancerLookups.Listener;
import io.jenkins.lib.containergate.aws.elb.LoadBalancerLookups.LoadBalancer;
import io.jenkins.lib.containergate.aws.elb.LoadBalancerLookups.TlsPolicy;
import io.jenkins.lib.containergate.aws.elb.LoadBalancerLookups.Zone;
import io.jenkins.lib.containergate.aws.elb.Senders;
import io.jenkins.lib.containergate.aws.elb.Senders.Share;
import io.jenkins.lib.containergate.aws.elb.WebAclLookups.AclRule;
import io.jenkins.lib.containergate.aws.elb.WebAclLookups.ManagedGroup;
import io.jenkins.lib.containergate.aws.elb.WebAclLookups.WebAcl;
import io.jenkins.lib.containergate.testkit.aws.AwsServer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Elastic Load Balancing and AWS WAF tell, and what they do not. */
class LoadBalancerFaultsTest extends AwsFaults {
    private static final String ARN = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/app/front/1";

    private void xml(String call, String result) {
        aws.on(
                call,
                exchange -> AwsServer.xml(
                        exchange,
                        200,
                        "<" + call + "Response xmlns=\"http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/\"><"
                                + call + "Result>" + result + "</" + call + "Result></" + call + "Response>"));
    }

    private LoadBalancerLookups balancers() {
        return session.lookups().balancers();
    }

    @Test
    void loadBalancersAreFoundByTheirTargetGroups() throws Exception {
        xml(
                "DescribeTargetGroups",
                "<TargetGroups><member><LoadBalancerArns><member>" + ARN + "</member></LoadBalancerArns></member>"
                        + "<member><LoadBalancerArns/></member></TargetGroups>");
        xml(
                "DescribeLoadBalancers",
                "<LoadBalancers><member><LoadBalancerArn>" + ARN + "</LoadBalancerArn><LoadBalancerName>front"
                        + "</LoadBalancerName><Type>application</Type></member></LoadBalancers>");
        assertThat(balancers().inFrontOf(List.of("arn:one", "arn:two"), soon()))
                .as("what does not say that it is internal is open")
                .isEqualTo(new Lookup.Answered<>(List.of(new LoadBalancer(ARN, "front", "application", true))));
        assertThat(aws.calls().get(0).body())
                .contains("TargetGroupArns.member.1=arn%3Aone&TargetGroupArns.member.2=arn%3Atwo");
    }

    @Test
    void theElasticAddressesOfANetworkLoadBalancerAreRead() throws Exception {
        String arn = ARN.replace("/app/", "/net/");
        xml(
                "DescribeTargetGroups",
                "<TargetGroups><member><LoadBalancerArns><member>" + arn
                        + "</member></LoadBalancerArns></member></TargetGroups>");
        xml(
                "DescribeLoadBalancers",
                "<LoadBalancers><member><LoadBalancerArn>" + arn + "</LoadBalancerArn><LoadBalancerName>front"
                        + "</LoadBalancerName><Type>network</Type><Scheme>internet-facing</Scheme><AvailabilityZones>"
                        + "<member><ZoneName>a</ZoneName><LoadBalancerAddresses><member><IpAddress>1.2.3.4</IpAddress>"
                        + "<AllocationId>eipalloc-01</AllocationId></member></LoadBalancerAddresses></member>"
                        + "<member><ZoneName>b</ZoneName><LoadBalancerAddresses/></member><member><ZoneName>c</ZoneName>"
                        + "</member></AvailabilityZones></member></LoadBalancers>");
        assertThat(balancers().inFrontOf(List.of("arn:one"), soon()))
                .isEqualTo(new Lookup.Answered<>(List.of(new LoadBalancer(
                        arn,
                        "front",
                        "network",
                        true,
                        List.of(
                                new Zone("a", List.of("eipalloc-01")),
                                new Zone("b", List.of()),
                                new Zone("c", List.of()))))));
    }

    @Test
    void aTargetGroupThatIsMissingInTheAnswerMakesItNone() throws Exception {
        xml("DescribeTargetGroups", "<TargetGroups/>");
        assertThat(balancers().inFrontOf(List.of("arn:one"), soon())).isInstanceOf(Lookup.Failed.class);
    }

    @Test
    void whatAListenerDoesWithHttpIsAskedForRuleByRuleAndPageByPage() throws Exception {
        xml(
                "DescribeListeners",
                "<Listeners><member><ListenerArn>arn:l</ListenerArn><Port>80</Port><Protocol>HTTP</Protocol>"
                        + "<DefaultActions><member><Type>redirect</Type><RedirectConfig><Protocol>HTTPS</Protocol>"
                        + "</RedirectConfig></member></DefaultActions></member></Listeners><NextMarker>more</NextMarker>");
        xml(
                "DescribeListeners",
                "<Listeners><member><ListenerArn>arn:m</ListenerArn><Port>443</Port><Protocol>HTTPS</Protocol>"
                        + "<SslPolicy>modern</SslPolicy><DefaultActions/></member></Listeners>");
        xml(
                "DescribeRules",
                "<Rules><member><Actions><member><Type>forward</Type></member></Actions></member></Rules>");
        assertThat(balancers().listeners(ARN, soon()))
                .isEqualTo(new Lookup.Answered<>(List.of(
                        new Listener(
                                80,
                                "HTTP",
                                Optional.empty(),
                                List.of(
                                        new Action("redirect", Optional.of("HTTPS")),
                                        new Action("forward", Optional.empty()))),
                        new Listener(443, "HTTPS", Optional.of("modern"), List.of()))));
        assertThat(aws.calls().stream().filter(call -> call.name().equals("DescribeRules")))
                .hasSize(1);
    }

    @Test
    void attributesAndSecurityPoliciesAreRead() throws Exception {
        xml(
                "DescribeLoadBalancerAttributes",
                "<Attributes><member><Key>waf.fail_open.enabled</Key><Value>true</Value></member></Attributes>");
        xml(
                "DescribeSSLPolicies",
                "<SslPolicies><member><Name>modern</Name><SslProtocols><member>TLSv1.3</member></SslProtocols>"
                        + "<Ciphers><member><Name>TLS_X</Name></member></Ciphers></member></SslPolicies>");
        assertThat(balancers().attributes(ARN, soon()))
                .isEqualTo(new Lookup.Answered<>(Map.of("waf.fail_open.enabled", "true")));
        assertThat(balancers().tlsPolicies(List.of("modern"), soon()))
                .isEqualTo(
                        new Lookup.Answered<>(List.of(new TlsPolicy("modern", List.of("TLSv1.3"), List.of("TLS_X")))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>",
                "{}",
                "<x/>",
                "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><x>&e;</x>",
                "<DescribeLoadBalancerAttributesResponse><DescribeLoadBalancerAttributesResult/>"
                        + "</DescribeLoadBalancerAttributesResponse>"
            })
    void anAnswerThatIsNoneIsAFailure(String body) throws Exception {
        aws.on("DescribeLoadBalancerAttributes", exchange -> AwsServer.xml(exchange, 200, body));
        assertThat(balancers().attributes(ARN, soon())).isInstanceOf(Lookup.Failed.class);
    }

    @Test
    void whatIsRefusedForItsRateIsAskedAgainMoreOftenThanWhatFails() throws Exception {
        for (int i = 0; i < 4; i++) {
            aws.on(
                    "DescribeLoadBalancerAttributes",
                    exchange -> AwsServer.xml(
                            exchange,
                            400,
                            "<ErrorResponse><Error><Code>Throttling</Code><Message>words</Message></Error>"
                                    + "</ErrorResponse>"));
        }
        xml(
                "DescribeLoadBalancerAttributes",
                "<Attributes><member><Key>waf.fail_open.enabled</Key><Value>true</Value></member></Attributes>");
        assertThat(balancers().attributes(ARN, soon()))
                .isEqualTo(new Lookup.Answered<>(Map.of("waf.fail_open.enabled", "true")));
    }

    @Test
    void anAnswerThatIsTooDeepIsAFailure() throws Exception {
        xml("DescribeLoadBalancerAttributes", "<a>".repeat(1_000) + "</a>".repeat(1_000));
        assertThat(balancers().attributes(ARN, soon())).isInstanceOf(Lookup.Failed.class);
    }

    @Test
    void theRulesOfAWebAclAreReadWithThoseOfFirewallManager() throws Exception {
        aws.on("GetIPSet", "{\"IPSet\": {\"Addresses\": [\"192.0.2.0/24\"]}}");
        aws.on(
                "GetWebACLForResource",
                "{\"WebACL\": {\"ARN\": \"arn:acl\", \"Name\": \"shop\", \"Rules\": [{\"Name\": \"rate\","
                        + " \"Priority\": 7, \"Statement\": {\"RateBasedStatement\": {\"Limit\": 2000000000}}, \"Action\":"
                        + " {\"Block\": {}}},{\"Name\": \"count\", \"Statement\": {\"RateBasedStatement\":"
                        + " {\"ScopeDownStatement\": {\"NotStatement\": {\"Statement\": {\"IPSetReferenceStatement\":"
                        + " {\"ARN\": \"" + OFFICE
                        + "\"}}}}}}, \"Action\": {\"Count\": {}}}],\"PreProcessFirewallManagerRuleGroups\":"
                        + " [{\"Name\": \"core\", \"FirewallManagerStatement\": {\"ManagedRuleGroupStatement\":"
                        + " {\"VendorName\": \"AWS\", \"Name\": \"Core\", \"ScopeDownStatement\":"
                        + " {\"ByteMatchStatement\": {}}, \"ExcludedRules\": [{\"Name\": \"a\"}],"
                        + " \"RuleActionOverrides\": [{\"Name\": \"b\", \"ActionToUse\": {\"Count\": {}}}, {\"Name\":"
                        + " \"c\", \"ActionToUse\": {\"Block\": {}}}]}}, \"OverrideAction\": {\"None\": {}}}]}}");
        assertThat(session.lookups().webAcls().webAcl(ARN, soon()))
                .isEqualTo(new Lookup.Answered<>(Optional.of(new WebAcl(
                        "arn:acl",
                        "shop",
                        List.of(
                                new AclRule(
                                        "core",
                                        Optional.of(new ManagedGroup("AWS", "Core")),
                                        false,
                                        true,
                                        List.of("a", "b"),
                                        Senders.ANYBODY,
                                        0,
                                        false,
                                        Senders.NOBODY,
                                        Optional.empty()),
                                new AclRule(
                                        "count",
                                        Optional.empty(),
                                        true,
                                        false,
                                        List.of(),
                                        Senders.of(List.of("192.0.2.0/24")),
                                        0,
                                        false,
                                        Senders.NOBODY,
                                        Optional.empty()),
                                new AclRule(
                                        "rate",
                                        Optional.empty(),
                                        true,
                                        true,
                                        List.of(),
                                        Senders.NOBODY,
                                        2_000_000_000,
                                        false,
                                        Senders.NOBODY,
                                        Optional.empty()))))));
        assertThat(aws.calls()).extracting(FakeAws.Call::name).containsExactly("GetWebACLForResource", "GetIPSet");
        assertThat(aws.calls().get(1).body())
                .contains("\"Name\":\"office\"", "\"Id\":\"1-2\"", "\"Scope\":\"REGIONAL\"");
    }

    private static final String OFFICE = "arn:aws:wafv2:eu-central-1:123456789012:regional/ipset/office/1-2";

    private Lookup<Optional<WebAcl>> acl(String rules) throws Exception {
        aws.on(
                "GetWebACLForResource",
                "{\"WebACL\": {\"ARN\": \"arn:acl\", \"Name\": \"shop\", \"Rules\": [" + rules + "]}}");
        return session.lookups().webAcls().webAcl(ARN, soon());
    }

    private Share exempt(String addresses) throws Exception {
        aws.on("GetIPSet", "{\"IPSet\": {\"Addresses\": " + addresses + "}}");
        return acl("{\"Name\": \"rate\", \"Statement\": {\"RateBasedStatement\": {\"Limit\": 100,"
                        + " \"ScopeDownStatement\": {\"NotStatement\": {\"Statement\": {\"IPSetReferenceStatement\":"
                        + " {\"ARN\": \"" + OFFICE
                        + "\"}}}}}}, \"Action\": {\"Block\": {}}}")
                .required()
                .orElseThrow()
                .rules()
                .get(0)
                .exempt()
                .share();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[]|FEW",
                "[\"192.0.2.0/24\", \"2001:db8::/48\"]|FEW",
                "[\"198.51.0.0/16\"]|FEW",
                "[\"10.0.0.0/8\", \"172.16.0.0/12\", \"192.168.0.0/16\", \"100.64.0.0/10\", \"fc00::/7\"]|FEW",
                "[\"198.51.0.0/16\", \"198.51.100.0/24\"]|FEW",
                "[\"198.51.0.0/16\", \"203.0.113.7/32\"]|MANY",
                "[\"198.50.0.0/15\"]|MANY",
                "[\"10.0.0.0/7\"]|MANY",
                "[\"0.0.0.0/1\", \"128.0.0.0/1\"]|MANY",
                "[\"2001:db8::/47\"]|MANY",
                "[\"2001:db8::/48\", \"2001:db8:1::/64\"]|MANY",
                "[\"8000::/1\"]|MANY",
                "[\"192.0.2.0/99\"]|UNKNOWN",
                "[\"198.50.0.0/15\", \"everything\"]|MANY",
                "[\"everything\"]|UNKNOWN"
            })
    void theAddressesOfAnIpSetThatIsExemptAreLookedAt(String addresses, Share exempt) throws Exception {
        assertThat(exempt(addresses)).isEqualTo(exempt);
    }

    private static final String GROUP = "arn:aws:wafv2:eu-central-1:123456789012:regional/rulegroup/own/3-4";
    private static final String OF_GROUP =
            "{\"Name\": \"own\", \"Priority\": 3, \"OverrideAction\": {\"None\": {}}, \"Statement\":"
                    + " {\"RuleGroupReferenceStatement\": {\"ARN\": \"" + GROUP + "\"OVERRIDES}}}";

    private List<AclRule> ofGroup(String overrides) throws Exception {
        return acl(OF_GROUP.replace("OVERRIDES", overrides))
                .required()
                .orElseThrow()
                .rules();
    }

    @Test
    void theRulesOfARuleGroupOfTheAccountAreReadInItsPlace() throws Exception {
        aws.on("GetIPSet", "{\"IPSet\": {\"Addresses\": [\"192.0.2.0/24\"]}}");
        aws.on(
                "GetRuleGroup",
                "{\"RuleGroup\": {\"Rules\": [{\"Name\": \"rate\", \"Priority\": 2, \"Action\": {\"Block\": {}},"
                        + " \"Statement\": {\"RateBasedStatement\": {\"Limit\": 100}}},{\"Name\": \"office\","
                        + " \"Priority\": 1, \"Action\": {\"Allow\": {}}, \"Statement\": {\"IPSetReferenceStatement\":"
                        + " {\"ARN\": \""
                        + OFFICE + "\"}}}]}}");
        assertThat(ofGroup(""))
                .extracting(AclRule::name, AclRule::acts, AclRule::rateBased, AclRule::passes)
                .containsExactly(
                        tuple("own/office", false, false, Senders.of(List.of("192.0.2.0/24"))),
                        tuple("own/rate", true, true, Senders.NOBODY));
        assertThat(aws.calls())
                .extracting(FakeAws.Call::name)
                .containsExactly("GetWebACLForResource", "GetRuleGroup", "GetIPSet");
    }

    @Test
    void anOverrideOfARuleOfARuleGroupCountsInsteadOfItsAction() throws Exception {
        aws.on(
                "GetRuleGroup",
                "{\"RuleGroup\": {\"Rules\": [{\"Name\": \"rate\", \"Priority\": 2, \"Action\": {\"Block\": {}},"
                        + " \"Statement\": {\"ByteMatchStatement\": {}}},{\"Name\": \"office\", \"Priority\": 1,"
                        + " \"Action\": {\"Allow\": {}}, \"Statement\": {\"ByteMatchStatement\": {}}}]}}");
        assertThat(ofGroup(", \"RuleActionOverrides\": [{\"Name\": \"rate\", \"ActionToUse\": {\"Allow\": {}}}],"
                        + " \"ExcludedRules\": [{\"Name\": \"office\"}]"))
                .extracting(AclRule::acts, AclRule::passes)
                .containsExactly(tuple(false, Senders.NOBODY), tuple(false, Senders.ANYBODY));
    }

    /** Another account may own it: then only what comes behind it is not known. */
    @Test
    void aRuleGroupThatCannotBeReadIsUnknownInItsPlaceAndNamesThePermission() throws Exception {
        aws.refuses("GetRuleGroup", 400, "AccessDeniedException");
        assertThat(ofGroup("")).singleElement().satisfies(rule -> {
            assertThat(rule.passes()).isEqualTo(Senders.UNKNOWN);
            assertThat(rule.unread().orElseThrow()).contains("wafv2:GetRuleGroup");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"RuleGroup\": {}}",
                "{\"RuleGroup\": {\"Rules\": \"none\"}}",
            })
    void aRuleGroupWithoutRulesIsNotAnEmptyOne(String answer) throws Exception {
        aws.on("GetRuleGroup", answer);
        assertThat(ofGroup("")).extracting(AclRule::passes).containsExactly(Senders.UNKNOWN);
    }

    @Test
    void aRuleGroupThatHoldsItselfIsAFailure() throws Exception {
        aws.on("GetRuleGroup", "{\"RuleGroup\": {\"Rules\": [" + OF_GROUP.replace("OVERRIDES", "") + "]}}");
        assertThat(acl(OF_GROUP.replace("OVERRIDES", ""))).isInstanceOf(Lookup.Failed.class);
    }

    @Test
    void anIpSetThatCannotBeReadIsNamed() throws Exception {
        String rule =
                "{\"Name\": \"a\", \"Action\": {\"Allow\": {}}, \"Statement\": {\"IPSetReferenceStatement\": {\"ARN\":"
                        + " \"";
        aws.refuses("GetIPSet", 400, "AccessDeniedException");
        assertThat(acl(rule + OFFICE + "\"}}}")).isEqualTo(new Lookup.Denied<>("wafv2:GetIPSet"));
    }

    @Test
    void anIpSetThatHasNoArnIsAFailure() throws Exception {
        assertThat(acl("{\"Name\": \"a\", \"Action\": {\"Allow\": {}}, \"Statement\":"
                        + " {\"IPSetReferenceStatement\": {\"ARN\": \"x\"}}}"))
                .isInstanceOf(Lookup.Failed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"IPSet\": {}}", "{\"IPSet\": {\"Addresses\": \"all\"}}"})
    void anIpSetWithoutAddressesIsNotAnEmptyOne(String answer) throws Exception {
        aws.on("GetIPSet", answer);
        assertThat(acl("{\"Name\": \"a\", \"Action\": {\"Allow\": {}}, \"Statement\": {\"IPSetReferenceStatement\":"
                        + " {\"ARN\": \""
                        + OFFICE + "\"}}}"))
                .isInstanceOf(Lookup.Failed.class);
    }

    @Test
    void aLoadBalancerWithoutAWebAclHasNone() throws Exception {
        aws.on("GetWebACLForResource", "{}");
        assertThat(session.lookups().webAcls().webAcl(ARN, soon())).isEqualTo(new Lookup.Answered<>(Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[]", "<html>", "{\"WebACL\": {}}", "{\"WebACL\": 1}", "{\"WebACL\": {\"Name\": \"shop\"}}"})
    void aWebAclThatIsNoneIsAFailure(String body) throws Exception {
        aws.on("GetWebACLForResource", body);
        assertThat(session.lookups().webAcls().webAcl(ARN, soon())).isInstanceOf(Lookup.Failed.class);
    }

    @Test
    void aWebAclLogsWhereItHasADestination() throws Exception {
        aws.on(
                        "GetLoggingConfiguration",
                        "{\"LoggingConfiguration\": {\"ResourceArn\": \"arn:acl\", \"LogDestinationConfigs\":"
                                + " [\"arn:log\"]}}")
                .on("GetLoggingConfiguration", "{\"LoggingConfiguration\": {\"LogDestinationConfigs\": []}}")
                .refuses("GetLoggingConfiguration", 400, "WAFNonexistentItemException");
        for (boolean logs : new boolean[] {true, false, false}) {
            assertThat(session.lookups().webAcls().logs("arn:acl", soon())).isEqualTo(new Lookup.Answered<>(logs));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`{\"DefaultBehavior\": \"DROP\", \"Filters\": []}`|false",
                "`{\"DefaultBehavior\": \"DROP\", \"Filters\": [{\"Behavior\": \"DROP\"}]}`|false",
                "`{\"DefaultBehavior\": \"DROP\", \"Filters\": [{\"Behavior\": \"KEEP\"}]}`|true",
                "`{\"DefaultBehavior\": \"KEEP\", \"Filters\": [{\"Behavior\": \"DROP\"}]}`|true"
            })
    void aWebAclWhoseFilterDropsAllLogsNothing(String filter, boolean logs) throws Exception {
        aws.on(
                "GetLoggingConfiguration",
                "{\"LoggingConfiguration\": {\"LogDestinationConfigs\": [\"arn:log\"], \"LoggingFilter\": " + filter
                        + "}}");
        assertThat(session.lookups().webAcls().logs("arn:acl", soon())).isEqualTo(new Lookup.Answered<>(logs));
    }

    @Test
    void aLoadBalancerThatShieldDoesNotKnowIsNotProtected() throws Exception {
        aws.on("DescribeProtection", "{\"Protection\": {\"Id\": \"1\", \"ResourceArn\": \"" + ARN + "\"}}")
                .refuses("DescribeProtection", 400, "ResourceNotFoundException");
        assertThat(session.lookups().webAcls().shielded(ARN, soon())).isEqualTo(new Lookup.Answered<>(true));
        assertThat(session.lookups().webAcls().shielded(ARN, soon())).isEqualTo(new Lookup.Answered<>(false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[]", "{}", "{\"LoggingConfiguration\": {}}", "{\"Protection\": {\"ResourceArn\": \"other\"}}"})
    void whatIsNoAnswerIsNeitherALogNorAProtection(String body) throws Exception {
        aws.on("GetLoggingConfiguration", body).on("DescribeProtection", body);
        assertThat(session.lookups().webAcls().logs("arn:acl", soon())).isInstanceOf(Lookup.Failed.class);
        assertThat(session.lookups().webAcls().shielded(ARN, soon())).isInstanceOf(Lookup.Failed.class);
    }

    @Test
    void eachMissingPermissionIsNamed() throws Exception {
        aws.denies("DescribeTargetGroups");
        aws.denies("DescribeListeners");
        aws.denies("DescribeLoadBalancerAttributes");
        aws.denies("DescribeSSLPolicies");
        for (String call : List.of("GetWebACLForResource", "GetLoggingConfiguration", "DescribeProtection")) {
            aws.refuses(call, 400, "AccessDeniedException");
        }
        assertThat(balancers().inFrontOf(List.of("arn:one"), soon()))
                .isEqualTo(new Lookup.Denied<>("elasticloadbalancing:DescribeTargetGroups"));
        assertThat(balancers().listeners(ARN, soon()))
                .isEqualTo(new Lookup.Denied<>("elasticloadbalancing:DescribeListeners"));
        assertThat(balancers().attributes(ARN, soon()))
                .isEqualTo(new Lookup.Denied<>("elasticloadbalancing:DescribeLoadBalancerAttributes"));
        assertThat(balancers().tlsPolicies(List.of("modern"), soon()))
                .isEqualTo(new Lookup.Denied<>("elasticloadbalancing:DescribeSSLPolicies"));
        assertThat(session.lookups().webAcls().webAcl(ARN, soon()))
                .isEqualTo(new Lookup.Denied<>("wafv2:GetWebACLForResource"));
        assertThat(session.lookups().webAcls().logs("arn:acl", soon()))
                .isEqualTo(new Lookup.Denied<>("wafv2:GetLoggingConfiguration"));
        assertThat(session.lookups().webAcls().shielded(ARN, soon()))
                .isEqualTo(new Lookup.Denied<>("shield:DescribeProtection"));
    }

    @Test
    void aPermissionThatIsMissingOnTheWayIsNamedToo() throws Exception {
        xml(
                "DescribeTargetGroups",
                "<TargetGroups><member><LoadBalancerArns><member>" + ARN
                        + "</member></LoadBalancerArns></member></TargetGroups>");
        aws.denies("DescribeLoadBalancers");
        xml(
                "DescribeListeners",
                "<Listeners><member><ListenerArn>arn:l</ListenerArn><Port>80</Port><Protocol>HTTP</Protocol>"
                        + "<DefaultActions/></member></Listeners>");
        aws.denies("DescribeRules");
        assertThat(balancers().inFrontOf(List.of("arn:one"), soon()))
                .isEqualTo(new Lookup.Denied<>("elasticloadbalancing:DescribeLoadBalancers"));
        assertThat(balancers().listeners(ARN, soon()))
                .isEqualTo(new Lookup.Denied<>("elasticloadbalancing:DescribeRules"));
    }
}
