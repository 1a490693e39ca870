package io.jenkins.lib.containergate.ecs.segmentation.reader;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.aws.CloudLookups;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.MissingAnswers;
import io.jenkins.lib.containergate.aws.ec2.Host;
import io.jenkins.lib.containergate.aws.ec2.HostLookups;
import io.jenkins.lib.containergate.aws.ecs.ContainerInstance;
import io.jenkins.lib.containergate.aws.ecs.EcsLookups;
import io.jenkins.lib.containergate.aws.ecs.EcsService;
import io.jenkins.lib.containergate.aws.ecs.TaskNetwork;
import io.jenkins.lib.containergate.aws.vpc.NetworkLookups;
import io.jenkins.lib.containergate.aws.vpc.NetworkLookups.GroupReference;
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
import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.policy.segment.AllowedSources;
import io.jenkins.lib.containergate.policy.segment.Source;
import io.jenkins.lib.containergate.rule.RuleEvaluation;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Services whose tasks have no interface of their own have the security groups of their instances. */
class HostServicesTest {
    private static final String SEGMENTS = "segment-reachability";
    private static final String SHARED = "sg-not-shared";
    private static final SecurityGroupRule EVERYTHING = new SecurityGroupRule(
            "-1", OptionalInt.empty(), OptionalInt.empty(), List.of("0.0.0.0/0"), List.of(), List.of());
    private static final ContainerInstance.Versions VERSIONS =
            new ContainerInstance.Versions(Optional.empty(), Optional.empty());

    private final List<EcsService> services = new ArrayList<>();
    private final List<ContainerInstance> instances = new ArrayList<>();
    private final List<Host> hosts = new ArrayList<>();
    private final List<SecurityGroup> groups = new ArrayList<>();
    private final Map<String, Lookup<?>> answers = new HashMap<>();
    private final List<String> allowed = new ArrayList<>();

    @BeforeEach
    void answers() {
        answers.put("serviceNames", new Lookup.Answered<>(List.of("all")));
        answers.put("services", new Lookup.Answered<>(services));
        answers.put("containerInstances", new Lookup.Answered<>(instances));
        answers.put("hosts", new Lookup.Answered<>(hosts));
        answers.put("defaultSecurityGroups", new Lookup.Answered<>(List.of()));
        answers.put("securityGroups", new Lookup.Answered<>(groups));
        answers.put("interfaces", new Lookup.Answered<>(List.of()));
        answers.put(
                "subnets",
                new Lookup.Answered<>(
                        List.of(new Subnet("subnet-1", "vpc-1", List.of("10.0.0.0/24"), false, List.of()))));
    }

    private void service(String name, String launchType, String... onlyOn) {
        service(name, launchType, Optional.empty(), onlyOn);
    }

    private void service(String name, String launchType, Optional<TaskNetwork> network, String... onlyOn) {
        services.add(TestDeployed.running(
                name, Optional.of(launchType).filter(type -> !type.isEmpty()), network, Optional.empty(), onlyOn));
    }

    private void instance(String id, String provider, String group) {
        instances.add(new ContainerInstance(
                "arn:" + id,
                Optional.of(id),
                "ACTIVE",
                true,
                VERSIONS,
                Map.of(),
                Optional.of(provider).filter(name -> !name.isEmpty())));
        if (!id.startsWith("mi-")) {
            hosts.add(new Host(
                    id,
                    new Host.Metadata(true, true, 1),
                    List.of(),
                    new Host.Network(
                            Optional.of("vpc-1"),
                            List.of("subnet-1"),
                            group.isEmpty() ? List.of() : List.of(group),
                            List.of()),
                    Optional.empty(),
                    Optional.empty(),
                    false));
        }
    }

    private void group(String id, String... from) {
        SecurityGroupRule in = new SecurityGroupRule(
                "tcp",
                OptionalInt.of(32_768),
                OptionalInt.of(65_535),
                List.of(),
                List.of(from).stream()
                        .map(each -> new GroupReference(each, Optional.empty()))
                        .toList(),
                List.of());
        groups.add(new SecurityGroup(id, id, "vpc-1", from.length == 0 ? List.of() : List.of(in), List.of(EVERYTHING)));
    }

    private record Listed(List<String> keys) implements AllowedSources {
        @Override
        public boolean allows(Source source) {
            return keys.contains(source.key());
        }

        @Override
        public String text() {
            return String.join(", ", keys);
        }
    }

    private RuleEvaluation evaluated(String id) throws Exception {
        CloudRules<Deployment> rules = CloudDeploymentRules.all(
                        service -> Optional.of(new Listed(allowed)),
                        AccountLimits.defaults(),
                        PlaintextSecrets.standard(),
                        Clock.systemUTC())
                .only(rule -> rule.id().value().equals(id));
        CloudLookups aws = TestLookups.of(
                TestLookups.answering(EcsLookups.class, answers),
                TestLookups.answering(HostLookups.class, answers),
                TestLookups.answering(NetworkLookups.class, answers));
        CloudSurvey survey = CloudSurvey.of(aws, Deadline.after(Duration.ofMinutes(1), Clock.systemUTC()));
        return rules.evaluate(survey.about(TestDeployed.service("{}"), rules, MissingAnswers.ASKED))
                .evaluations()
                .get(0);
    }

    private RuleOutcome outcome(String rule) throws Exception {
        return evaluated(rule).result().outcome();
    }

    private List<String> found(String rule) throws Exception {
        return evaluated(rule).result().findings().stream().map(Finding::actual).toList();
    }

    @Test
    void servicesOnOneInstanceReachEachOtherAndShareItsGroup() throws Exception {
        service("shop", "EC2");
        service("cart", "EC2");
        instance("i-1", "", "sg-host");
        group("sg-host");
        assertThat(outcome(SHARED)).isEqualTo(RuleOutcome.FAIL);
        assertThat(outcome(SEGMENTS)).isEqualTo(RuleOutcome.FAIL);
        assertThat(found(SEGMENTS))
                .singleElement()
                .asString()
                .contains("reachable from cart on all, because both run on the same instances", "awsvpc");
    }

    @Test
    void theListOfTheServiceMayNameItsNeighbours() throws Exception {
        service("shop", "EC2");
        service("cart", "EC2");
        instance("i-1", "", "sg-host");
        group("sg-host");
        allowed.add("cart");
        assertThat(outcome(SEGMENTS)).isEqualTo(RuleOutcome.PASS);
    }

    @Test
    void whatTheGroupOfTheInstanceLetsInReachesTheService() throws Exception {
        service("shop", "EC2");
        instance("i-1", "", "sg-host");
        group("sg-host", "sg-front");
        assertThat(found(SEGMENTS)).singleElement().asString().contains("group:sg-front", "32768");
        allowed.add("group:sg-front");
        assertThat(outcome(SEGMENTS)).isEqualTo(RuleOutcome.PASS);
    }

    @Test
    void servicesOfDifferentCapacityProvidersAreApart() throws Exception {
        service("shop", "", "one");
        service("cart", "", "two");
        instance("i-1", "one", "sg-one");
        instance("i-2", "two", "sg-two");
        group("sg-one");
        group("sg-two", "sg-one");
        assertThat(outcome(SHARED)).isEqualTo(RuleOutcome.PASS);
        assertThat(outcome(SEGMENTS)).isEqualTo(RuleOutcome.PASS);
    }

    /** Also while a deployment with another strategy is replaced: then no providers are told. */
    @ParameterizedTest
    @ValueSource(strings = {"EC2", ""})
    void aServiceWithoutCapacityProvidersMayBeOnAnyInstance(String launchType) throws Exception {
        service("shop", "", "one");
        service("cart", launchType);
        instance("i-1", "one", "sg-one");
        instance("i-2", "two", "sg-two");
        group("sg-one");
        group("sg-two");
        assertThat(outcome(SHARED)).isEqualTo(RuleOutcome.FAIL);
        assertThat(outcome(SEGMENTS)).isEqualTo(RuleOutcome.FAIL);
    }

    @Test
    void providersThatShareAGroupDoNotKeepServicesApart() throws Exception {
        service("shop", "", "one");
        service("cart", "", "two");
        instance("i-1", "one", "sg-host");
        instance("i-2", "two", "sg-host");
        group("sg-host", "sg-host");
        assertThat(outcome(SHARED)).isEqualTo(RuleOutcome.FAIL);
        assertThat(found(SEGMENTS)).singleElement().asString().contains("reachable from cart", "sg-host lets in");
    }

    @ParameterizedTest
    @ValueSource(strings = {"containerInstances", "hosts"})
    void instancesThatCannotBeReadAreAnError(String question) throws Exception {
        service("shop", "", "one");
        instance("i-1", "one", "sg-one");
        group("sg-one");
        answers.put(question, new Lookup.Denied<>("some:Permission"));
        assertThat(outcome(SHARED)).isEqualTo(RuleOutcome.ERROR);
        assertThat(outcome(SEGMENTS)).isEqualTo(RuleOutcome.ERROR);
        assertThat(found(SEGMENTS)).singleElement().asString().contains("some:Permission");
    }

    private void shopWithAnInterfaceOfItsOwn() {
        service("shop", "FARGATE", Optional.of(new TaskNetwork(List.of("subnet-1"), List.of("sg-shop"), false)));
        group("sg-shop");
    }

    @Test
    void aServiceWithAnInterfaceOfItsOwnSharesTheGroupOfAnInstance() throws Exception {
        shopWithAnInterfaceOfItsOwn();
        service("cart", "EC2");
        instance("i-1", "", "sg-host");
        group("sg-host");
        assertThat(outcome(SHARED)).isEqualTo(RuleOutcome.PASS);
        instance("i-2", "", "sg-shop");
        assertThat(outcome(SHARED)).isEqualTo(RuleOutcome.FAIL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"containerInstances", "hosts"})
    void whileInstancesOfAnotherServiceCannotBeReadTheyMayHaveTheGroup(String question) throws Exception {
        shopWithAnInterfaceOfItsOwn();
        service("cart", "EC2");
        instance("i-1", "", "sg-host");
        answers.put(question, new Lookup.Denied<>("some:Permission"));
        assertThat(outcome(SHARED)).isEqualTo(RuleOutcome.ERROR);
        assertThat(found(SHARED)).singleElement().asString().contains("the service cart", "some:Permission");
    }

    @Test
    void anInstanceWithoutGroupsIsAnError() throws Exception {
        service("shop", "", "one");
        instance("i-1", "one", "");
        assertThat(outcome(SHARED)).isEqualTo(RuleOutcome.ERROR);
        assertThat(outcome(SEGMENTS)).isEqualTo(RuleOutcome.ERROR);
    }

    @Test
    void withoutAnInstanceOfItsProviderNothingIsKnownOfWhoReachesIt() throws Exception {
        service("shop", "", "one");
        instance("i-2", "two", "sg-two");
        group("sg-two");
        assertThat(outcome(SHARED)).isEqualTo(RuleOutcome.NOT_APPLICABLE);
        assertThat(outcome(SEGMENTS)).isEqualTo(RuleOutcome.ERROR);
    }

    @Test
    void outsideOfEc2ThereAreNoSecurityGroups() throws Exception {
        service("shop", "EXTERNAL");
        instance("mi-1", "", "");
        instance("i-1", "", "sg-host");
        group("sg-host");
        assertThat(outcome(SHARED)).isEqualTo(RuleOutcome.NOT_APPLICABLE);
        assertThat(outcome(SEGMENTS)).isEqualTo(RuleOutcome.ERROR);
    }

    @Test
    void whileADeploymentInAnotherNetworkIsReplacedWhoReachesItIsNotKnown() throws Exception {
        Optional<TaskNetwork> own = Optional.of(new TaskNetwork(List.of("subnet-1"), List.of("sg-shop"), false));
        instance("i-1", "", "sg-host");
        group("sg-host");
        group("sg-shop");
        services.add(TestDeployed.running("shop", Optional.of("EC2"), own, Optional.empty()));
        for (Optional<TaskNetwork> staying : List.of(own, Optional.<TaskNetwork>empty())) {
            Optional<TaskNetwork> other = staying.isPresent() ? Optional.empty() : own;
            EcsService shop = TestDeployed.running("shop", Optional.of("EC2"), staying, Optional.empty());
            services.set(0, TestDeployed.replacing(shop, staying));
            assertThat(outcome(SEGMENTS)).isEqualTo(RuleOutcome.PASS);
            services.set(0, TestDeployed.replacing(shop, other));
            assertThat(found(SEGMENTS)).singleElement().asString().contains("that of their instance");
            assertThat(outcome(SEGMENTS)).isEqualTo(RuleOutcome.ERROR);
        }
    }
}
