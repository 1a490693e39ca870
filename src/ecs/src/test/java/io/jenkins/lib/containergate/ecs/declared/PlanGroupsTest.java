package io.jenkins.lib.containergate.ecs.declared;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.DeploymentRule;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.ecs.deployment.Service;
import io.jenkins.lib.containergate.ecs.deployment.rules.ExplicitSecurityGroupRule;
import io.jenkins.lib.containergate.ecs.deployment.rules.NoOpenDeclaredGroupRule;
import io.jenkins.lib.containergate.ecs.document.DocumentLimits;
import io.jenkins.lib.containergate.ecs.reader.TaskDefinitionFiles;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Security groups of a plan are held against the internet before they are deployed. */
class PlanGroupsTest {
    private static final String OPEN =
            "{\"cidr_blocks\": [\"0.0.0.0/0\"], \"protocol\": \"tcp\", \"from_port\": 22, \"to_port\": 22}";
    private static final String UNKNOWN_GROUPS = "{\"network_configuration\": [{\"security_groups\": true}]}";
    private static final String CLOSED =
            "{\"cidr_blocks\": [\"10.0.0.0/8\"], \"protocol\": \"tcp\", \"from_port\": 22, \"to_port\": 22}";
    private static final String APP = "\"aws_security_group.app.id\", \"aws_security_group.app\"";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"cidr_blocks\": [\"0.0.0.0/0\"], \"protocol\": \"tcp\", \"from_port\": 22, \"to_port\": 22}",
                "{\"cidr_blocks\": [\"10.0.0.0/8\", \"0.0.0.0/0\"], \"protocol\": \"-1\", \"from_port\": 0, \"to_port\": 0}",
                "{\"ipv6_cidr_blocks\": [\"::/0\"], \"protocol\": \"tcp\", \"from_port\": 22, \"to_port\": 22}",
                "{\"cidr_blocks\": [\"0.0.0.0/1\", \"128.0.0.0/1\"], \"protocol\": \"tcp\", \"from_port\": 1, \"to_port\": 9}"
            })
    void aGroupThatLetsTheInternetInIsBroken(String ingress) throws GateException {
        assertThat(outcome(plan(APP, group("aws_security_group.app", ingress)))).isEqualTo(RuleOutcome.FAIL);
    }

    @Test
    void aGroupThatLetsInANetworkIsAcceptedAlsoBesideAnOpenOneOfALoadBalancer() throws GateException {
        assertThat(outcome(plan(APP, group("aws_security_group.app", CLOSED), group("aws_security_group.front", OPEN))))
                .isEqualTo(RuleOutcome.PASS);
    }

    @Test
    void rulesBesideTheGroupCount() throws GateException {
        assertThat(outcome(plan(
                        APP,
                        group("aws_security_group.app", CLOSED),
                        rule(
                                "aws_vpc_security_group_ingress_rule",
                                "\"cidr_ipv4\": \"0.0.0.0/0\", \"ip_protocol\": \"-1\""))))
                .isEqualTo(RuleOutcome.FAIL);
        assertThat(outcome(plan(
                        APP,
                        group("aws_security_group.app", CLOSED),
                        rule(
                                "aws_security_group_rule",
                                "\"type\": \"ingress\", \"cidr_blocks\": [\"0.0.0.0/0\"], \"protocol\": \"all\""))))
                .isEqualTo(RuleOutcome.FAIL);
        assertThat(outcome(plan(
                        APP,
                        group("aws_security_group.app", CLOSED),
                        rule(
                                "aws_security_group_rule",
                                "\"type\": \"egress\", \"cidr_blocks\": [\"0.0.0.0/0\"], \"protocol\": \"-1\""))))
                .isEqualTo(RuleOutcome.PASS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"aws_security_group.app[0].id\", \"aws_security_group.app[0]\", \"aws_security_group.app\"",
                "\"aws_security_group.app\"",
                "\"var.wide\", \"aws_security_group.app.id\", \"aws_security_group.app\""
            })
    void eachWayToReferToAGroupLeadsToIt(String references) throws GateException {
        assertThat(outcome(plan(references, group("aws_security_group.app[0]", OPEN))))
                .isEqualTo(RuleOutcome.FAIL);
    }

    @Test
    void whatAKeyOfForEachHoldsMayBeAnyGroupOfThePlan() throws GateException {
        String app = group("aws_security_group.app", CLOSED);
        String front = group("aws_security_group.front", OPEN);
        assertThat(outcome(plan(APP + ", \"each.value.group\", \"each.value\"", app, front)))
                .isEqualTo(RuleOutcome.ERROR);
        assertThat(outcome(plan(APP + ", \"each.value\"", app, front))).isEqualTo(RuleOutcome.ERROR);
        for (String index : List.of("each.key", "each.value")) {
            assertThat(outcome(plan("\"aws_security_group.app\", \"" + index + "\"", app, front)))
                    .isEqualTo(RuleOutcome.PASS);
        }
    }

    @Test
    void aGroupOfAModuleIsFoundThroughItsOutput() throws GateException {
        String plan = plan("\"module.net.group\", \"module.net\"", group("module.net.aws_security_group.app", OPEN));
        assertThat(outcome(plan)).isEqualTo(RuleOutcome.FAIL);
    }

    @Test
    void aGroupThatThePlanDoesNotNameIsUndecidedWhereThePlanDeclaresOnesThatLetSomebodyIn() throws GateException {
        assertThat(outcome(plan("\"local.groups\"", group("aws_security_group.app", OPEN))))
                .isEqualTo(RuleOutcome.ERROR);
        assertThat(
                        outcome(
                                plan(
                                        "\"local.groups\"",
                                        "{\"address\": \"aws_sns_topic.a\", \"type\": \"aws_sns_topic\", \"mode\": \"managed\", \"change\": {\"after\": {}}}")))
                .isEqualTo(RuleOutcome.NOT_APPLICABLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"aws_default_security_group.this.id\", \"aws_default_security_group.this\"",
                "\"aws_vpc.main.default_security_group_id\", \"aws_vpc.main\""
            })
    void theDefaultGroupIsNoGroupOfItsOwn(String references) throws GateException {
        assertThat(outcome(
                        new ExplicitSecurityGroupRule(), plan(references, group("aws_security_group.other", CLOSED))))
                .isEqualTo(RuleOutcome.FAIL);
    }

    @Test
    void aGroupIsKnownByItsIdAfterTheFirstApply() throws GateException {
        String known = plan(APP, withId("aws_security_group", OPEN))
                .replace(UNKNOWN_GROUPS, "{}")
                .replace("\"subnets\"", "\"security_groups\": [\"sg-1\"], \"subnets\"");
        assertThat(outcome(known)).isEqualTo(RuleOutcome.FAIL);
        String beside =
                "{\"address\": \"aws_vpc_security_group_ingress_rule.rule\", \"type\": \"aws_vpc_security_group_ingress_rule\","
                        + " \"mode\": \"managed\", \"change\": {\"after\": {\"security_group_id\": \"sg-1\", \"cidr_ipv4\": \"0.0.0.0/0\", \"ip_protocol\": \"-1\"}}}";
        assertThat(outcome(plan(APP, withId("aws_security_group", CLOSED), beside)))
                .isEqualTo(RuleOutcome.FAIL);
        String defaultGroup = plan(APP, withId("aws_default_security_group", CLOSED))
                .replace(UNKNOWN_GROUPS, "{}")
                .replace("\"subnets\"", "\"security_groups\": [\"sg-1\"], \"subnets\"");
        assertThat(outcome(new ExplicitSecurityGroupRule(), defaultGroup)).isEqualTo(RuleOutcome.FAIL);
    }

    @Test
    void aStateIsHeldAgainstTheInternetToo() throws GateException {
        assertThat(outcome("""
                {"values": {"root_module": {"resources": [
                  {"address": "aws_ecs_service.shop", "type": "aws_ecs_service", "mode": "managed", "values": {"name": "shop", "launch_type": "FARGATE",
                    "network_configuration": [{"assign_public_ip": false, "subnets": ["subnet-1"], "security_groups": ["sg-1"]}]}},
                  {"address": "aws_security_group.app", "type": "aws_security_group", "mode": "managed", "values": {"id": "sg-1", "ingress": [OPEN]}}]}}}
                """.replace("OPEN", OPEN))).isEqualTo(RuleOutcome.FAIL);
    }

    /** Each leads to no group of the plan, which declares an open one. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\"module.net\"",
                "\"data.aws_security_group.found.id\", \"data.aws_security_group.found\"",
                "\"awscc_ec2_security_group.app.id\", \"awscc_ec2_security_group.app\""
            })
    void whatLeadsToNoGroupIsUndecided(String references) throws GateException {
        assertThat(outcome(plan(references, group("aws_security_group.app", OPEN))))
                .isEqualTo(RuleOutcome.ERROR);
    }

    @Test
    void aNetworkThatIsUnknownAsAWholeHidesNoGroup() throws GateException {
        String unknown = plan(APP, group("aws_security_group.app", OPEN))
                .replace(UNKNOWN_GROUPS, "{\"network_configuration\": true}");
        assertThat(outcome(unknown)).isEqualTo(RuleOutcome.FAIL);
    }

    @Test
    void aRuleOfAnotherProviderThatIsNotReadLeavesTheGroupUndecided() throws GateException {
        assertThat(outcome(plan(
                        APP,
                        group("aws_security_group.app", CLOSED),
                        rule("awscc_ec2_security_group_ingress", "\"cidr_ip\": \"0.0.0.0/0\""))))
                .isEqualTo(RuleOutcome.ERROR);
    }

    @Test
    void entriesBesideAPrefixListCount() throws GateException {
        String list =
                "{\"address\": \"aws_ec2_managed_prefix_list.l\", \"type\": \"aws_ec2_managed_prefix_list\", \"mode\": \"managed\","
                        + " \"change\": {\"after\": {\"id\": \"pl-1\"}}}";
        String entry =
                "{\"address\": \"aws_ec2_managed_prefix_list_entry.e\", \"type\": \"aws_ec2_managed_prefix_list_entry\", \"mode\": \"managed\","
                        + " \"change\": {\"after\": {\"cidr\": \"0.0.0.0/0\", \"prefix_list_id\": \"pl-1\"}}}";
        String rule = "{\"prefix_list_ids\": [\"pl-1\"], \"protocol\": \"-1\"}";
        assertThat(outcome(plan(APP, group("aws_security_group.app", rule), list, entry)))
                .isEqualTo(RuleOutcome.FAIL);
        assertThat(outcome(plan(APP, group("aws_security_group.app", rule), list)))
                .isEqualTo(RuleOutcome.PASS);
        assertThat(outcome(plan(APP, group("aws_security_group.app", rule)))).isEqualTo(RuleOutcome.ERROR);
    }

    private static String withId(String type, String ingress) {
        return "{\"address\": \"" + type + ".app\", \"type\": \"" + type
                + "\", \"mode\": \"managed\", \"change\": {\"after\": {\"id\": \"sg-1\", \"ingress\": [" + ingress
                + "]}}}";
    }

    private static RuleOutcome outcome(String plan) throws GateException {
        return outcome(new NoOpenDeclaredGroupRule(), plan);
    }

    private static RuleOutcome outcome(DeploymentRule rule, String plan) throws GateException {
        Deployment service = new TaskDefinitionFiles(DocumentLimits.defaults(), Map.of())
                .parse(new TreeMap<>(Map.of("plan.json", plan.getBytes(StandardCharsets.UTF_8)))).deployments().stream()
                        .filter(Service.class::isInstance)
                        .findFirst()
                        .orElseThrow();
        return rule.check(service).outcome();
    }

    private static String group(String address, String ingress) {
        return "{\"address\": \"" + address
                + "\", \"type\": \"aws_security_group\", \"mode\": \"managed\", \"change\": {\"after\": {\"ingress\": ["
                + ingress + "]}, \"after_unknown\": {\"id\": true}}}";
    }

    /** Of the group {@code app}. */
    private static String rule(String type, String values) {
        return "{\"address\": \"" + type + ".rule\", \"type\": \"" + type
                + "\", \"mode\": \"managed\", \"change\": {\"after\": {" + values
                + "}, \"after_unknown\": {\"security_group_id\": true}}}";
    }

    private static String plan(String references, String... resources) {
        String expressions = "{\"security_group_id\": {\"references\": [" + APP + "]}}";
        return """
                {"resource_changes": [
                  {"address": "aws_ecs_service.shop", "type": "aws_ecs_service", "mode": "managed", "change": {
                    "after": {"name": "shop", "launch_type": "FARGATE", "network_configuration": [{"assign_public_ip": false, "subnets": ["subnet-1"]}]},
                    "after_unknown": {"network_configuration": [{"security_groups": true}]}}},
                  RESOURCES],
                 "configuration": {"root_module": {
                   "resources": [
                     {"address": "aws_ecs_service.shop", "expressions": {"network_configuration": [{"security_groups": {"references": [REFERENCES]}}]}},
                     {"address": "aws_vpc_security_group_ingress_rule.rule", "expressions": RULE},
                     {"address": "aws_security_group_rule.rule", "expressions": RULE}],
                   "module_calls": {"net": {"module": {"outputs": {"group": {"expression": {"references": [APP]}}}}}}}}}
                """.replace("RESOURCES", String.join(",", resources))
                .replace("REFERENCES", references)
                .replace("RULE", expressions)
                .replace("APP", APP);
    }
}
