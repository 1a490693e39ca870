package io.jenkins.lib.containergate.awssdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.arn.Arn;
import io.jenkins.lib.containergate.aws.CloudLookups;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.ecs.ServiceDeployments;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.registry.EcrRegistry;
import io.jenkins.lib.containergate.testkit.aws.AwsServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each single permission that is denied by itself makes the answer missing, and is named: with that, every rule is an ERROR or not
 * applicable ({@code CloudRuleContract}).
 */
class DeniedPermissionsTest extends AwsFaults {
    private static final String ROLE = "arn:aws:iam::123456789012:role/shop";
    private static final EcrRegistry REGISTRY = new EcrRegistry("123456789012", "eu-central-1", false);

    private static final Map<String, Case> CASES = cases();

    private interface Ask {
        Lookup<?> of(CloudLookups aws, ServiceDeployments deployments, Deadline deadline) throws Exception;
    }

    /** @param before what AWS answers on the way to the call that is denied, by call */
    private record Case(Ask ask, Map<String, String> before) {}

    private static Map<String, Case> cases() {
        Map<String, Case> cases = new LinkedHashMap<>();
        put(
                cases,
                "ecs:DescribeTaskDefinition",
                (aws, waiting, end) -> aws.ecs().taskDefinition("shop:1", end));
        put(
                cases,
                "ecs:ListTaskDefinitionFamilies",
                (aws, waiting, end) -> aws.ecs().taskRoles(end));
        put(cases, "ecs:DescribeClusters", (aws, waiting, end) -> aws.ecs().cluster("prod", end));
        put(cases, "ecs:ListClusters", (aws, waiting, end) -> aws.ecs().clusters(end));
        put(cases, "ecs:ListServices", (aws, waiting, end) -> aws.ecs().serviceNames("prod", end));
        put(cases, "ecs:DescribeServices", (aws, waiting, end) -> aws.ecs().services("prod", List.of("shop"), end));
        put(cases, "ecs:ListTasks", (aws, waiting, end) -> aws.ecs().taskNames("prod", Optional.empty(), end));
        put(cases, "ecs:DescribeTasks", (aws, waiting, end) -> aws.ecs().tasks("prod", List.of("1"), end));
        Ask instances = (aws, waiting, end) -> aws.ecs().containerInstances("prod", end);
        put(cases, "ecs:ListContainerInstances", instances);
        put(
                cases,
                "ecs:DescribeContainerInstances",
                instances,
                "ListContainerInstances",
                "{\"containerInstanceArns\": [\"arn:aws:ecs:eu-central-1:123456789012:container-instance/prod/1\"]}");
        put(
                cases,
                "ecs:DescribeCapacityProviders",
                (aws, waiting, end) -> aws.ecs().capacityProviders("prod", List.of("own"), end));
        put(cases, "ecs:ListServiceDeployments", (aws, waiting, end) -> waiting.unfinished("prod", "shop", end));
        put(cases, "ecs:DescribeServiceDeployments", (aws, waiting, end) -> waiting.deployments(List.of("arn"), end));
        put(cases, "ecs:DescribeServiceRevisions", (aws, waiting, end) -> waiting.revision("arn", end));
        Ask role = (aws, waiting, end) -> aws.iam().role(Arn.of(ROLE).orElseThrow(), end);
        String got = xml(
                "GetRole",
                "<Role><Arn>" + ROLE + "</Arn><AssumeRolePolicyDocument>%7B%7D</AssumeRolePolicyDocument></Role>");
        String attached = xml(
                "ListAttachedRolePolicies",
                "<AttachedPolicies><member><PolicyName>p</PolicyName><PolicyArn>arn:aws:iam::123456789012:policy/p"
                        + "</PolicyArn></member></AttachedPolicies>");
        String inline = xml("ListRolePolicies", "<PolicyNames><member>own</member></PolicyNames>");
        String document = xml("GetRolePolicy", "<PolicyName>own</PolicyName><PolicyDocument>%7B%7D</PolicyDocument>");
        String policy = xml("GetPolicy", "<Policy><DefaultVersionId>v1</DefaultVersionId></Policy>");
        put(cases, "iam:GetRole", role);
        put(
                cases,
                "iam:ListAttachedRolePolicies",
                role,
                "GetRole",
                got,
                "ListRolePolicies",
                inline,
                "GetRolePolicy",
                document);
        put(
                cases,
                "iam:ListRolePolicies",
                role,
                "GetRole",
                got,
                "ListAttachedRolePolicies",
                xml("ListAttachedRolePolicies", "<AttachedPolicies/>"));
        put(
                cases,
                "iam:GetRolePolicy",
                role,
                "GetRole",
                got,
                "ListAttachedRolePolicies",
                xml("ListAttachedRolePolicies", "<AttachedPolicies/>"),
                "ListRolePolicies",
                inline);
        put(
                cases,
                "iam:GetPolicy",
                role,
                "GetRole",
                got,
                "ListRolePolicies",
                xml("ListRolePolicies", "<PolicyNames/>"),
                "ListAttachedRolePolicies",
                attached);
        put(
                cases,
                "iam:GetPolicyVersion",
                role,
                "GetRole",
                got,
                "ListRolePolicies",
                xml("ListRolePolicies", "<PolicyNames/>"),
                "ListAttachedRolePolicies",
                attached,
                "GetPolicy",
                policy);
        put(
                cases,
                "iam:GetInstanceProfile",
                (aws, waiting, end) -> aws.iam().profileRoles("arn:aws:iam::123456789012:instance-profile/host", end));
        put(
                cases,
                "ec2:DescribeSecurityGroups",
                (aws, waiting, end) -> aws.network().securityGroups(List.of("sg-1"), end));
        Ask subnets = (aws, waiting, end) -> aws.network().subnets(List.of("subnet-1"), end);
        put(cases, "ec2:DescribeSubnets", subnets);
        put(
                cases,
                "ec2:DescribeRouteTables",
                subnets,
                "DescribeSubnets",
                "<DescribeSubnetsResponse"
                        + " xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\"><subnetSet><item><subnetId>"
                        + "subnet-1</subnetId><vpcId>vpc-1</vpcId><cidrBlock>10.0.0.0/24</cidrBlock></item></subnetSet>"
                        + "</DescribeSubnetsResponse>");
        put(
                cases,
                "ec2:DescribeNetworkInterfaces",
                (aws, waiting, end) -> aws.network().interfaces(List.of("sg-1"), end));
        put(
                cases,
                "ec2:DescribeNetworkAcls",
                (aws, waiting, end) -> aws.network().networkAcls(List.of("subnet-1"), end));
        put(
                cases,
                "ec2:DescribeVpcEndpointServiceConfigurations",
                (aws, waiting, end) -> aws.network().behindEndpointServices(end));
        put(
                cases,
                "ec2:GetManagedPrefixListEntries",
                (aws, waiting, end) -> aws.network().prefixLists(List.of("pl-1"), end));
        put(cases, "ec2:DescribeInstances", (aws, waiting, end) -> aws.hosts().hosts(List.of("i-1"), end));
        put(cases, "ec2:DescribeVolumes", (aws, waiting, end) -> aws.hosts().volumes(List.of("vol-1"), end));
        put(cases, "ec2:DescribeImages", (aws, waiting, end) -> aws.hosts().images(List.of("ami-1"), end));
        put(cases, "ec2:DescribeFlowLogs", (aws, waiting, end) -> aws.audit().flowLogs(List.of("vpc-1"), end));
        Ask repository = (aws, waiting, end) -> aws.repositories().repository(REGISTRY, "shop", end);
        String described = "{\"repositories\":[{\"repositoryArn\":"
                + "\"arn:aws:ecr:eu-central-1:123456789012:repository/shop\",\"repositoryName\":\"shop\"}]}";
        put(cases, "ecr:DescribeRepositories", repository);
        put(cases, "ecr:GetRepositoryPolicy", repository, "DescribeRepositories", described);
        put(
                cases,
                "ecr:GetRegistryScanningConfiguration",
                repository,
                "DescribeRepositories",
                described,
                "GetRepositoryPolicy",
                "{\"policyText\":\"{}\"}");
        put(
                cases,
                "ecr:GetRegistryPolicy",
                repository,
                "DescribeRepositories",
                described,
                "GetRepositoryPolicy",
                "{\"policyText\":\"{}\"}",
                "GetRegistryScanningConfiguration",
                "{\"registryId\":\"123456789012\",\"scanningConfiguration\":{}}");
        return cases;
    }

    private static void put(Map<String, Case> cases, String permission, Ask ask, String... before) {
        Map<String, String> answers = new LinkedHashMap<>();
        for (int i = 0; i < before.length; i += 2) {
            answers.put(before[i], before[i + 1]);
        }
        cases.put(permission, new Case(ask, answers));
    }

    private static String xml(String call, String result) {
        return "<" + call + "Response><" + call + "Result>" + result + "</" + call + "Result></" + call + "Response>";
    }

    static Stream<String> permissions() {
        return CASES.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("permissions")
    void onePermissionThatIsDeniedMakesTheAnswerMissingAndIsNamed(String permission) throws Exception {
        Case each = CASES.get(permission);
        each.before().forEach((call, answer) -> {
            if (answer.startsWith("<")) {
                aws.on(call, exchange -> AwsServer.xml(exchange, 200, answer));
            } else {
                aws.on(call, answer);
            }
        });
        String call = permission.substring(permission.indexOf(':') + 1);
        switch (permission.substring(0, permission.indexOf(':'))) {
            case "iam" -> aws.denies(call);
            case "ec2" -> aws.deniesInEc2(call);
            default -> aws.refuses(call, 400, "AccessDeniedException");
        }
        assertThat(each.ask().of(session.lookups(), session.deployments(), soon()))
                .isEqualTo(new Lookup.Denied<>(permission));
    }

    /** Whoever adds a call adds a case here, or a test of its own beside the others of its service. */
    @Test
    void thereIsSuchATestOfEveryPermission() throws Exception {
        Set<String> untested = new TreeSet<>();
        String tests = sources();
        Arrays.stream(AwsAction.values())
                // needs no permission; a role that is assumed is no look-up, and a cache that cannot be written fails
                // nothing
                .filter(action -> action != AwsAction.STS_GET_CALLER_IDENTITY
                        && action != AwsAction.STS_ASSUME_ROLE
                        && action != AwsAction.S3_PUT_OBJECT)
                .map(AwsAction::permission)
                .filter(permission -> !CASES.containsKey(permission))
                .filter(permission -> !tests.contains(permission) && !joined(tests, permission))
                .forEach(untested::add);
        assertThat(untested).isEmpty();
    }

    /** Some tests put it together from the name of the service and that of the call. */
    private static boolean joined(String tests, String permission) {
        int colon = permission.indexOf(':') + 1;
        return tests.contains("\"" + permission.substring(0, colon) + "\"")
                && tests.contains("\"" + permission.substring(colon) + "\"");
    }

    private static String sources() throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> found = Files.list(Path.of("src/test/java/io/jenkins/lib/containergate/awssdk"))) {
            found.filter(file -> !file.endsWith("DeniedPermissionsTest.java")).forEach(files::add);
        }
        List<String> texts = new ArrayList<>();
        for (Path file : files) {
            texts.add(Files.readString(file));
        }
        return texts.stream().collect(Collectors.joining("\n"));
    }
}
