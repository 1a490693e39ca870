package io.jenkins.lib.containergate.ecs.segmentation.reader;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.arn.Arn;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.MissingAnswers;
import io.jenkins.lib.containergate.aws.ecs.EcsLookups;
import io.jenkins.lib.containergate.aws.ecs.EcsService;
import io.jenkins.lib.containergate.aws.ecs.RegisteredTaskDefinition;
import io.jenkins.lib.containergate.aws.ecs.TaskNetwork;
import io.jenkins.lib.containergate.aws.vpc.NetworkLookups;
import io.jenkins.lib.containergate.aws.vpc.NetworkLookups.AclEntry;
import io.jenkins.lib.containergate.aws.vpc.NetworkLookups.GroupReference;
import io.jenkins.lib.containergate.aws.vpc.NetworkLookups.NetworkAcl;
import io.jenkins.lib.containergate.aws.vpc.NetworkLookups.PrefixList;
import io.jenkins.lib.containergate.aws.vpc.NetworkLookups.Route;
import io.jenkins.lib.containergate.aws.vpc.NetworkLookups.SecurityGroup;
import io.jenkins.lib.containergate.aws.vpc.NetworkLookups.SecurityGroupRule;
import io.jenkins.lib.containergate.aws.vpc.NetworkLookups.Subnet;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.ecs.account.AccountLimits;
import io.jenkins.lib.containergate.ecs.account.CloudDeploymentRules;
import io.jenkins.lib.containergate.ecs.account.CloudRules;
import io.jenkins.lib.containergate.ecs.account.CloudSurvey;
import io.jenkins.lib.containergate.ecs.account.TestDeployed;
import io.jenkins.lib.containergate.ecs.account.TestLookups;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.ecs.plaintext.PlaintextSecrets;
import io.jenkins.lib.containergate.policy.segment.AllowedSources;
import io.jenkins.lib.containergate.policy.segment.Source;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A service that passes every rule on its network does not pass those that need a lookup which is denied. */
class DeniedNetworkLookupsTest {
    private static final Arn TASK = Arn.of("arn:aws:ecs:eu-central-1:123456789012:task-definition/shop:1")
            .orElseThrow();
    private static final AllowedSources ANYBODY = new AllowedSources() {
        @Override
        public boolean allows(Source source) {
            return source.unknown().isEmpty();
        }

        @Override
        public String text() {
            return "anybody";
        }
    };

    private final Map<String, Lookup<?>> answers = new HashMap<>();

    private void answer(String lookup, Object value) {
        answers.put(lookup, new Lookup.Answered<>(value));
    }

    /** Reached from a group and from a prefix list, and reaches the list on all ports. */
    private void answers(boolean withGroups) {
        SecurityGroupRule in = new SecurityGroupRule(
                "tcp",
                OptionalInt.of(8080),
                OptionalInt.of(8080),
                List.of(),
                List.of(new GroupReference("sg-web", Optional.empty())),
                List.of("pl-1"));
        SecurityGroupRule out = new SecurityGroupRule(
                "tcp", OptionalInt.of(0), OptionalInt.of(65_535), List.of(), List.of(), List.of("pl-1"));
        answer("serviceNames", List.of(TestDeployed.SERVICE));
        answer("services", List.of(service(withGroups ? List.of("sg-1") : List.of())));
        answer(
                "taskDefinition",
                new RegisteredTaskDefinition(
                        TASK,
                        "{\"family\": \"shop\", \"containerDefinitions\": [{\"name\": \"web\","
                                + " \"portMappings\": [{\"containerPort\": 8080}]}]}"));
        answer("subnets", List.of(subnet("nat-1")));
        answer("securityGroups", List.of(new SecurityGroup("sg-1", "shop", "vpc-1", List.of(in), List.of(out))));
        answer(
                "defaultSecurityGroups",
                withGroups
                        ? List.of()
                        : List.of(new SecurityGroup("sg-1", "shop", "vpc-1", List.of(in), List.of(out))));
        answer("interfaces", List.of());
        answer("prefixLists", List.of(new PrefixList("pl-1", List.of("10.1.0.0/16"))));
        answer(
                "networkAcls",
                List.of(new NetworkAcl(
                        "acl-1",
                        false,
                        List.of(new AclEntry(
                                1, false, true, "6", OptionalInt.of(8080), OptionalInt.of(8080), "10.0.0.0/8")))));
    }

    private static Subnet subnet(String gateway) {
        return new Subnet(
                "subnet-1", "vpc-1", List.of("10.0.0.0/24"), false, List.of(new Route("0.0.0.0/0", gateway, true)));
    }

    private static EcsService service(List<String> groups) {
        return TestDeployed.running(
                "shop",
                Optional.of("FARGATE"),
                Optional.of(new TaskNetwork(List.of("subnet-1"), groups, false)),
                Optional.of(TASK));
    }

    private RuleOutcome outcome(String id, MissingAnswers missing) throws Exception {
        CloudRules<Deployment> rules = CloudDeploymentRules.all(
                        service -> Optional.of(ANYBODY),
                        AccountLimits.defaults(),
                        PlaintextSecrets.standard(),
                        Clock.systemUTC())
                .only(rule -> rule.id().value().equals(id));
        CloudSurvey survey = CloudSurvey.of(
                TestLookups.of(
                        TestLookups.answering(EcsLookups.class, answers),
                        TestLookups.answering(NetworkLookups.class, answers)),
                Deadline.after(Duration.ofMinutes(1), Clock.systemUTC()));
        Deployment definition = TestDeployed.service("{\"networkConfiguration\": {\"awsvpcConfiguration\":"
                + " {\"subnets\": [\"subnet-1\"], \"securityGroups\": [\"sg-1\"]}}}");
        return rules.evaluate(survey.about(definition, rules, missing))
                .evaluations()
                .get(0)
                .result()
                .outcome();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "segment-reachability",
                "network-acl-no-open-ingress",
                "private-subnets",
                "no-default-security-group",
                "sg-no-open-ingress",
                "sg-ingress-from-sg",
                "sg-egress-restricted",
                "sg-not-shared"
            })
    void withAllOfThemItPasses(String rule) throws Exception {
        answers(true);
        assertThat(outcome(rule, MissingAnswers.ASKED)).isEqualTo(RuleOutcome.PASS);
    }

    @ParameterizedTest
    @CsvSource({
        "services, segment-reachability network-acl-no-open-ingress private-subnets no-default-security-group"
                + " sg-no-open-ingress sg-ingress-from-sg sg-egress-restricted sg-not-shared",
        "serviceNames, segment-reachability sg-not-shared",
        "subnets, segment-reachability private-subnets no-default-security-group sg-no-open-ingress sg-ingress-from-sg"
                + " sg-egress-restricted sg-not-shared",
        "securityGroups, segment-reachability no-default-security-group sg-no-open-ingress sg-ingress-from-sg"
                + " sg-egress-restricted sg-not-shared",
        "interfaces, segment-reachability",
        "prefixLists, segment-reachability sg-no-open-ingress sg-egress-restricted",
        "taskDefinition, sg-ingress-from-sg",
        "networkAcls, network-acl-no-open-ingress"
    })
    void withoutOneOfThemItDoesNot(String lookup, String rules) throws Exception {
        answers(true);
        answers.put(lookup, new Lookup.Denied<>("some:Permission"));
        for (String rule : rules.split(" ")) {
            assertThat(outcome(rule, MissingAnswers.ASKED)).as(rule).isEqualTo(RuleOutcome.ERROR);
            assertThat(outcome(rule, MissingAnswers.OPTIONAL)).as(rule).isNotEqualTo(RuleOutcome.PASS);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"igw-1", "cagw-1"})
    void withAWayToTheInternetItsSubnetIsNotPrivate(String gateway) throws Exception {
        answers(true);
        answer("subnets", List.of(subnet(gateway)));
        assertThat(outcome("private-subnets", MissingAnswers.ASKED)).isEqualTo(RuleOutcome.FAIL);
    }

    @Test
    void withoutTheDefaultGroupOfItsNetworkAServiceThatNamesNoneDoesNotPass() throws Exception {
        answers(false);
        answers.put("defaultSecurityGroups", new Lookup.Denied<>("some:Permission"));
        for (String rule : List.of("segment-reachability", "sg-no-open-ingress", "sg-egress-restricted")) {
            assertThat(outcome(rule, MissingAnswers.ASKED)).as(rule).isEqualTo(RuleOutcome.ERROR);
        }
    }
}
