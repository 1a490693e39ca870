package io.jenkins.lib.containergate.gate;

import static io.jenkins.lib.containergate.gate.FileObjections.change;
import static io.jenkins.lib.containergate.gate.FileObjections.configured;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.fault.GateException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Load balancers, launch templates and trails that a template or a plan declares, before anything is deployed. */
class DeclaredWallsTest {
    private static final String FRONT = """
        "Front": {"Type": "AWS::ElasticLoadBalancingV2::LoadBalancer", "Properties": {"LoadBalancerAttributes": [
          {"Key": "access_logs.s3.enabled", "Value": "true"},
          {"Key": "routing.http.drop_invalid_header_fields.enabled", "Value": "true"}]}}\
        """;
    private static final String HTTPS = """
        "Https": {"Type": "AWS::ElasticLoadBalancingV2::Listener", "Properties": {"LoadBalancerArn": {"Ref": "Front"},
          "Port": 443, "Protocol": "HTTPS", "SslPolicy": "ELBSecurityPolicy-TLS13-1-2-Res-2021-06",
          "DefaultActions": [{"Type": "forward", "TargetGroupArn": {"Ref": "Shop"}}]}}\
        """;
    private static final String HTTP = """
        "Http": {"Type": "AWS::ElasticLoadBalancingV2::Listener", "Properties": {"LoadBalancerArn": {"Ref": "Front"},
          "Port": 80, "Protocol": "HTTP",
          "DefaultActions": [{"Type": "redirect", "RedirectConfig": {"Protocol": "HTTPS", "StatusCode": "HTTP_301"}}]}}\
        """;
    private static final String ACL = """
        "Acl": {"Type": "AWS::WAFv2::WebACL", "Properties": {"Scope": "REGIONAL", "Rules": [
          {"Name": "core", "OverrideAction": {"None": {}}, "Statement": {"ManagedRuleGroupStatement":
            {"VendorName": "AWS", "Name": "AWSManagedRulesCommonRuleSet"}}},
          {"Name": "rate", "Action": {"Block": {}}, "Statement": {"RateBasedStatement": {"Limit": 1000}}}]}},
        "Use": {"Type": "AWS::WAFv2::WebACLAssociation", "Properties":
          {"ResourceArn": {"Ref": "Front"}, "WebACLArn": {"Fn::GetAtt": ["Acl", "Arn"]}}}\
        """;
    private static final String WALLS = String.join(",", FRONT, HTTPS, HTTP, ACL);

    private static String template(String resources) {
        return FileObjections.template(resources);
    }

    private static List<String> objections(String file) throws GateException, InterruptedException {
        return FileObjections.of(file);
    }

    @Test
    void aLoadBalancerWithAllWallsHasNoObjection() throws GateException, InterruptedException {
        assertThat(objections(template(WALLS))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"Type\": \"redirect\"|\"Type\": \"forward\"|lb-tls-only",
                "\"RedirectConfig\": {\"Protocol\": \"HTTPS\"|\"RedirectConfig\": {\"Protocol\": \"HTTP\"|lb-tls-only",
                "\"Protocol\": \"HTTP\",|\"Protocol\": {\"Ref\": \"Unknown\"},|lb-tls-only undecided",
                "TLS13-1-2-Res-2021-06|2016-08|lb-tls-policy",
                "TLS13-1-2-Res-2021-06|TLS13-1-2-Ext2-2021-06|lb-tls-policy",
                "TLS13-1-2-Res-2021-06|TLS99-2030-01|lb-tls-policy undecided",
                "\"SslPolicy\": \"ELBSecurityPolicy-TLS13-1-2-Res-2021-06\",||lb-tls-policy",
                "\"SslPolicy\": \"ELBSecurityPolicy-TLS13-1-2-Res-2021-06\"|\"SslPolicy\": {\"Ref\":"
                        + " \"Unknown\"}|lb-tls-policy undecided",
                "access_logs.s3.enabled\", \"Value\": \"true|access_logs.s3.enabled\", \"Value\":"
                        + " \"false|lb-access-logs",
                "routing.http.drop|waf.fail_open.enabled\", \"Value\": \"true\"}, {\"Key\":"
                        + " \"routing.http.drop|waf-fails-closed",
                "\"Action\": {\"Block\": {}}|\"Action\": {\"Count\": {}}|web-acl-blocks",
                "\"OverrideAction\": {\"None\": {}}|\"OverrideAction\": {\"Count\": {}}|web-acl-blocks",
                "\"OverrideAction\": {\"None\": {}}|\"OverrideAction\": {\"Ref\": \"Unknown\"}|web-acl-blocks"
                        + " undecided",
                "\"OverrideAction\": {\"None\": {}}|\"OverrideAction\": {\"None\": {}, \"Count\": {}}|web-acl-blocks",
                "\"Action\": {\"Block\": {}}|\"Action\": {\"Block\": {}, \"Count\": {}}|web-acl-blocks",
                "\"VendorName\": \"AWS\", ||web-acl-blocks undecided",
                "\"VendorName\": \"AWS\", |\"VendorName\": \"AWS\", \"ScopeDownStatement\": {\"ByteMatchStatement\":"
                        + " {}}, |web-acl-blocks",
                "\"VendorName\": \"AWS\", |\"VendorName\": \"AWS\", \"ScopeDownStatement\": {\"Ref\": \"Unknown\"},"
                        + " |web-acl-blocks undecided",
                "\"Limit\": 1000|\"Limit\": 1000, \"ScopeDownStatement\": {\"NotStatement\": {\"Statement\":"
                        + " {\"ByteMatchStatement\": {}}}}|web-acl-blocks",
                "\"Limit\": 1000|\"Limit\": 2000001|web-acl-blocks",
                "\"Limit\": 1000|\"Limit\": \"2000000000\"|web-acl-blocks",
                "\"Limit\": 1000|\"Limit\": {\"Ref\": \"Unknown\"}|web-acl-blocks undecided",
                "\"access_logs.s3.enabled\", \"Value\": \"true\"}|\"access_logs.s3.enabled\", \"Value\": \"false\"},"
                        + " {\"Key\": \"access_logs.s3.enabled\", \"Value\": \"true\"}|lb-access-logs undecided"
            })
    void oneHoleInAWallIsFound(String written, String instead, String objection)
            throws GateException, InterruptedException {
        assertThat(WALLS).contains(written);
        assertThat(objections(template(WALLS.replace(written, instead == null ? "" : instead))))
                .contains(objection);
    }

    private static String set(String addresses) {
        return ", \"Office\": {\"Type\": \"AWS::WAFv2::IPSet\", \"Properties\": {\"Scope\": \"REGIONAL\","
                + " \"IPAddressVersion\": \"IPV4\", \"Addresses\": " + addresses + "}}";
    }

    private static final String OF_OFFICE =
            "{\"IPSetReferenceStatement\": {\"Arn\": {\"Fn::GetAtt\": [\"Office\", \"Arn\"]}}}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[\"192.0.2.0/24\"]|``",
                "[\"0.0.0.0/1\", \"128.0.0.0/1\"]|web-acl-blocks",
                "[\"3.0.0.0/9\", \"18.128.0.0/9\", \"52.0.0.0/10\"]|web-acl-blocks",
                "[\"198.51.0.0/16\"]|``",
                "[\"10.0.0.0/8\"]|``",
                "{\"Fn::If\": [\"Other\", [\"192.0.2.0/24\"], [\"198.51.100.0/24\"]]}|``",
                "[{\"Fn::If\": [\"Other\", \"192.0.2.0/24\", \"198.51.100.0/24\"]}]|``",
                "{\"Fn::If\": [\"Other\", [\"192.0.2.0/24\"], [\"64.0.0.0/5\"]]}|web-acl-blocks undecided",
                "{\"Fn::If\": [\"Other\", [\"192.0.2.0/24\"], {\"Ref\": \"Unknown\"}]}|web-acl-blocks undecided",
                "[\"192.0.2.0/24\", {\"Ref\": \"Unknown\"}]|web-acl-blocks undecided",
                "{\"Ref\": \"Unknown\"}|web-acl-blocks undecided"
            })
    void addressesMayBeExemptFromARuleOfAWebAcl(String addresses, String objection)
            throws GateException, InterruptedException {
        List<String> expected = objection.isEmpty() ? List.of() : List.of(objection);
        String exempt = "\"ScopeDownStatement\": {\"NotStatement\": {\"Statement\": " + OF_OFFICE + "}}, ";
        for (String place : List.of("\"VendorName\": \"AWS\"", "\"Limit\": 1000")) {
            assertThat(objections(template(WALLS.replace(place, exempt + place) + set(addresses))))
                    .isEqualTo(expected);
        }
        String allowed = "{\"Name\": \"office\", \"Action\": {\"Allow\": {}}, \"Statement\": " + OF_OFFICE + "}, ";
        assertThat(objections(template(
                        WALLS.replace("{\"Name\": \"core\"", allowed + "{\"Name\": \"core\"") + set(addresses))))
                .isEqualTo(expected);
    }

    /** @param other of the two, between which a condition decides */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"Fn::GetAtt\": [\"Small\", \"Arn\"]}|``",
                "{\"Fn::GetAtt\": [\"Large\", \"Arn\"]}|web-acl-blocks undecided",
                "{\"Fn::ImportValue\": \"set\"}|web-acl-blocks undecided",
                "{\"Ref\": \"Unknown\"}|web-acl-blocks undecided",
                "\"arn:aws:wafv2:eu-central-1:1:regional/ipset/other\"|web-acl-blocks undecided",
                "{\"Ref\": \"AWS::NoValue\"}|``"
            })
    void bothIpSetsCountBetweenWhichAConditionDecides(String other, String objection)
            throws GateException, InterruptedException {
        String sets = set("[\"192.0.2.0/24\"]")
                + set("[\"198.51.100.0/24\"]").replace("Office", "Small")
                + set("[\"64.0.0.0/5\"]").replace("Office", "Large");
        String arn = "{\"Fn::If\": [\"Other\", {\"Fn::GetAtt\": [\"Office\", \"Arn\"]}, " + other + "]}";
        String allowed =
                "{\"Name\": \"office\", \"Action\": {\"Allow\": {}}, \"Statement\": {\"IPSetReferenceStatement\":"
                        + " {\"Arn\": "
                        + arn + "}}}, ";
        assertThat(objections(
                        conditional(WALLS.replace("{\"Name\": \"core\"", allowed + "{\"Name\": \"core\"") + sets)))
                .isEqualTo(objection.isEmpty() ? List.of() : List.of(objection));
    }

    /** With a condition {@code Other} that is known at deployment. */
    private static String conditional(String resources) {
        return template(resources)
                .replaceFirst(
                        "\\{", "{\"Conditions\": {\"Other\": {\"Fn::Equals\": [{\"Ref\": \"Unknown\"}, \"x\"]}}, ");
    }

    private static String group(String rules) {
        return ", \"Own\": {\"Type\": \"AWS::WAFv2::RuleGroup\", \"Properties\": {\"Scope\": \"REGIONAL\", \"Rules\": ["
                + rules + "]}}";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"Action\": {\"Block\": {}}, \"Statement\": {\"ByteMatchStatement\": {}}|``|``",
                "\"Action\": {\"Allow\": {}}, \"Statement\": {\"ByteMatchStatement\": {}}|``|web-acl-blocks",
                "\"Action\": {\"Allow\": {}}, \"Statement\": OFFICE|``|``",
                "\"Action\": {\"Allow\": {}}, \"Statement\": {\"ByteMatchStatement\": {}}|, \"ExcludedRules\":"
                        + " [{\"Name\": \"r\"}]|``",
                "\"Action\": {\"Block\": {}}, \"Statement\": {\"ByteMatchStatement\": {}}|, \"RuleActionOverrides\":"
                        + " [{\"Name\": \"r\", \"ActionToUse\": {\"Allow\": {}}}]|web-acl-blocks",
                "\"Action\": {\"Allow\": {}}, \"Statement\": {\"IPSetReferenceStatement\": {\"Arn\":"
                        + " \"arn:x\"}}|``|web-acl-blocks undecided"
            })
    void theRulesOfARuleGroupOfTheFileAreReadInItsPlace(String rule, String overrides, String objection)
            throws GateException, InterruptedException {
        String own = "{\"Name\": \"own\", \"OverrideAction\": {\"None\": {}}, \"Statement\":"
                + " {\"RuleGroupReferenceStatement\": {\"Arn\": {\"Fn::GetAtt\": [\"Own\","
                + " \"Arn\"]}" + overrides + "}}}, ";
        String walls = WALLS.replace("{\"Name\": \"core\"", own + "{\"Name\": \"core\"")
                + group("{\"Name\": \"r\", " + rule.replace("OFFICE", OF_OFFICE) + "}")
                + set("[\"192.0.2.0/24\"]");
        assertThat(objections(template(walls))).isEqualTo(objection.isEmpty() ? List.of() : List.of(objection));
    }

    @Test
    void aRateLimitInARuleGroupIsOneUnlessTheGroupOnlyCounts() throws GateException, InterruptedException {
        String rate =
                "{\"Name\": \"rate\", \"Action\": {\"Block\": {}}, \"Statement\": {\"RateBasedStatement\": {\"Limit\":"
                        + " 1000}}}";
        assertThat(WALLS).contains(rate);
        String own = "{\"Name\": \"own\", \"OverrideAction\": {\"None\": {}}, \"Statement\":"
                + " {\"RuleGroupReferenceStatement\": {\"Arn\": {\"Fn::GetAtt\": [\"Own\", \"Arn\"]}}}}";
        String walls = WALLS.replace(rate, own) + group(rate);
        assertThat(objections(template(walls))).isEmpty();
        assertThat(objections(template(walls.replace(own, own.replace("None", "Count")))))
                .containsExactly("web-acl-blocks");
    }

    @Test
    void rulesOfAnotherVendorAreUndecidedAsCoreRulesAndBeforeThem() throws GateException, InterruptedException {
        String vendor = WALLS.replace("\"VendorName\": \"AWS\"", "\"VendorName\": \"Fortinet\"");
        assertThat(objections(template(vendor))).containsExactly("web-acl-blocks undecided");
        String first = "{\"Name\": \"bought\", \"OverrideAction\": {\"None\": {}}, \"Statement\":"
                + " {\"ManagedRuleGroupStatement\": {\"VendorName\": \"Fortinet\", \"Name\": \"all_rules\"}}}, ";
        String walls = WALLS.replace("{\"Name\": \"core\"", first + "{\"Name\": \"core\"");
        assertThat(objections(template(walls))).containsExactly("web-acl-blocks undecided");
        assertThat(objections(template(walls.replace(first, first.replace("None", "Count")))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"arn:aws:wafv2:eu-central-1:1:regional/ipset/office\"",
                "\"{{resolve:ssm:/office}}\"",
                "{\"Fn::ImportValue\": \"office\"}",
                "{\"Fn::Join\": [\"\", [\"arn:\", {\"Ref\": \"Unknown\"}]]}"
            })
    void anIpSetThatTheFileDoesNotDeclareIsNotKnown(String arn) throws GateException, InterruptedException {
        String exempt = "\"ScopeDownStatement\": {\"NotStatement\": {\"Statement\": {\"IPSetReferenceStatement\":"
                + " {\"Arn\": " + arn + "}}}}, ";
        String walls = WALLS.replace("\"Limit\": 1000", exempt + "\"Limit\": 1000");
        for (String sets : List.of("", set("[\"192.0.2.0/24\"]"))) {
            assertThat(objections(template(walls + sets))).containsExactly("web-acl-blocks undecided");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"Action\": {\"Allow\": {}}, \"Statement\": {\"ByteMatchStatement\": {}}|web-acl-blocks",
                "\"Action\": {\"Allow\": {}}, \"Statement\": {\"LabelMatchStatement\": {}}|web-acl-blocks",
                "\"Action\": {\"Allow\": {}}, \"Statement\": {\"GeoMatchStatement\": {}}|web-acl-blocks",
                "\"Action\": {\"Allow\": {}}, \"Statement\": {\"NotStatement\": {\"Statement\":"
                        + " OFFICE}}|web-acl-blocks",
                "\"Action\": {\"Allow\": {}}, \"Statement\": {\"OrStatement\": {\"Statements\": [OFFICE,"
                        + " {\"ByteMatchStatement\": {}}]}}|web-acl-blocks",
                "\"Action\": {\"Allow\": {}}, \"Statement\": {\"AndStatement\": {\"Statements\": [OFFICE,"
                        + " {\"ByteMatchStatement\": {}}]}}|``",
                "\"Action\": {\"Count\": {}}, \"Statement\": {\"ByteMatchStatement\": {}}|``",
                "\"Action\": {\"Captcha\": {}}, \"Statement\": {\"ByteMatchStatement\": {}}|``",
                "\"OverrideAction\": {\"None\": {}}, \"Statement\": {\"RuleGroupReferenceStatement\": {\"Arn\":"
                        + " \"own\"}}|web-acl-blocks undecided",
                "\"OverrideAction\": {\"Count\": {}}, \"Statement\": {\"RuleGroupReferenceStatement\": {\"Arn\":"
                        + " \"own\"}}|``",
                "\"OverrideAction\": {\"None\": {}}, \"Statement\": {\"ManagedRuleGroupStatement\": {\"VendorName\":"
                        + " \"AWS\", \"Name\": \"AWSManagedRulesSQLiRuleSet\", \"RuleActionOverrides\": [{\"Name\": \"x\","
                        + " \"ActionToUse\": {\"Allow\": {}}}]}}|web-acl-blocks",
                "\"Action\": {\"Allow\": {}}, \"Statement\": {\"IPSetReferenceStatement\": {\"Arn\": {\"Fn::GetAtt\":"
                        + " [\"Office\", \"Arn\"]}, \"IPSetForwardedIPConfig\": {\"HeaderName\": \"X\"}}}|web-acl-blocks"
            })
    void whatIsAllowedBeforeTheRulesOfAWebAclIsAHole(String rule, String objection)
            throws GateException, InterruptedException {
        String walls = WALLS + set("[\"192.0.2.0/24\"]");
        String own = "{\"Name\": \"own\", \"Priority\": PLACE, " + rule.replace("OFFICE", OF_OFFICE) + "}, ";
        String before = walls.replace("{\"Name\": \"core\"", own.replace("PLACE", "0") + "{\"Name\": \"core\"");
        assertThat(objections(template(before))).isEqualTo(objection.isEmpty() ? List.of() : List.of(objection));
        String behind = walls.replace("{\"Name\": \"core\"", own.replace("PLACE", "9") + "{\"Name\": \"core\"");
        assertThat(objections(template(behind))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"AggregateKeyType\": \"IP\"|``",
                "\"AggregateKeyType\": \"FORWARDED_IP\"|web-acl-blocks",
                "\"AggregateKeyType\": \"CUSTOM_KEYS\"|web-acl-blocks",
                "\"AggregateKeyType\": \"CUSTOM_KEYS\", \"CustomKeys\": [{\"IP\": {}}]|``",
                "\"AggregateKeyType\": \"CUSTOM_KEYS\", \"CustomKeys\": [{\"IP\": {}}, {\"Header\": {\"Name\":"
                        + " \"x\"}}]|web-acl-blocks",
                "\"AggregateKeyType\": \"FORWARDED_IP\", \"ForwardedIPConfig\": {}|web-acl-blocks"
            })
    void aRateIsCountedByWhatAClientDoesNotChoose(String key, String objection)
            throws GateException, InterruptedException {
        assertThat(objections(template(WALLS.replace("\"Limit\": 1000", key + ", \"Limit\": 1000"))))
                .isEqualTo(objection.isEmpty() ? List.of() : List.of(objection));
    }

    @Test
    void anOverrideOfACoreRuleThatAllowsIsAHole() throws GateException, InterruptedException {
        String name = "\"Name\": \"AWSManagedRulesCommonRuleSet\"";
        assertThat(objections(template(WALLS.replace(
                        name,
                        name + ", \"RuleActionOverrides\": [{\"Name\": \"NoUserAgent_HEADER\", \"ActionToUse\":"
                                + " {\"Allow\": {}}}]"))))
                .containsExactly("web-acl-blocks");
    }

    @ParameterizedTest
    @CsvSource({
        "SizeRestrictions_BODY NoUserAgent_HEADER UserAgent_BadBots_HEADER, true",
        "CrossSiteScripting_BODY, false",
        "SizeRestrictions_BODY EC2MetaDataSSRF_QUERYARGUMENTS, false",
        "OfTomorrow_BODY, false"
    })
    void aCoreRuleThatRecognisesAnAttackMayNotOnlyCount(String rules, boolean passes)
            throws GateException, InterruptedException {
        String name = "\"Name\": \"AWSManagedRulesCommonRuleSet\"";
        String overrides = Arrays.stream(rules.split(" "))
                .map(rule -> "{\"Name\": \"" + rule + "\", \"ActionToUse\": {\"Count\": {}}}")
                .collect(Collectors.joining(","));
        for (String override : List.of("\"ExcludedRules\": [%s]", "\"RuleActionOverrides\": [%s]")) {
            assertThat(objections(template(WALLS.replace(name, name + ", " + override.formatted(overrides)))))
                    .isEqualTo(passes ? List.of() : List.of("web-acl-blocks"));
        }
    }

    @Test
    void aPinnedVersionOfTheCoreRulesIsNotUpdated() throws GateException, InterruptedException {
        String name = "\"Name\": \"AWSManagedRulesCommonRuleSet\"";
        assertThat(objections(template(WALLS.replace(name, name + ", \"Version\": \"Version_1.0\""))))
                .containsExactly("web-acl-blocks");
        assertThat(objections(template(WALLS.replace(name, name + ", \"Version\": {\"Ref\": \"P\"}"))))
                .contains("web-acl-blocks undecided");
    }

    /** @param of whom an association is, that nobody knows */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"Fn::ImportValue\": \"front\"}",
                "{\"Fn::If\": [\"Q\", {\"Ref\": \"Front\"}, {\"Ref\": \"Other\"}]}"
            })
    void aWebAclThatMayBeOfAnotherLoadBalancerIsNoneOfThis(String of) throws GateException, InterruptedException {
        String passing = WALLS.replace("\"Action\": {\"Block\": {}}", "\"Action\": {\"Count\": {}}");
        assertThat(objections(template(passing))).containsExactly("web-acl-blocks");
        String association = "\"ResourceArn\": {\"Ref\": \"Front\"}";
        assertThat(objections(template(passing.replace(association, "\"ResourceArn\": " + of))))
                .isEmpty();
    }

    @Test
    void anInternalLoadBalancerFacesNobody() throws GateException, InterruptedException {
        String walls = String.join(",", FRONT, HTTP.replace("redirect", "forward"));
        assertThat(objections(template(walls))).contains("lb-tls-only");
        assertThat(objections(template(walls.replace(
                        "\"LoadBalancerAttributes\"", "\"Scheme\": \"internal\", \"LoadBalancerAttributes\""))))
                .isEmpty();
        assertThat(objections(template(walls.replace(
                        "\"LoadBalancerAttributes\"",
                        "\"Scheme\": {\"Ref\": \"Unknown\"}, \"LoadBalancerAttributes\""))))
                .contains("lb-tls-only undecided");
    }

    /** @param listens whom a listener is of, that nobody knows */
    @ParameterizedTest
    @ValueSource(strings = {"{\"Fn::ImportValue\": \"front\"}", "{\"Fn::If\": [\"Q\", {\"Ref\": \"Front\"}, \"arn\"]}"})
    void aListenerThatMayBeOfALoadBalancerCounts(String listens) throws GateException, InterruptedException {
        String http = HTTP.replace("redirect", "forward").replace("{\"Ref\": \"Front\"}", listens);
        assertThat(objections(template(String.join(",", FRONT, HTTPS, http)))).contains("lb-tls-only");
    }

    @Test
    void aListenerOfALoadBalancerElsewhereIsSaidToBeLeftOut() throws GateException {
        String elsewhere = HTTPS.replace("{\"Ref\": \"Front\"}", "{\"Ref\": \"Unknown\"}");
        assertThat(FileObjections.parsed(template(elsewhere)).leftOut().notEvaluated())
                .anyMatch(left -> left.kind().equals("AWS::ElasticLoadBalancingV2::Listener")
                        && left.reason().contains("does not declare"));
    }

    private static String host(String options, String script) {
        return "\"Host\": {\"Type\": \"AWS::EC2::LaunchTemplate\", \"Properties\": {\"LaunchTemplateData\": {" + options
                + " \"UserData\": {\"Fn::Base64\": \"" + script + "\"}}}}";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"HttpTokens\": \"required\", \"HttpPutResponseHopLimit\": 1|ECS_AWSVPC_BLOCK_IMDS=true|``",
                "\"HttpTokens\": \"required\", \"HttpPutResponseHopLimit\": 2|ECS_AWSVPC_BLOCK_IMDS=true|imds-blocked",
                "\"HttpTokens\": \"optional\"|ECS_AWSVPC_BLOCK_IMDS=true|imds-blocked",
                "\"HttpTokens\": \"required\"|ECS_AWSVPC_BLOCK_IMDS=false|imds-blocked",
                "\"HttpTokens\": \"required\"|# ECS_AWSVPC_BLOCK_IMDS=true|imds-blocked",
                "\"HttpTokens\": \"required\"|awsvpc-block-imds = true|``",
                "\"HttpTokens\": \"required\"|allow-privileged-metadata = false|imds-blocked",
                "\"HttpEndpoint\": \"disabled\"|x|``",
                "\"HttpTokens\": {\"Ref\": \"Unknown\"}|ECS_AWSVPC_BLOCK_IMDS=true|imds-blocked undecided"
            })
    void hostsOfTasksAreAskedForTheirMetadataService(String options, String script, String objection)
            throws GateException, InterruptedException {
        List<String> found = objections(template(host(
                "\"MetadataOptions\": {" + options + "},",
                "echo ECS_CLUSTER=prod " + script + " >> /etc/ecs/ecs.config")));
        assertThat(found).isEqualTo(objection.isEmpty() ? List.of() : List.of(objection));
    }

    @Test
    void aTemplateThatAConditionDecidesIsUndecided() throws GateException, InterruptedException {
        String script = "{\"UserData\": {\"Fn::Base64\": \"echo ECS_CLUSTER=prod\"}}";
        assertThat(objections(template(
                        "\"Host\": {\"Type\": \"AWS::EC2::LaunchTemplate\", \"Properties\": {\"LaunchTemplateData\":"
                                + " {\"Fn::If\": [\"Q\", " + script + ", {}]}}}")))
                .contains("imds-blocked undecided");
    }

    @Test
    void hostsOfSomethingElseAreSearchedForSecretsAlone() throws GateException, InterruptedException {
        assertThat(objections(template(host("", "yum -y update")))).isEmpty();
        assertThat(objections(
                        template(host("", "export AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI9K7MDENGbPxRfiCYzzTuVQpa12"))))
                .containsExactly("no-secrets-in-deployments");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"KMSKeyId\": {\"Fn::GetAtt\": [\"Key\", \"Arn\"]}, \"EnableLogFileValidation\": true|``",
                "\"EnableLogFileValidation\": true|audit-trail-protected",
                "\"KMSKeyId\": \"key\"|audit-trail-protected",
                "\"KMSKeyId\": \"key\", \"EnableLogFileValidation\": {\"Ref\": \"Unknown\"}|audit-trail"
                        + " undecided,audit-trail-protected undecided"
            })
    void trailsAreProtected(String properties, String objection) throws GateException, InterruptedException {
        List<String> found = objections(
                template("\"Key\": {\"Type\": \"AWS::KMS::Key\"}, \"Trail\": {\"Type\": \"AWS::CloudTrail::Trail\","
                        + " \"Properties\": {\"IsLogging\": true, " + properties + "}}"));
        assertThat(found).isEqualTo(objection.isEmpty() ? List.of() : List.of(objection.split(",")));
    }

    @Test
    void aTrailThatIsStoppedRecordsNothing() throws GateException, InterruptedException {
        String trail =
                "\"Trail\": {\"Type\": \"AWS::CloudTrail::Trail\", \"Properties\": {\"EnableLogFileValidation\": true,"
                        + " \"KMSKeyId\": \"key\", \"IsLogging\": LOGS}}";
        assertThat(objections(template(trail.replace("LOGS", "true")))).isEmpty();
        assertThat(objections(template(trail.replace("LOGS", "\"false\"")))).containsExactly("audit-trail");
        assertThat(objections(template(trail.replace("LOGS", "{\"Ref\": \"Unknown\"}"))))
                .containsExactly("audit-trail undecided", "audit-trail-protected undecided");
        String planned = change(
                "aws_cloudtrail",
                "t",
                "{\"enable_logging\": false, \"enable_log_file_validation\": true, \"kms_key_id\": \"key\"}",
                "{}");
        assertThat(objections(planned(planned, ""))).containsExactly("audit-trail");
    }

    /** @param entry before one that lets in everything: a denial that AWS would not take is none */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"RuleNumber\": \"first\", \"Protocol\": -1",
                "\"RuleNumber\": -5, \"Protocol\": -1",
                "\"RuleNumber\": 1.5, \"Protocol\": -1",
                "\"Protocol\": -1",
                "\"RuleNumber\": 50, \"Protocol\": 6, \"PortRange\": {\"From\": \"any\", \"To\": \"any\"}"
            })
    void aDenialThatIsNotWrittenAsAwsTakesItIsUndecided(String entry) throws GateException, InterruptedException {
        String denial =
                "\"Out\": {\"Type\": \"AWS::EC2::NetworkAclEntry\", \"Properties\": {\"NetworkAclId\": {\"Ref\":"
                        + " \"Acl\"}, \"RuleAction\": \"deny\", \"CidrBlock\": \"0.0.0.0/0\", " + entry + "}}";
        assertThat(objections(template(acl("\"Protocol\": -1, \"CidrBlock\": \"0.0.0.0/0\"") + "," + denial)))
                .containsExactly("network-acl-no-open-ingress undecided");
    }

    private static String acl(String entry) {
        return "\"Acl\": {\"Type\": \"AWS::EC2::NetworkAcl\", \"Properties\": {\"VpcId\": \"vpc-1\"}}, \"In\":"
                + " {\"Type\": \"AWS::EC2::NetworkAclEntry\", \"Properties\": {\"NetworkAclId\": {\"Ref\": \"Acl\"},"
                + " \"RuleNumber\": 100, \"RuleAction\": \"allow\", "
                + entry + "}}";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"Protocol\": 6, \"PortRange\": {\"From\": 443, \"To\": 443}, \"CidrBlock\": \"0.0.0.0/0\"|``",
                "\"Protocol\": 6, \"PortRange\": {\"From\": 20, \"To\": 30}, \"CidrBlock\":"
                        + " \"0.0.0.0/0\"|network-acl-no-open-ingress",
                "\"Protocol\": -1, \"Ipv6CidrBlock\": \"::/0\"|network-acl-no-open-ingress",
                "\"Protocol\": -1, \"Egress\": true, \"CidrBlock\": \"0.0.0.0/0\"|``",
                "\"Protocol\": -1, \"CidrBlock\": {\"Ref\": \"Unknown\"}|network-acl-no-open-ingress undecided"
            })
    void networkAclsLetInNoAdministration(String entry, String objection) throws GateException, InterruptedException {
        assertThat(objections(template(acl(entry)))).isEqualTo(objection.isEmpty() ? List.of() : List.of(objection));
    }

    @Test
    void anEntryMayNameItsNetworkAclByItsId() throws GateException, InterruptedException {
        String open = acl("\"Protocol\": -1, \"CidrBlock\": \"0.0.0.0/0\"");
        assertThat(objections(template(open.replace("{\"Ref\": \"Acl\"}", "{\"Fn::GetAtt\": [\"Acl\", \"Id\"]}"))))
                .containsExactly("network-acl-no-open-ingress");
    }

    @Test
    void aDenialOfTheSameNumberClosesNothing() throws GateException, InterruptedException {
        String denial =
                "\"Out\": {\"Type\": \"AWS::EC2::NetworkAclEntry\", \"Properties\": {\"NetworkAclId\": {\"Ref\":"
                        + " \"Acl\"}, \"RuleNumber\": 100, \"RuleAction\": \"deny\", \"Protocol\": -1, \"CidrBlock\":"
                        + " \"0.0.0.0/0\"}}";
        assertThat(objections(template(denial + "," + acl("\"Protocol\": -1, \"CidrBlock\": \"0.0.0.0/0\""))))
                .containsExactly("network-acl-no-open-ingress");
    }

    /** @param of whom a denial is, in a file with two network ACLs that let in everything */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"Fn::ImportValue\": \"acl\"}",
                "{\"Fn::If\": [\"Q\", {\"Ref\": \"Acl\"}, {\"Ref\": \"Other\"}]}"
            })
    void aDenialThatMayBeOfAnotherNetworkAclClosesNone(String of) throws GateException, InterruptedException {
        String open = acl("\"Protocol\": -1, \"CidrBlock\": \"0.0.0.0/0\"");
        String other = open.replace("\"Acl\"", "\"Other\"").replace("\"In\"", "\"OtherIn\"");
        String denial = "\"Out\": {\"Type\": \"AWS::EC2::NetworkAclEntry\", \"Properties\": {\"NetworkAclId\": " + of
                + ", \"RuleNumber\": 50, \"RuleAction\": \"deny\", \"Protocol\": -1, \"CidrBlock\": \"0.0.0.0/0\"}}";
        assertThat(objections(template(String.join(",", open, other, denial))))
                .containsExactly("network-acl-no-open-ingress undecided");
        assertThat(objections(template(String.join(",", open, denial.replace(of, "{\"Ref\": \"Acl\"}")))))
                .isEmpty();
    }

    private static String onlyInProduction(String file, String name) {
        String resource = "\"" + name + "\": {";
        assertThat(file).contains(resource);
        String conditions = "{\"Conditions\": {\"Prod\": {\"Fn::Equals\": [{\"Ref\": \"Unknown\"}, \"prod\"]}}, ";
        return conditions + file.substring(1).replace(resource, resource + "\"Condition\": \"Prod\", ");
    }

    @Test
    void aWallThatAConditionMayLeaveOutGuardsNothing() throws GateException, InterruptedException {
        String open = acl("\"Protocol\": -1, \"CidrBlock\": \"0.0.0.0/0\"");
        String denial =
                "\"Out\": {\"Type\": \"AWS::EC2::NetworkAclEntry\", \"Properties\": {\"NetworkAclId\": {\"Ref\":"
                        + " \"Acl\"}, \"RuleNumber\": 50, \"RuleAction\": \"deny\", \"Protocol\": -1, \"CidrBlock\":"
                        + " \"0.0.0.0/0\"}}";
        String file = template(open + "," + denial);
        assertThat(objections(file)).isEmpty();
        assertThat(objections(onlyInProduction(file, "Out"))).containsExactly("network-acl-no-open-ingress undecided");
        String passing = template(WALLS.replace("\"Action\": {\"Block\": {}}", "\"Action\": {\"Count\": {}}"));
        assertThat(objections(passing)).containsExactly("web-acl-blocks");
        assertThat(objections(onlyInProduction(passing, "Use"))).isEmpty();
    }

    @Test
    void aWallUnderTheConditionOfWhatItGuardsIsThere() throws GateException, InterruptedException {
        String passing = template(WALLS.replace("\"Action\": {\"Block\": {}}", "\"Action\": {\"Count\": {}}"));
        String both = onlyInProduction(passing, "Use")
                .replace("\"Front\": {\"Type\"", "\"Front\": {\"Condition\": \"Prod\", \"Type\"");
        assertThat(objections(both)).containsExactly("web-acl-blocks");
    }

    private static String plan(String ssl, String http, String script) {
        String user = Base64.getEncoder().encodeToString(script.getBytes(StandardCharsets.UTF_8));
        return "{\"format_version\": \"1.2\", \"resource_changes\": ["
                + String.join(
                        ",",
                        change(
                                "aws_lb",
                                "front",
                                "{\"load_balancer_type\": \"application\", \"drop_invalid_header_fields\": true,"
                                        + " \"access_logs\": [{\"enabled\": true, \"bucket\": \"b\"}]}",
                                "{\"arn\": true, \"internal\": true}"),
                        change(
                                "aws_lb_listener",
                                "https",
                                "{\"port\": 443, \"protocol\": \"HTTPS\", \"ssl_policy\": \"" + ssl
                                        + "\", \"default_action\": [{\"type\": \"forward\"}]}",
                                "{\"load_balancer_arn\": true}"),
                        change(
                                "aws_lb_listener",
                                "http",
                                "{\"port\": 80, \"protocol\": \"HTTP\", \"default_action\": [{\"type\": \"" + http
                                        + "\", \"redirect\": [{\"protocol\": \"HTTPS\"}]}]}",
                                "{\"load_balancer_arn\": true, \"ssl_policy\": true}"),
                        change(
                                "aws_launch_template",
                                "host",
                                "{\"user_data\": \"" + user
                                        + "\", \"metadata_options\": [{\"http_tokens\": \"required\","
                                        + " \"http_put_response_hop_limit\": 1}]}",
                                "{\"metadata_options\": [{\"http_endpoint\": true}]}"),
                        change(
                                "aws_cloudtrail",
                                "trail",
                                "{\"enable_log_file_validation\": true, \"kms_key_id\": \"key\"}",
                                "{}"))
                + "], \"configuration\": {\"root_module\": {\"resources\": ["
                + configured("aws_lb_listener", "https", "load_balancer_arn", "aws_lb.front") + ","
                + configured("aws_lb_listener", "http", "load_balancer_arn", "aws_lb.front") + "]}}}";
    }

    @Test
    void aPlanIsHeldToTheSameRules() throws GateException, InterruptedException {
        String script = "echo ECS_CLUSTER=prod ECS_AWSVPC_BLOCK_IMDS=true >> /etc/ecs/ecs.config";
        String modern = "ELBSecurityPolicy-TLS13-1-3-2021-06";
        assertThat(objections(plan(modern, "redirect", script))).isEmpty();
        assertThat(objections(plan("ELBSecurityPolicy-2016-08", "redirect", script)))
                .containsExactly("lb-tls-policy");
        assertThat(objections(plan(modern, "forward", script))).containsExactly("lb-tls-only");
        assertThat(objections(plan(modern, "redirect", "echo ECS_CLUSTER=prod")))
                .containsExactly("imds-blocked");
        assertThat(objections(plan(modern, "redirect", script).replace("\"kms_key_id\": \"key\"", "\"name\": \"t\"")))
                .containsExactly("audit-trail-protected");
    }

    private static String planned(String changes, String configuration) {
        return "{\"format_version\": \"1.2\", \"resource_changes\": [" + changes
                + "], \"configuration\": {\"root_module\": {\"resources\": [" + configuration + "]}}}";
    }

    private static String aclRule(String action, String values) {
        return change(
                "aws_network_acl_rule",
                action,
                "{\"rule_number\": 50, \"rule_action\": \"" + action
                        + "\", \"egress\": false, \"cidr_block\": \"0.0.0.0/0\", " + values + "}",
                "{\"network_acl_id\": true}");
    }

    private static String ofAcl(String action) {
        return configured("aws_network_acl_rule", action, "network_acl_id", "aws_network_acl.a");
    }

    @Test
    void aNetworkAclOfAPlanMayHaveItsRulesApart() throws GateException, InterruptedException {
        String acl = change("aws_network_acl", "a", "{\"vpc_id\": \"vpc-1\"}", "{\"id\": true, \"ingress\": true}");
        String https = aclRule("allow", "\"protocol\": \"6\", \"from_port\": 443, \"to_port\": 443");
        assertThat(objections(planned(acl + "," + https, ofAcl("allow")))).isEmpty();
        assertThat(objections(planned(acl + "," + aclRule("allow", "\"protocol\": \"-1\""), ofAcl("allow"))))
                .containsExactly("network-acl-no-open-ingress");
        assertThat(objections(planned(acl, ""))).containsExactly("network-acl-no-open-ingress undecided");
        String type = "awscc_ec2_network_acl_entry";
        String added = change(type, "x", "{\"rule_number\": 1, \"protocol\": -1}", "{\"network_acl_id\": true}");
        assertThat(objections(planned(
                        acl + "," + https + "," + added,
                        ofAcl("allow") + "," + configured(type, "x", "network_acl_id", "aws_network_acl.a"))))
                .containsExactly("network-acl-no-open-ingress undecided");
    }

    @Test
    void aDenialOfOneInstanceOfANetworkAclClosesNoOther() throws GateException, InterruptedException {
        String acl = change(
                "aws_network_acl",
                "a",
                "{\"ingress\": [{\"rule_no\": 100, \"action\": \"allow\", \"protocol\": \"-1\", \"cidr_block\":"
                        + " \"0.0.0.0/0\"}]}",
                "{\"id\": true}");
        String address = "\"address\": \"aws_network_acl.a";
        String two = acl.replace(address, address + "[0]") + "," + acl.replace(address, address + "[1]");
        String denial = aclRule("deny", "\"protocol\": \"-1\"");
        String first = ofAcl("deny")
                .replace(
                        "\"aws_network_acl.a.arn\", \"aws_network_acl.a\"",
                        "\"aws_network_acl.a[0].id\", \"aws_network_acl.a[0]\", \"aws_network_acl.a\"");
        assertThat(objections(planned(two + "," + denial, first)))
                .containsExactly("network-acl-no-open-ingress undecided");
        assertThat(objections(planned(two + "," + denial, ofAcl("deny"))))
                .containsExactly("network-acl-no-open-ingress undecided");
        assertThat(objections(planned(acl + "," + denial, ofAcl("deny")))).isEmpty();
        assertThat(objections(planned(acl.replace(address, address + "[0]") + "," + denial, first)))
                .isEmpty();
    }
}
