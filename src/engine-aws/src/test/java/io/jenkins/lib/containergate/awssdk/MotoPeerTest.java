package io.jenkins.lib.containergate.awssdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.arn.Arn;
import io.jenkins.lib.containergate.aws.CloudLookups;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.iam.IamPolicy;
import io.jenkins.lib.containergate.aws.vpc.NetworkLookups.GroupReference;
import io.jenkins.lib.containergate.aws.vpc.NetworkLookups.Route;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.ecs.document.DocumentLimits;
import io.jenkins.lib.containergate.ecs.reader.TaskDefinitionReader;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.registry.EcrRegistry;
import io.jenkins.lib.containergate.registry.auth.RegistryLogin;
import io.jenkins.lib.containergate.testkit.aws.Moto;
import io.jenkins.lib.containergate.vulnerability.ecr.AwsScanner;
import io.jenkins.lib.containergate.vulnerability.ecr.EcrImage;
import io.jenkins.lib.containergate.vulnerability.ecr.ImageScan;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.EncryptionType;
import software.amazon.awssdk.services.ecr.model.ImageTagMutability;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ClusterSettingName;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.iam.IamClient;

/** What is set up in Moto's imitation of AWS comes back as it was set up. */
@Tag("peers")
@SuppressWarnings("unchecked") // the SDK takes generic varargs
class MotoPeerTest {
    private static final String REGION = "eu-central-1";
    private static final String TRUST =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":"
                    + "{\"Service\":\"ecs-tasks.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}";
    private static final String POLICY = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":"
            + "\"s3:GetObject\",\"Resource\":\"arn:aws:s3:::shop/a+b%20c/*\"}]}";
    private static final EcrRegistry REGISTRY = new EcrRegistry("123456789012", REGION, false);
    private static final AwsCredentialsProvider KEYS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("testing", "testing"));

    private static Moto moto;
    private static AwsSession session;

    @BeforeAll
    static void start() throws Exception {
        moto = Moto.start();
        session = AwsSession.withCredentials(access(Optional.empty()), KEYS, UrlConnectionHttpClient.create());
    }

    @AfterAll
    static void stop() {
        if (session != null) {
            session.close();
            moto.close();
        }
    }

    private static AwsAccess access(Optional<AwsAccess.AssumedRole> role) {
        return new AwsAccess(Optional.empty(), role, Optional.of(REGION), Optional.of(moto.endpoint()));
    }

    private static <B extends AwsClientBuilder<B, C>, C> C client(B builder) {
        return builder.region(Region.of(REGION))
                .credentialsProvider(KEYS)
                .endpointOverride(moto.endpoint())
                .build();
    }

    private static CloudLookups lookups() {
        return session.lookups();
    }

    private static Deadline deadline() {
        return Deadline.after(Duration.ofMinutes(2), Clock.systemUTC());
    }

    private static <T> T answer(Lookup<T> lookup) {
        return lookup.fold(value -> value, why -> {
            throw new AssertionError(why);
        });
    }

    @Test
    void aRegisteredTaskDefinitionIsReadLikeAFile() throws Exception {
        register("web");
        var answer = answer(lookups().ecs().taskDefinition("web", deadline()));
        assertThat(answer.arn().resource()).isEqualTo("task-definition/web:1");

        var tasks = new TaskDefinitionReader(DocumentLimits.defaults(), Map.of())
                .read("web", answer.json().getBytes(StandardCharsets.UTF_8));

        assertThat(tasks).hasSize(1);
        assertThat(tasks.get(0).containers().values().get(0).image().known()).contains("example.org/web:1");
        assertThat(answer.json()).contains("\"readonlyRootFilesystem\":true", "\"containerPort\":8080");
    }

    private static void register(String family) {
        try (EcsClient ecs = client(EcsClient.builder())) {
            ecs.registerTaskDefinition(request -> request.family(family)
                    .requiresCompatibilities(Compatibility.FARGATE)
                    .networkMode("awsvpc")
                    .cpu("256")
                    .memory("512")
                    .containerDefinitions(container -> container
                            .name("app")
                            .image("example.org/" + family + ":1")
                            .readonlyRootFilesystem(true)
                            .portMappings(port -> port.containerPort(8080))));
        }
    }

    @Test
    void moreServicesThanOneCallTellsAreAllTold() throws Exception {
        register("shop");
        List<String> names =
                IntStream.range(0, 23).mapToObj(number -> "shop-" + number).toList();
        String subnet;
        String group;
        try (Ec2Client ec2 = client(Ec2Client.builder())) {
            String vpc = ec2.createVpc(request -> request.cidrBlock("10.9.0.0/16"))
                    .vpc()
                    .vpcId();
            subnet = ec2.createSubnet(request -> request.vpcId(vpc).cidrBlock("10.9.1.0/24"))
                    .subnet()
                    .subnetId();
            group = ec2.createSecurityGroup(request ->
                            request.groupName("tasks").description("tasks").vpcId(vpc))
                    .groupId();
        }
        try (EcsClient ecs = client(EcsClient.builder())) {
            ecs.createCluster(request -> request.clusterName("prod")
                    .settings(setting ->
                            setting.name(ClusterSettingName.CONTAINER_INSIGHTS).value("enabled")));
            for (String name : names) {
                ecs.createService(request -> request.cluster("prod")
                        .serviceName(name)
                        .taskDefinition("shop")
                        .desiredCount(0)
                        .networkConfiguration(network -> network.awsvpcConfiguration(awsvpc ->
                                awsvpc.subnets(subnet).securityGroups(group).assignPublicIp("ENABLED"))));
            }
        }
        var ecs = lookups().ecs();
        assertThat(answer(ecs.cluster("prod", deadline())).settings()).containsEntry("containerInsights", "enabled");
        List<String> arns = answer(ecs.serviceNames("prod", deadline()));
        assertThat(arns).hasSize(names.size());
        var services = answer(ecs.services("prod", arns, deadline()));
        assertThat(services).extracting(service -> service.arn().name()).containsExactlyInAnyOrderElementsOf(names);
        assertThat(services)
                .allSatisfy(service ->
                        assertThat(service.network().orElseThrow().publicIp()).isTrue());
        assertThat(answer(ecs.taskNames("prod", Optional.empty(), deadline()))).isEmpty();
        assertThat(answer(ecs.containerInstances("prod", deadline()))).isEmpty();
    }

    @Test
    void whatDoesNotExistIsNoAnswer() throws Exception {
        CloudLookups aws = lookups();
        Arn role = Arn.of("arn:aws:iam::123456789012:role/nobody").orElseThrow();
        assertThat(List.of(
                        aws.ecs().cluster("nowhere", deadline()),
                        aws.ecs().taskDefinition("nothing", deadline()),
                        aws.ecs().taskNames("nowhere", Optional.empty(), deadline()),
                        aws.iam().role(role, deadline()),
                        aws.network().securityGroups(List.of("sg-0123456789abcdef0"), deadline()),
                        aws.network().subnets(List.of("subnet-0123456789abcdef0"), deadline()),
                        aws.repositories().repository(REGISTRY, "nothing", deadline())))
                .allSatisfy(answer -> assertThat(answer).isInstanceOf(Lookup.Failed.class));
    }

    @Test
    void aRoleComesWithTheTextOfItsPolicies() throws Exception {
        Arn arn;
        String boundary;
        String managed;
        try (IamClient iam = client(IamClient.builder())) {
            boundary = iam.createPolicy(
                            request -> request.policyName("boundary").policyDocument(POLICY))
                    .policy()
                    .arn();
            managed = iam.createPolicy(request -> request.policyName("managed").policyDocument(POLICY))
                    .policy()
                    .arn();
            arn = Arn.of(iam.createRole(request -> request.roleName("shop")
                                    .path("/apps/")
                                    .assumeRolePolicyDocument(TRUST)
                                    .permissionsBoundary(boundary))
                            .role()
                            .arn())
                    .orElseThrow();
            iam.attachRolePolicy(request -> request.roleName("shop").policyArn(managed));
            iam.putRolePolicy(
                    request -> request.roleName("shop").policyName("inline").policyDocument(POLICY));
        }
        var role = answer(lookups().iam().role(arn, deadline()));
        assertThat(role.trust().required()).isEqualTo(TRUST);
        assertThat(role.policies())
                .containsExactly(
                        new IamPolicy(IamPolicy.Kind.MANAGED, managed, POLICY),
                        new IamPolicy(IamPolicy.Kind.INLINE, "inline", POLICY));
        assertThat(role.boundary()).contains(new IamPolicy(IamPolicy.Kind.MANAGED, boundary, POLICY));
    }

    @Test
    void aSubnetWithoutATableOfItsOwnHasTheRoutesOfTheMainOne() throws Exception {
        String gateway;
        String open;
        String closed;
        try (Ec2Client ec2 = client(Ec2Client.builder())) {
            String vpc = ec2.createVpc(request -> request.cidrBlock("10.7.0.0/16"))
                    .vpc()
                    .vpcId();
            gateway = ec2.createInternetGateway().internetGateway().internetGatewayId();
            ec2.attachInternetGateway(request -> request.vpcId(vpc).internetGatewayId(gateway));
            open = ec2.createSubnet(request -> request.vpcId(vpc).cidrBlock("10.7.1.0/24"))
                    .subnet()
                    .subnetId();
            closed = ec2.createSubnet(request -> request.vpcId(vpc).cidrBlock("10.7.2.0/24"))
                    .subnet()
                    .subnetId();
            String table = ec2.createRouteTable(request -> request.vpcId(vpc))
                    .routeTable()
                    .routeTableId();
            ec2.createRoute(request -> request.routeTableId(table)
                    .destinationCidrBlock("0.0.0.0/0")
                    .gatewayId(gateway));
            ec2.associateRouteTable(request -> request.routeTableId(table).subnetId(open));
        }
        var subnets = answer(lookups().network().subnets(List.of(closed, open), deadline()));
        assertThat(subnets.get(0).routes()).containsExactly(new Route("10.7.0.0/16", "local", true));
        assertThat(subnets.get(1).routes()).contains(new Route("0.0.0.0/0", gateway, true));
    }

    @Test
    void rulesOfSecurityGroupsNameRangesAndGroups() throws Exception {
        String id;
        String front;
        try (Ec2Client ec2 = client(Ec2Client.builder())) {
            String vpc = ec2.createVpc(request -> request.cidrBlock("10.8.0.0/16"))
                    .vpc()
                    .vpcId();
            front = ec2.createSecurityGroup(request ->
                            request.groupName("front").description("front").vpcId(vpc))
                    .groupId();
            id = ec2.createSecurityGroup(request ->
                            request.groupName("back").description("back").vpcId(vpc))
                    .groupId();
            ec2.authorizeSecurityGroupIngress(request -> request.groupId(id)
                    .ipPermissions(
                            permission -> permission
                                    .ipProtocol("tcp")
                                    .fromPort(8080)
                                    .toPort(8081)
                                    .userIdGroupPairs(pair -> pair.groupId(front)),
                            permission -> permission
                                    .ipProtocol("tcp")
                                    .fromPort(22)
                                    .toPort(22)
                                    .ipv6Ranges(range -> range.cidrIpv6("::/0"))));
        }
        var group = answer(lookups().network().securityGroups(List.of(id), deadline()))
                .get(0);
        assertThat(group.name()).isEqualTo("back");
        assertThat(group.ingress())
                .anySatisfy(rule -> {
                    assertThat(rule.fromPort()).hasValue(8080);
                    assertThat(rule.toPort()).hasValue(8081);
                    assertThat(rule.groups()).containsExactly(new GroupReference(front, Optional.empty()));
                    assertThat(rule.ranges()).isEmpty();
                })
                .anySatisfy(rule -> assertThat(rule.ranges()).containsExactly("::/0"));
        assertThat(group.egress()).anySatisfy(rule -> {
            assertThat(rule.protocol()).isEqualTo("-1");
            assertThat(rule.fromPort()).isEmpty();
            assertThat(rule.ranges()).contains("0.0.0.0/0");
        });
    }

    @Test
    void theDefaultGroupWhoHoldsGroupsAndWhatPrefixListsHoldAreTold() throws Exception {
        String vpc;
        String group;
        String held;
        String list;
        try (Ec2Client ec2 = client(Ec2Client.builder())) {
            vpc = ec2.createVpc(request -> request.cidrBlock("10.6.0.0/16"))
                    .vpc()
                    .vpcId();
            String subnet = ec2.createSubnet(request -> request.vpcId(vpc).cidrBlock("10.6.1.0/24"))
                    .subnet()
                    .subnetId();
            group = ec2.createSecurityGroup(request ->
                            request.groupName("held").description("held").vpcId(vpc))
                    .groupId();
            held = ec2.createNetworkInterface(
                            request -> request.subnetId(subnet).groups(group).description("by hand"))
                    .networkInterface()
                    .networkInterfaceId();
            list = ec2.createManagedPrefixList(request -> request.prefixListName("offices")
                            .addressFamily("IPv4")
                            .maxEntries(5)
                            .entries(entry -> entry.cidr("203.0.113.0/24"), entry -> entry.cidr("198.51.100.7/32")))
                    .prefixList()
                    .prefixListId();
            assertThat(answer(lookups().network().subnets(List.of(subnet), deadline()))
                            .get(0)
                            .ranges())
                    .containsExactly("10.6.1.0/24");
        }
        var network = lookups().network();
        var groups = answer(network.defaultSecurityGroups(List.of(vpc), deadline()));
        assertThat(groups).singleElement().satisfies(one -> {
            assertThat(one.name()).isEqualTo("default");
            assertThat(one.vpc()).isEqualTo(vpc);
        });
        assertThat(answer(network.interfaces(List.of(group), deadline())))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.id()).isEqualTo(held);
                    assertThat(one.groups()).containsExactly(group);
                    assertThat(one.description()).isEqualTo("by hand");
                    assertThat(one.requester()).isEmpty();
                });
        assertThat(answer(network.interfaces(List.of("sg-0123456789abcdef0"), deadline())))
                .isEmpty();
        assertThat(answer(network.prefixLists(List.of(list), deadline())).get(0).ranges())
                .containsExactlyInAnyOrder("203.0.113.0/24", "198.51.100.7/32");
    }

    @Test
    void aRepositoryTellsHowItIsKept() throws Exception {
        try (EcrClient ecr = client(EcrClient.builder())) {
            ecr.createRepository(request -> request.repositoryName("shop/app")
                    .imageTagMutability(ImageTagMutability.IMMUTABLE)
                    .imageScanningConfiguration(scanning -> scanning.scanOnPush(true))
                    .encryptionConfiguration(encryption ->
                            encryption.encryptionType(EncryptionType.KMS).kmsKey("arn:aws:kms:key/shop")));
            ecr.setRepositoryPolicy(
                    request -> request.repositoryName("shop/app").policyText(TRUST));
            ecr.createRepository(request -> request.repositoryName("plain"));
        }
        var kept = answer(lookups().repositories().repository(REGISTRY, "shop/app", deadline()));
        assertThat(kept.tags()).isEqualTo("IMMUTABLE");
        assertThat(kept.scanOnPush()).isTrue();
        assertThat(kept.key()).contains("arn:aws:kms:key/shop");
        assertThat(kept.policy().orElseThrow()).contains("ecs-tasks.amazonaws.com");
        var plain = answer(lookups().repositories().repository(REGISTRY, "plain", deadline()));
        assertThat(plain.scanOnPush()).isFalse();
        assertThat(plain.policy()).isEmpty();
    }

    @Test
    void aScanOfEcrIsReadByTheDigestOfTheImage() throws Exception {
        Digest digest;
        try (EcrClient ecr = client(EcrClient.builder())) {
            ecr.createRepository(request -> request.repositoryName("shop/scanned"));
            String manifest =
                    "{\"schemaVersion\": 2, \"mediaType\": \"application/vnd.oci.image.manifest.v1+json\", \"config\":"
                            + " {\"mediaType\": \"application/vnd.oci.image.config.v1+json\", \"size\": 2, \"digest\":"
                            + " \"sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a\"}, \"layers\": []}";
            digest = Digest.parse(ecr.putImage(request -> request.repositoryName("shop/scanned")
                            .imageManifest(manifest)
                            .imageTag("1.4"))
                    .image()
                    .imageId()
                    .imageDigest());
            EcrImage image = new EcrImage(REGISTRY, "shop/scanned", digest);
            assertThat(session.imageScans().read(AwsScanner.ECR, image, deadline()))
                    .isInstanceOf(ImageScan.Absent.class);
            ecr.startImageScan(
                    request -> request.repositoryName("shop/scanned").imageId(id -> id.imageDigest(digest.toString())));
            assertThat(session.imageScans().read(AwsScanner.ECR, image, deadline()))
                    .isInstanceOfSatisfying(
                            ImageScan.Complete.class,
                            complete -> assertThat(complete.flaws())
                                    .isNotEmpty()
                                    .allSatisfy(
                                            flaw -> assertThat(flaw.packages()).isNotEmpty()));
        }
    }

    @Test
    void anAssumedRoleLogsInToEcr() throws Exception {
        AwsAccess.AssumedRole role = new AwsAccess.AssumedRole(
                Arn.of("arn:aws:iam::123456789012:role/gate").orElseThrow(), Optional.of("external"), "container-gate");
        try (AwsSession assumed =
                AwsSession.withCredentials(access(Optional.of(role)), KEYS, UrlConnectionHttpClient.create())) {
            assertThat(assumed.logins().login(REGISTRY, deadline()))
                    .isInstanceOfSatisfying(
                            RegistryLogin.Password.class,
                            login -> assertThat(login.user()).isEqualTo("AWS"));
        }
    }
}
