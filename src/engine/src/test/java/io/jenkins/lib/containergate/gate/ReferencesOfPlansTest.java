package io.jenkins.lib.containergate.gate;

import static io.jenkins.lib.containergate.gate.FileObjections.change;
import static io.jenkins.lib.containergate.gate.FileObjections.configured;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a resource of a plan means by a reference that is no address of another resource. */
class ReferencesOfPlansTest {
    private static final String FRONT = change(
            "aws_lb",
            "front",
            "{\"internal\": false, \"drop_invalid_header_fields\": true, \"access_logs\": [{\"enabled\": true}]}",
            "{\"arn\": true}");
    private static final String HTTP = change(
            "aws_lb_listener",
            "http",
            "{\"port\": 80, \"protocol\": \"HTTP\", \"default_action\": [{\"type\": \"forward\"}]}",
            "{\"load_balancer_arn\": true}");

    /** An entry of a network ACL that lets in everything. */
    private static final String OPEN = change(
            "aws_network_acl_rule",
            "in",
            "{\"rule_number\": 1, \"rule_action\": \"allow\", \"protocol\": \"-1\", \"cidr_block\": \"0.0.0.0/0\"}",
            "{\"network_acl_id\": true}");

    private static String references(String type, String name, String attribute, String... references) {
        return "{\"address\": \"" + type + "." + name + "\", \"mode\": \"managed\", \"type\": \"" + type
                + "\", \"name\": \"" + name + "\", \"expressions\": {\"" + attribute + "\": {\"references\": [\""
                + String.join("\", \"", references)
                + "\"]}}}";
    }

    private static List<String> objections(Stream<String> changes, Stream<String> configuration)
            throws GateException, InterruptedException {
        return FileObjections.of(FileObjections.plan(changes, configuration));
    }

    /** @param reference whose value may be the ARN of any load balancer of the plan */
    @ParameterizedTest
    @ValueSource(strings = {"module.front", "local.front", "var.front", "each.value", "data.aws_lb.front"})
    void aListenerOfWhatMayBeALoadBalancerIsOneOfIts(String reference) throws GateException, InterruptedException {
        assertThat(objections(
                        Stream.of(FRONT, HTTP),
                        Stream.of(references(
                                "aws_lb_listener", "http", "load_balancer_arn", reference + ".arn", reference))))
                .containsExactly("lb-tls-only");
    }

    /** @param of the load balancer that what is not read adds to */
    @ParameterizedTest
    @CsvSource({"front, ERROR", "other, PASS"})
    void aListenerOfTheOtherProviderIsNotRead(String of, String outcome) throws GateException, InterruptedException {
        String other = change("aws_lb", "other", "{\"internal\": true}", "{\"arn\": true}");
        String https = HTTP.replace("80", "443").replace("\"HTTP\"", "\"HTTPS\"");
        String added = change(
                "awscc_elasticloadbalancingv2_listener",
                "x",
                "{\"port\": 80, \"protocol\": \"HTTP\"}",
                "{\"load_balancer_arn\": true, \"listener_arn\": true}");
        Stream<String> configuration = Stream.of(
                references("aws_lb_listener", "http", "load_balancer_arn", "aws_lb.front.arn", "aws_lb.front"),
                references(
                        "awscc_elasticloadbalancingv2_listener",
                        "x",
                        "load_balancer_arn",
                        "aws_lb." + of + ".arn",
                        "aws_lb." + of));
        assertThat(FileObjections.outcome(
                        FileObjections.plan(Stream.of(FRONT, other, https, added), configuration), "lb-tls-only"))
                .hasToString(outcome);
    }

    /** @param reference to one instance of a resource */
    @ParameterizedTest
    @ValueSource(strings = {"aws_lb.front[0]", "aws_lb.front['a.b']", "aws_lb.front['a]b']", "aws_lb.front['[']"})
    void aReferenceWithAnIndexIsOneReference(String reference) throws GateException, InterruptedException {
        String address = "\"address\": \"aws_lb.front";
        String index = reference.replace("'", "\\\"");
        String other = FRONT.replace("front", "other");
        String listener =
                references("aws_lb_listener", "http", "load_balancer_arn", index + ".arn", index, "aws_lb.front");
        Stream<String> changes =
                Stream.of(FRONT.replace(address + "\"", "\"address\": \"" + index + "\""), other, HTTP);
        assertThat(FileObjections.findings(FileObjections.plan(changes, Stream.of(listener))))
                .filteredOn(finding -> finding.rule().value().equals("lb-tls-only"))
                .hasSize(1);
    }

    @Test
    void ruleOfANetworkAclOfAModuleIsNotLeftOut() throws GateException, InterruptedException {
        String acl = change("aws_network_acl", "a", "{\"ingress\": []}", "{\"id\": true}")
                .replace("\"address\": \"", "\"address\": \"module.net.");
        assertThat(objections(
                        Stream.of(acl, OPEN),
                        Stream.of(references(
                                "aws_network_acl_rule", "in", "network_acl_id", "module.net.id", "module.net"))))
                .containsExactly("network-acl-no-open-ingress");
    }

    /** Where nobody writes them, the provider fills in the inline rules; where somebody does, they are not known. */
    @Test
    void inlineRulesThatAPlanDoesNotKnowAreUndecided() throws GateException, InterruptedException {
        String acl = change("aws_network_acl", "a", "{}", "{\"id\": true, \"ingress\": true}");
        String https = change(
                "aws_network_acl_rule",
                "in",
                "{\"rule_number\": 1, \"rule_action\": \"allow\", \"protocol\": \"6\", \"from_port\": 443,"
                        + " \"to_port\": 443, \"cidr_block\": \"0.0.0.0/0\"}",
                "{\"network_acl_id\": true}");
        String apart = configured("aws_network_acl_rule", "in", "network_acl_id", "aws_network_acl.a");
        assertThat(objections(Stream.of(acl, https), Stream.of(apart))).isEmpty();
        assertThat(objections(
                        Stream.of(acl, https),
                        Stream.of(apart, references("aws_network_acl", "a", "ingress", "local.rules"))))
                .containsExactly("network-acl-no-open-ingress undecided");
    }

    /** The default ACL of a VPC is taken over by a resource, and its rules may name the VPC alone. */
    @Test
    void aRuleOfADefaultNetworkAclMayNameItByTheVpc() throws GateException, InterruptedException {
        String acl = change("aws_default_network_acl", "d", "{\"ingress\": []}", "{\"id\": true}");
        assertThat(objections(
                        Stream.of(acl, OPEN),
                        Stream.of(references(
                                "aws_network_acl_rule",
                                "in",
                                "network_acl_id",
                                "aws_vpc.main.default_network_acl_id",
                                "aws_vpc.main"))))
                .containsExactly("network-acl-no-open-ingress");
    }

    /** @param reference of which nobody knows whether it is the load balancer */
    @ParameterizedTest
    @ValueSource(strings = {"module.other", "local.other", "var.other", "data.aws_lb.other"})
    void aWebAclOfWhatMayBeAnotherLoadBalancerIsNoneOfThis(String reference)
            throws GateException, InterruptedException {
        String rules = "{\"rule\": [{\"name\": \"core\", \"override_action\": [{\"count\": [{}]}], \"statement\":"
                + " [{\"managed_rule_group_statement\": [{\"vendor_name\": \"AWS\", \"name\":"
                + " \"AWSManagedRulesCommonRuleSet\"}]}]}]}";
        String acl = change("aws_wafv2_web_acl", "w", rules, "{\"arn\": true}");
        String use =
                change("aws_wafv2_web_acl_association", "u", "{}", "{\"resource_arn\": true, \"web_acl_arn\": true}");
        for (String of : List.of("aws_lb.front", reference)) {
            String configuration = references("aws_wafv2_web_acl_association", "u", "resource_arn", of + ".arn", of)
                    .replace(
                            "\"expressions\": {",
                            "\"expressions\": {\"web_acl_arn\": {\"references\": [\"aws_wafv2_web_acl.w.arn\","
                                    + " \"aws_wafv2_web_acl.w\"]}, ");
            assertThat(FileObjections.outcome(
                            FileObjections.plan(Stream.of(FRONT, acl, use), Stream.of(configuration)),
                            "web-acl-blocks"))
                    .hasToString(of.equals(reference) ? "NOT_APPLICABLE" : "FAIL");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[]|``|``|PASS",
                "[]|{\"name\": \"own\", \"priority\": 0, \"action\": [{\"allow\": [{}]}], \"statement\":"
                        + " [{\"byte_match_statement\": [{}]}]},|``|FAIL",
                "[]|{\"name\": \"own\", \"priority\": 9, \"action\": [{\"allow\": [{}]}], \"statement\":"
                        + " [{\"byte_match_statement\": [{}]}]},|``|PASS",
                "[]|``|\"aggregate_key_type\": \"FORWARDED_IP\",|FAIL",
                "[]|``|\"aggregate_key_type\": \"CUSTOM_KEYS\", \"custom_key\": [{\"ip\": [{}], \"header\": []}],|PASS",
                "[]|``|\"aggregate_key_type\": \"CUSTOM_KEYS\", \"custom_key\": [{\"ip\": [], \"header\": [{\"name\":"
                        + " \"x\"}]}],|FAIL",
                "[\"192.0.2.0/24\"]|``|SCOPE|PASS",
                "[\"0.0.0.0/1\", \"128.0.0.0/1\"]|``|SCOPE|FAIL"
            })
    void theRulesOfAWebAclOfAPlanAreReadAsThoseOfATemplate(String addresses, String before, String rate, String outcome)
            throws GateException, InterruptedException {
        assertThat(webAcl(addresses, before, rate, Stream.of())).hasToString(outcome);
    }

    /** They may be evaluated first, and allow what the others block. */
    @ParameterizedTest
    @ValueSource(strings = {"aws_wafv2_web_acl_rule_group_association", "aws_wafv2_web_acl_rule"})
    void rulesOfAWebAclThatAreResourcesOfTheirOwnAreUndecided(String type) throws GateException, InterruptedException {
        Stream<String> of = Stream.of(change(type, "x", "{\"priority\": 0}", "{\"web_acl_arn\": true}"));
        assertThat(webAcl("[]", "", "", of)).hasToString("ERROR");
        Stream<String> ofAnother = Stream.of(change(type, "x", "{\"web_acl_arn\": \"arn:other\"}", "{}"));
        assertThat(webAcl("[]", "", "", ofAnother)).hasToString("PASS");
    }

    /** @param action of the rule in the rule group that the web ACL applies first */
    @ParameterizedTest
    @CsvSource({"block, PASS", "allow, FAIL"})
    void theRulesOfARuleGroupOfAPlanAreReadInItsPlace(String action, String outcome)
            throws GateException, InterruptedException {
        String before = "{\"name\": \"own\", \"priority\": 0, \"override_action\": [{\"none\": [{}]}], \"statement\":"
                + " [{\"rule_group_reference_statement\": [{\"arn\": \"arn:own\"}]}]},";
        String rule = "{\"name\": \"r\", \"priority\": 1, \"action\": [{\"" + action
                + "\": [{}]}], \"statement\": [{\"byte_match_statement\": [{}]}]}";
        String group = change("aws_wafv2_rule_group", "g", "{\"arn\": \"arn:own\", \"rule\": [" + rule + "]}", "{}");
        assertThat(webAcl("[]", before, "", Stream.of(group))).hasToString(outcome);
        assertThat(webAcl("[]", before, "", Stream.of(group.replace("\"rule\"", "\"rules_json\""))))
                .hasToString("ERROR");
        assertThat(webAcl("[]", before, "", Stream.of())).hasToString("ERROR");
    }

    /** @param references of the ARN of the rule group that the web ACL applies first */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "block|aws_wafv2_rule_group.g.arn,aws_wafv2_rule_group.g|PASS",
                "allow|aws_wafv2_rule_group.g.arn,aws_wafv2_rule_group.g|FAIL",
                "block|local.g|ERROR"
            })
    void aRuleGroupThatIsKnownAfterApplyIsTheOneThatIsReferredTo(String action, String references, String outcome)
            throws GateException, InterruptedException {
        String own = "{\"name\": \"own\", \"priority\": 0, \"override_action\": [{\"none\": [{}]}], \"statement\":"
                + " [{\"rule_group_reference_statement\": [{ARN}]}]}";
        String walls = "{\"name\": \"core\", \"priority\": 1, \"override_action\": [{\"none\": [{}]}], \"statement\":"
                + " [{\"managed_rule_group_statement\": [{\"vendor_name\": \"AWS\", \"name\":"
                + " \"AWSManagedRulesCommonRuleSet\"}]}]}, {\"name\": \"rate\", \"priority\": 2, \"action\": [{\"block\":"
                + " [{}]}], \"statement\": [{\"rate_based_statement\": [{\"limit\": 1000}]}]}";
        String acl = change(
                "aws_wafv2_web_acl",
                "w",
                "{\"rule\": [" + own.replace("ARN", "") + ", " + walls + "]}",
                "{\"arn\": true, \"rule\": [" + own.replace("ARN", "\"arn\": true") + ", {}, {}]}");
        String rule = "{\"name\": \"r\", \"priority\": 1, \"action\": [{\"" + action
                + "\": [{}]}], \"statement\": [{\"byte_match_statement\": [{}]}]}";
        String group = change("aws_wafv2_rule_group", "g", "{\"rule\": [" + rule + "]}", "{\"arn\": true}");
        String use =
                change("aws_wafv2_web_acl_association", "u", "{}", "{\"resource_arn\": true, \"web_acl_arn\": true}");
        String expression = "\"arn\": {\"references\": [\"" + String.join("\", \"", references.split(",")) + "\"]}";
        String configured = "{\"address\": \"aws_wafv2_web_acl.w\", \"expressions\": {\"rule\": ["
                + own.replace("ARN", expression) + "]}}";
        String association = references(
                        "aws_wafv2_web_acl_association", "u", "resource_arn", "aws_lb.front.arn", "aws_lb.front")
                .replace(
                        "\"expressions\": {",
                        "\"expressions\": {\"web_acl_arn\": {\"references\": [\"aws_wafv2_web_acl.w.arn\","
                                + " \"aws_wafv2_web_acl.w\"]}, ");
        assertThat(FileObjections.outcome(
                        FileObjections.plan(Stream.of(FRONT, acl, group, use), Stream.of(association, configured)),
                        "web-acl-blocks"))
                .hasToString(outcome);
    }

    /** @param references of the ARN of the IP set that is exempt from the rate limit; none for a dynamic block */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[\"192.0.2.0/24\"]|aws_wafv2_ip_set.office.arn,aws_wafv2_ip_set.office|PASS",
                "[\"192.0.2.0/24\"]|aws_wafv2_ip_set.office[0].arn,aws_wafv2_ip_set.office[0],aws_wafv2_ip_set.office|PASS",
                "[\"192.0.2.0/24\"]|aws_wafv2_ip_set.office,each.key|PASS",
                "[\"0.0.0.0/1\", \"128.0.0.0/1\"]|aws_wafv2_ip_set.office.arn,aws_wafv2_ip_set.office|FAIL",
                "[\"192.0.2.0/24\"]|aws_wafv2_ip_set.other.arn,aws_wafv2_ip_set.other|ERROR",
                "[\"192.0.2.0/24\"]|aws_cloudformation_stack.x.outputs,aws_cloudformation_stack.x|ERROR",
                "[\"192.0.2.0/24\"]|aws_wafv2_ip_set.office.arn,aws_wafv2_ip_set.office,aws_cloudformation_stack.x|ERROR",
                "[\"192.0.2.0/24\"]|local.office|ERROR",
                "[\"192.0.2.0/24\"]|``|ERROR"
            })
    void anIpSetThatIsKnownAfterApplyIsTheOneThatIsReferredTo(String addresses, String references, String outcome)
            throws GateException, InterruptedException {
        String rate = "{\"name\": \"rate\", \"priority\": 2, \"action\": [{\"block\": [{}]}], \"statement\":"
                + " [{\"rate_based_statement\": [{\"limit\": 1000, \"scope_down_statement\": [{\"not_statement\":"
                + " [{\"statement\": [{\"ip_set_reference_statement\": [{ARN}]}]}]}]}]}]}";
        String core = "{\"name\": \"core\", \"priority\": 1, \"override_action\": [{\"none\": [{}]}], \"statement\":"
                + " [{\"managed_rule_group_statement\": [{\"vendor_name\": \"AWS\", \"name\":"
                + " \"AWSManagedRulesCommonRuleSet\"}]}]}";
        String known = rate.replace("ARN", "");
        String unknown = "{\"arn\": true, \"rule\": [{}, " + rate.replace("ARN", "\"arn\": true") + "]}";
        String acl = change("aws_wafv2_web_acl", "w", "{\"rule\": [" + core + ", " + known + "]}", unknown);
        String set = change("aws_wafv2_ip_set", "office", "{\"addresses\": " + addresses + "}", "{\"arn\": true}");
        String use =
                change("aws_wafv2_web_acl_association", "u", "{}", "{\"resource_arn\": true, \"web_acl_arn\": true}");
        String expression = "\"arn\": {\"references\": [\"" + String.join("\", \"", references.split(",")) + "\"]}";
        String configured = "{\"address\": \"aws_wafv2_web_acl.w\", \"expressions\": {\"rule\": ["
                + (references.isEmpty() ? "" : rate.replace("ARN", expression)) + "]}}";
        String association = references(
                        "aws_wafv2_web_acl_association", "u", "resource_arn", "aws_lb.front.arn", "aws_lb.front")
                .replace(
                        "\"expressions\": {",
                        "\"expressions\": {\"web_acl_arn\": {\"references\": [\"aws_wafv2_web_acl.w.arn\","
                                + " \"aws_wafv2_web_acl.w\"]}, ");
        assertThat(FileObjections.outcome(
                        FileObjections.plan(Stream.of(FRONT, acl, set, use), Stream.of(association, configured)),
                        "web-acl-blocks"))
                .hasToString(outcome);
    }

    private static RuleOutcome webAcl(String addresses, String before, String rate, Stream<String> more)
            throws GateException, InterruptedException {
        String scope =
                "\"scope_down_statement\": [{\"not_statement\": [{\"statement\": [{\"ip_set_reference_statement\":"
                        + " [{\"arn\": \"arn:office\"}]}]}]}],";
        String rules = "{\"rule\": [" + before
                + "{\"name\": \"core\", \"priority\": 1, \"override_action\": [{\"none\": [{}]}], \"statement\":"
                + " [{\"managed_rule_group_statement\": [{\"vendor_name\": \"AWS\", \"name\":"
                + " \"AWSManagedRulesCommonRuleSet\"}]}]},{\"name\": \"rate\", \"priority\": 2, \"action\":"
                + " [{\"block\": [{}]}], \"statement\":"
                + " [{\"rate_based_statement\":"
                + " [{" + rate.replace("SCOPE", scope) + "\"limit\": 1000}]}]}]}";
        String acl = change("aws_wafv2_web_acl", "w", rules, "{\"arn\": true}");
        String set = change(
                "aws_wafv2_ip_set", "office", "{\"arn\": \"arn:office\", \"addresses\": " + addresses + "}", "{}");
        String use =
                change("aws_wafv2_web_acl_association", "u", "{}", "{\"resource_arn\": true, \"web_acl_arn\": true}");
        String configuration = references(
                        "aws_wafv2_web_acl_association", "u", "resource_arn", "aws_lb.front.arn", "aws_lb.front")
                .replace(
                        "\"expressions\": {",
                        "\"expressions\": {\"web_acl_arn\": {\"references\": [\"aws_wafv2_web_acl.w.arn\","
                                + " \"aws_wafv2_web_acl.w\"]}, ");
        return FileObjections.outcome(
                FileObjections.plan(Stream.concat(Stream.of(FRONT, acl, set, use), more), Stream.of(configuration)),
                "web-acl-blocks");
    }

    /** A rule that Terraform puts off may open a group of the tasks. */
    @Test
    void whatTerraformPutsOffOfAGroupIsUndecided() throws GateException, InterruptedException {
        String plan = FileObjections.plan(Stream.of(FRONT), Stream.of());
        String rule = change("aws_vpc_security_group_ingress_rule", "in", "{\"cidr_ipv4\": \"0.0.0.0/0\"}", "{}");
        String putOff = plan.replaceFirst(
                "\\{",
                "{\"deferred_changes\": [{\"reason\": \"resource_config_unknown\", \"resource_change\": " + rule
                        + "}], ");
        assertThat(FileObjections.outcome(plan, "every-resource-evaluated")).hasToString("NOT_APPLICABLE");
        assertThat(FileObjections.outcome(putOff, "every-resource-evaluated")).hasToString("ERROR");
    }

    /** Each instance of a module refers to its own resources. */
    @Test
    void whatIsOfOneInstanceOfAModuleIsNotOfAnother() throws GateException, InterruptedException {
        Stream<String> changes = Stream.of("a", "b")
                .flatMap(key -> Stream.of(
                                FRONT.replace("false", key.equals("a") ? "true" : "false"),
                                HTTP.replace("forward", key.equals("a") ? "forward" : "fixed-response"))
                        .map(each ->
                                each.replace("\"address\": \"", "\"address\": \"module.m[\\\"" + key + ".]\\\"].")));
        String module =
                "{\"resources\": [" + configured("aws_lb_listener", "http", "load_balancer_arn", "aws_lb.front") + "]}";
        String plan = FileObjections.plan(changes, Stream.of())
                .replace(
                        "\"root_module\": {",
                        "\"root_module\": {\"module_calls\": {\"m\": {\"module\": " + module + "}}, ");
        // the load balancer of instance a is internal, and takes requests without TLS
        assertThat(FileObjections.outcome(plan, "lb-tls-only")).hasToString("PASS");
        assertThat(FileObjections.outcome(plan.replace("\"internal\": true", "\"internal\": false"), "lb-tls-only"))
                .hasToString("FAIL");
    }

    private static final String TRUST =
            "{\\\"Statement\\\": [{\\\"Effect\\\": \\\"Allow\\\", \\\"Action\\\": \\\"sts:AssumeRole\\\","
                    + " \\\"Principal\\\": {\\\"Service\\\": \\\"ecs-tasks.amazonaws.com\\\"}}]}";

    private static String role(String address) {
        return change("aws_iam_role", "task", "{\"assume_role_policy\": \"" + TRUST + "\"}", "{\"arn\": true}")
                .replace("\"address\": \"aws_iam_role.task\"", "\"address\": \"" + address + "\"");
    }

    private static final String ADMIN = change(
            "aws_iam_role_policy_attachment",
            "admin",
            "{\"policy_arn\": \"arn:aws:iam::aws:policy/AdministratorAccess\"}",
            "{\"role\": true}");
    private static final String TASK = change(
            "aws_ecs_task_definition",
            "t",
            "{\"family\": \"t\", \"container_definitions\": \"[{\\\"name\\\": \\\"web\\\", \\\"image\\\":"
                    + " \\\"x\\\"}]\"}",
            "{\"task_role_arn\": true}");

    private static List<String> excess(Stream<String> changes, Stream<String> configuration)
            throws GateException, InterruptedException {
        return FileObjections.shown(
                FileObjections.findings(FileObjections.plan(changes, configuration)),
                finding -> finding.rule().value().equals("task-role-least-privilege"));
    }

    /** @param reference whose value may be the name of any role */
    @ParameterizedTest
    @ValueSource(strings = {"module.role", "local.role", "var.role", "each.value"})
    void aPolicyOfWhatMayBeTheRoleIsOneOfIts(String reference) throws GateException, InterruptedException {
        assertThat(excess(
                        Stream.of(role("aws_iam_role.task"), ADMIN, TASK),
                        Stream.of(
                                references(
                                        "aws_iam_role_policy_attachment",
                                        "admin",
                                        "role",
                                        reference + ".name",
                                        reference),
                                configured("aws_ecs_task_definition", "t", "task_role_arn", "aws_iam_role.task"))))
                .containsExactly("task-role-least-privilege");
    }

    @Test
    void aRoleIsFoundByItsIndex() throws GateException, InterruptedException {
        String task = references(
                "aws_ecs_task_definition",
                "t",
                "task_role_arn",
                "aws_iam_role.task[1].arn",
                "aws_iam_role.task[1]",
                "aws_iam_role.task");
        for (int attached : new int[] {0, 1}) {
            String instance = "aws_iam_role.task[" + attached + "]";
            assertThat(excess(
                            Stream.of(role("aws_iam_role.task[0]"), role("aws_iam_role.task[1]"), ADMIN, TASK),
                            Stream.of(
                                    task,
                                    references(
                                            "aws_iam_role_policy_attachment",
                                            "admin",
                                            "role",
                                            instance + ".name",
                                            instance,
                                            "aws_iam_role.task"))))
                    .isEqualTo(attached == 0 ? List.of() : List.of("task-role-least-privilege"));
        }
    }

    /** A text that begins with the name of a role may be the name of another one. */
    @Test
    void aPolicyOfARoleThatIsNamedAfterAnotherIsNotLeftOut() throws GateException, InterruptedException {
        String other = role("aws_iam_role.other").replace("\"arn\": true", "\"arn\": true, \"name\": true");
        for (String of : List.of("aws_iam_role.task.name", "random_id.x.hex")) {
            String[] references = {of, of.substring(0, of.lastIndexOf('.'))};
            assertThat(excess(
                            Stream.of(role("aws_iam_role.task"), other, ADMIN, TASK),
                            Stream.of(
                                    references("aws_iam_role", "other", "name", references),
                                    references(
                                            "aws_iam_role_policy_attachment",
                                            "admin",
                                            "role",
                                            "aws_iam_role.task.name",
                                            "aws_iam_role.task"),
                                    configured("aws_ecs_task_definition", "t", "task_role_arn", "aws_iam_role.other"))))
                    .isEqualTo(of.startsWith("random") ? List.of() : List.of("task-role-least-privilege"));
        }
    }

    /** The id of a role that has a name is known after apply, and so is a text with the id in it. */
    @Test
    void aPolicyOfARoleWhoseNameHoldsThatOfAnotherIsNotLeftOut() throws GateException, InterruptedException {
        String named = "\"arn\": true, \"id\": true}";
        String task = role("aws_iam_role.task")
                .replace("\"arn\": true}", named)
                .replace("\"assume", "\"name\": \"shop\", \"assume");
        String of = configured("aws_ecs_task_definition", "t", "task_role_arn", "aws_iam_role.other");
        String attached = references(
                "aws_iam_role_policy_attachment", "admin", "role", "aws_iam_role.task.id", "aws_iam_role.task");
        for (String name : List.of("shop-x", "other")) {
            String other = role("aws_iam_role.other")
                    .replace("\"arn\": true}", named)
                    .replace("\"assume", "\"name\": \"" + name + "\", \"assume");
            assertThat(excess(Stream.of(task, other, ADMIN, TASK), Stream.of(attached, of)))
                    .isEqualTo(name.equals("other") ? List.of() : List.of("task-role-least-privilege"));
        }
    }

    /** @param references of the groups of a service; the group of the plan is open to the world */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "aws_security_group.svc,each.key|",
                "aws_security_group.svc,each.value,each|",
                "aws_security_group.svc,each.value.name,each.value,each|",
                "aws_security_group.svc,each.key,each.value,each|no-open-declared-group undecided",
                "aws_security_group.svc,each.value.name,each.value.groups,each.value,each|no-open-declared-group"
                        + " undecided"
            })
    void whatForEachHoldsBesideAnInstanceMayBeAnyGroup(String references, String objection)
            throws GateException, InterruptedException {
        String service = change(
                "aws_ecs_service",
                "s",
                "{\"name\": \"s\", \"launch_type\": \"FARGATE\", \"network_configuration\": [{\"assign_public_ip\":"
                        + " false}]}",
                "{\"network_configuration\": [{\"security_groups\": true}]}");
        String open = change(
                "aws_security_group",
                "open",
                "{\"name\": \"open\", \"ingress\": [{\"protocol\": \"-1\", \"from_port\": 0, \"to_port\": 0,"
                        + " \"cidr_blocks\": [\"0.0.0.0/0\"]}]}",
                "{\"id\": true}");
        String closed = change("aws_security_group", "svc", "{\"name\": \"svc\", \"ingress\": []}", "{\"id\": true}");
        String configuration =
                "{\"address\": \"aws_ecs_service.s\", \"mode\": \"managed\", \"type\": \"aws_ecs_service\", \"name\":"
                        + " \"s\", \"expressions\": {\"network_configuration\": [{\"security_groups\": {\"references\":"
                        + " [\""
                        + references.replace(",", "\", \"") + "\"]}}]}}";
        assertThat(FileObjections.shown(
                        FileObjections.findings(
                                FileObjections.plan(Stream.of(TASK, open, closed, service), Stream.of(configuration))),
                        finding -> finding.rule().value().equals("no-open-declared-group")))
                .isEqualTo(objection == null ? List.of() : List.of(objection));
    }
}
