package io.jenkins.lib.containergate.awssdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.arn.Arn;
import io.jenkins.lib.containergate.aws.CloudLookups;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.ecs.EcsService;
import io.jenkins.lib.containergate.aws.ecs.EcsTask;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.registry.EcrRegistry;
import io.jenkins.lib.containergate.registry.auth.RegistryLogin;
import io.jenkins.lib.containergate.testkit.aws.AwsServer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/** No fault of AWS, and no permission that is missing, looks like an answer. */
class AwsFaultsTest {
    private static final EcrRegistry REGISTRY = new EcrRegistry("123456789012", "eu-central-1", false);
    private static final AwsCredentialsProvider KEYS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("key-id", "hidden"));

    private FakeAws aws;
    private AwsSession session;

    @BeforeEach
    void start() throws Exception {
        aws = new FakeAws();
        session = AwsSession.withCredentials(access(Optional.empty()), KEYS, UrlConnectionHttpClient.create());
    }

    @AfterEach
    void stop() {
        session.close();
        aws.close();
    }

    private AwsAccess access(Optional<AwsAccess.AssumedRole> role) {
        return new AwsAccess(Optional.empty(), role, Optional.of("eu-central-1"), Optional.of(aws.endpoint()));
    }

    private Lookup<List<EcsTask>> tasks() throws Exception {
        List<String> names =
                lookups().ecs().taskNames("prod", Optional.empty(), enough()).required();
        return lookups().ecs().tasks("prod", names, enough());
    }

    private CloudLookups lookups() {
        return session.lookups();
    }

    private static Deadline deadline(Duration allowed) {
        return Deadline.after(allowed, Clock.systemUTC());
    }

    private static Deadline enough() {
        return deadline(Duration.ofMinutes(1));
    }

    @Test
    void aMissingPermissionIsNamed() throws Exception {
        aws.refuses("DescribeClusters", 400, "AccessDeniedException");
        assertThat(lookups().ecs().cluster("prod", enough())).isEqualTo(new Lookup.Denied<>("ecs:DescribeClusters"));
    }

    @Test
    void aMissingPermissionForOneOfSeveralCallsMakesTheWholeAnswerMissing() throws Exception {
        aws.on(
                "DescribeRepositories",
                "{\"repositories\":[{\"repositoryArn\":"
                        + "\"arn:aws:ecr:eu-central-1:123456789012:repository/shop\",\"repositoryName\":\"shop\"}]}");
        aws.refuses("GetRepositoryPolicy", 400, "AccessDeniedException");
        assertThat(lookups().repositories().repository(REGISTRY, "shop", enough()))
                .isEqualTo(new Lookup.Denied<>("ecr:GetRepositoryPolicy"));
    }

    private void aRepositoryWithoutAPolicy() {
        aws.on(
                        "DescribeRepositories",
                        "{\"repositories\":[{\"repositoryArn\":"
                                + "\"arn:aws:ecr:eu-central-1:123456789012:repository/shop\",\"repositoryName\":\"shop\"}]}")
                .on(
                        "GetRegistryScanningConfiguration",
                        "{\"registryId\":\"123456789012\",\"scanningConfiguration\":{}}");
        aws.refuses("GetRepositoryPolicy", 400, "RepositoryPolicyNotFoundException");
    }

    private Optional<String> registryPolicy() throws Exception {
        return lookups()
                .repositories()
                .repository(REGISTRY, "shop", enough())
                .required()
                .registryPolicy();
    }

    @Test
    void thePolicyOfTheRegistryIsReadWithEachRepository() throws Exception {
        aRepositoryWithoutAPolicy();
        aws.on("GetRegistryPolicy", "{\"registryId\":\"123456789012\",\"policyText\":\"open\"}");
        aws.on("GetRegistryPolicy", "{\"registryId\":\"123456789012\"}");
        aws.on("GetRegistryPolicy", "{\"registryId\":\"210987654321\",\"policyText\":\"{}\"}");
        assertThat(registryPolicy()).contains("open");
        assertThat(lookups().repositories().repository(REGISTRY, "shop", enough()))
                .isInstanceOf(Lookup.Failed.class);
        assertThat(lookups().repositories().repository(REGISTRY, "shop", enough()))
                .isInstanceOf(Lookup.Failed.class);
    }

    @Test
    void aRegistryWithoutAPolicyHasNone() throws Exception {
        aRepositoryWithoutAPolicy();
        aws.refuses("GetRegistryPolicy", 400, "RegistryPolicyNotFoundException");
        assertThat(registryPolicy()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ClusterNotFoundException", "ExpiredTokenException", "ServerException", "<b>odd</b>"})
    void aFaultNamesTheCallAndKeepsTheWordsOfTheServerToItself(String code) throws Exception {
        aws.refuses("DescribeClusters", 400, code);
        assertThat(lookups().ecs().cluster("prod", enough()))
                .isInstanceOfSatisfying(
                        Lookup.Failed.class,
                        failed -> assertThat(failed.problem() + failed.remedy())
                                .contains("ecs:DescribeClusters", "the cluster prod")
                                .doesNotContain("words of the server", "<b>", "hidden"));
    }

    @Test
    void aFamilyThatIsNotRegisteredIsSaidInWords() throws Exception {
        aws.refuses("DescribeTaskDefinition", 400, "ClientException");
        assertThat(lookups().ecs().taskDefinition("shop:7", enough()))
                .isEqualTo(new Lookup.Failed<>(
                        "ECS knows no task definition shop:7 in this account and region",
                        "check its family and revision, the account and the region"));
    }

    @Test
    void anEmptyAnswerIsNoAnswer() throws Exception {
        aws.on("DescribeClusters", "{}").on("DescribeServices", "{}").on("DescribeTaskDefinition", "{}");
        assertThat(lookups().ecs().cluster("prod", enough())).isInstanceOf(Lookup.Failed.class);
        assertThat(lookups().ecs().services("prod", List.of("shop"), enough())).isInstanceOf(Lookup.Failed.class);
        assertThat(lookups().ecs().taskDefinition("shop", enough())).isInstanceOf(Lookup.Failed.class);
    }

    @Test
    void whatIsNotJsonIsNoAnswer() throws Exception {
        aws.on("DescribeClusters", "<html>");
        assertThat(lookups().ecs().cluster("prod", enough())).isInstanceOf(Lookup.Failed.class);
    }

    @Test
    void throttlingIsWaitedFor() throws Exception {
        aws.refuses("ListServices", 400, "ThrottlingException").on("ListServices", "{\"serviceArns\":[]}");
        assertThat(lookups().ecs().serviceNames("prod", enough())).isEqualTo(new Lookup.Answered<>(List.of()));
        assertThat(aws.calls()).hasSize(2);
    }

    @Test
    void anAnswerThatNeverEndsIsNone() throws Exception {
        aws.on("ListServices", "{\"serviceArns\":[],\"nextToken\":\"again\"}");
        assertThat(lookups().ecs().serviceNames("prod", enough()))
                .isInstanceOfSatisfying(
                        Lookup.Failed.class,
                        failed -> assertThat(failed.problem()).contains("does not end"));
    }

    @Test
    void aServerThatDripsIsLeftAtTheDeadline() {
        aws.on("ListServices", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try {
                while (true) {
                    exchange.getResponseBody().write(' ');
                    exchange.getResponseBody().flush();
                    Thread.sleep(50);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        assertThatThrownBy(() -> lookups().ecs().serviceNames("prod", deadline(Duration.ofSeconds(2))))
                .isInstanceOf(DeadlineExceededException.class);
    }

    @Test
    void servicesAreAskedForTenAtATime() throws Exception {
        List<String> names =
                IntStream.range(0, 23).mapToObj(number -> "shop-" + number).toList();
        for (int from = 0; from < names.size(); from += 10) {
            aws.on(
                    "DescribeServices",
                    names.subList(from, Math.min(names.size(), from + 10)).stream()
                            .map(AwsFaultsTest::service)
                            .collect(Collectors.joining(",", "{\"services\":[", "]}")));
        }
        Lookup<List<EcsService>> services = lookups().ecs().services("prod", names, enough());
        assertThat(aws.calls()).hasSize(3);
        assertThat(services.<List<String>>fold(
                        found -> found.stream()
                                .map(service -> service.arn().name())
                                .toList(),
                        List::of))
                .isEqualTo(names);
    }

    private static String service(String name) {
        return "{\"serviceName\":\"" + name + "\",\"serviceArn\":\"arn:aws:ecs:eu-central-1:123456789012:service/prod/"
                + name + "\"}";
    }

    @Test
    void aServiceThatDoesNotExistIsNoAnswer() throws Exception {
        aws.on("DescribeServices", "{\"services\":[],\"failures\":[{\"arn\":\"x\",\"reason\":\"MISSING\"}]}");
        assertThat(lookups().ecs().services("prod", List.of("shop"), enough())).isInstanceOf(Lookup.Failed.class);
    }

    @Test
    void tasksThatEndMeanwhileAreLeftOutAndOtherFailuresAreNot() throws Exception {
        aws.on("ListTasks", "{\"taskArns\":[\"a\"]}");
        aws.on("DescribeTasks", "{\"tasks\":[],\"failures\":[{\"arn\":\"a\",\"reason\":\"MISSING\"}]}");
        aws.on("DescribeTasks", "{\"tasks\":[],\"failures\":[{\"arn\":\"a\",\"reason\":\"INTERNAL\"}]}");
        assertThat(tasks()).isEqualTo(new Lookup.Answered<List<EcsTask>>(List.of()));
        assertThat(tasks()).isInstanceOf(Lookup.Failed.class);
    }

    @Test
    void aRoleOfTheSameNameInAnotherAccountIsNotTheAnswer() throws Exception {
        aws.on(
                "GetRole",
                exchange -> AwsServer.xml(
                        exchange,
                        200,
                        "<GetRoleResponse><GetRoleResult><Role><Arn>arn:aws:iam::999999999999:role/shop</Arn>"
                                + "<RoleName>shop</RoleName></Role></GetRoleResult></GetRoleResponse>"));
        Arn role = Arn.of("arn:aws:iam::123456789012:role/shop").orElseThrow();
        assertThat(lookups().iam().role(role, enough()))
                .isInstanceOfSatisfying(
                        Lookup.Failed.class,
                        failed -> assertThat(failed.remedy()).contains("123456789012"));
    }

    @Test
    void aRoleThatMayNotBeAssumedIsNamedAsSuch() throws Exception {
        aws.on(
                "AssumeRole",
                exchange -> AwsServer.xml(
                        exchange,
                        403,
                        "<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code>"
                                + "<Message>words</Message></Error></ErrorResponse>"));
        AwsAccess.AssumedRole role = new AwsAccess.AssumedRole(
                Arn.of("arn:aws:iam::123456789012:role/gate").orElseThrow(),
                Optional.of("secret-id"),
                "container-gate");
        assertThat(role.toString()).doesNotContain("secret-id");
        try (AwsSession assuming =
                AwsSession.withCredentials(access(Optional.of(role)), KEYS, UrlConnectionHttpClient.create())) {
            assertThat(assuming.lookups().ecs().cluster("prod", enough()))
                    .isEqualTo(new Lookup.Denied<>("sts:AssumeRole"));
        }
        assertThat(aws.calls().get(0).body()).contains("ExternalId=secret-id", "RoleSessionName=container-gate");
    }

    @Test
    void aTokenOfEcrBecomesALogin() throws Exception {
        aws.on("GetAuthorizationToken", token("AWS:pass:word"));
        assertThat(session.logins().login(REGISTRY, enough()))
                .isEqualTo(new RegistryLogin.Password("AWS", "pass:word"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AWS", "AWS:", ":hushhush"})
    void aTokenThatIsNoneIsAnErrorThatDoesNotShowIt(String text) {
        aws.on("GetAuthorizationToken", token(text));
        assertThatThrownBy(() -> session.logins().login(REGISTRY, enough()))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("gave no credentials")
                .hasMessageNotContaining("hushhush");
    }

    @Test
    void aLoginThatIsDeniedIsAnErrorThatNamesThePermission() {
        aws.refuses("GetAuthorizationToken", 400, "AccessDeniedException");
        assertThatThrownBy(() -> session.logins().login(REGISTRY, enough()))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("ecr:GetAuthorizationToken");
    }

    private static String token(String text) {
        return "{\"authorizationData\":[{\"authorizationToken\":\""
                + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)) + "\"}]}";
    }
}
