package io.jenkins.lib.containergate.awssdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.audit.AuditLookups.LogGroup;
import io.jenkins.lib.containergate.aws.elb.LoadBalancerLookups;
import io.jenkins.lib.containergate.aws.elb.LoadBalancerLookups.Action;
import io.jenkins.lib.containergate.aws.elb.LoadBalancerLookups.LoadBalancer;
import io.jenkins.lib.containergate.aws.secret.SecretLookups;
import io.jenkins.lib.containergate.aws.secret.SecretLookups.ParameterId;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.testkit.aws.Moto;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Subnet;

/** Load balancers, web ACLs, trails, log groups and flow logs of Moto, which writes its answers by itself. */
@Tag("peers")
class WallsPeerTest {
    private static final String REGION = "eu-central-1";
    private static final AwsCredentialsProvider KEYS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("testing", "testing"));
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static Moto moto;
    private static AwsSession session;

    @BeforeAll
    static void start() throws Exception {
        moto = Moto.start();
        session = AwsSession.withCredentials(
                new AwsAccess(Optional.empty(), Optional.empty(), Optional.of(REGION), Optional.of(moto.endpoint())),
                KEYS,
                UrlConnectionHttpClient.create());
    }

    @AfterAll
    static void stop() {
        if (session != null) {
            session.close();
            moto.close();
        }
    }

    private static Deadline deadline() {
        return Deadline.after(Duration.ofMinutes(2), Clock.systemUTC());
    }

    /** Moto finds the service in the scope of the signature, and does not check that. */
    private static String ask(String service, String type, String target, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(moto.endpoint())
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=testing/20260101/" + REGION + "/" + service
                                + "/aws4_request, SignedHeaders=host, Signature=x")
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (!target.isEmpty()) {
            request.header("X-Amz-Target", target);
        }
        HttpResponse<String> answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private static String elb(String action, String parameters) throws Exception {
        return ask(
                "elasticloadbalancing",
                "application/x-www-form-urlencoded",
                "",
                "Action=" + action + "&Version=2015-12-01&" + parameters);
    }

    private static void json(String service, String target, String body) throws Exception {
        ask(service, "application/x-amz-json-1.1", target, body);
    }

    private static String found(String text, String element) {
        Matcher found = Pattern.compile("<" + element + ">([^<]+)</").matcher(text);
        assertThat(found.find()).as(text).isTrue();
        return found.group(1);
    }

    private static Ec2Client ec2() {
        return Ec2Client.builder()
                .region(Region.of(REGION))
                .credentialsProvider(KEYS)
                .endpointOverride(moto.endpoint())
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    @Test
    void aLoadBalancerIsReadAsItWasMade() throws Exception {
        String subnets;
        String vpc;
        try (Ec2Client ec2 = ec2()) {
            List<Subnet> all = ec2.describeSubnets().subnets();
            vpc = all.get(0).vpcId();
            subnets = "Subnets.member.1=" + all.get(0).subnetId() + "&Subnets.member.2="
                    + all.get(1).subnetId();
        }
        String balancer = found(elb("CreateLoadBalancer", "Name=front&" + subnets), "LoadBalancerArn");
        String group = found(elb("CreateTargetGroup", "Name=web&Protocol=HTTP&Port=80&VpcId=" + vpc), "TargetGroupArn");
        elb(
                "CreateListener",
                "LoadBalancerArn=" + balancer + "&Protocol=HTTP&Port=80&DefaultActions.member.1.Type=forward"
                        + "&DefaultActions.member.1.TargetGroupArn=" + group);
        LoadBalancerLookups asked = session.lookups().balancers();
        assertThat(asked.inFrontOf(List.of(group), deadline()).required())
                .containsExactly(new LoadBalancer(balancer, "front", "application", true, List.of(), vpc));
        assertThat(asked.listeners(balancer, deadline()).required())
                .singleElement()
                .satisfies(listener -> {
                    assertThat(listener.text()).isEqualTo("HTTP:80");
                    assertThat(listener.actions()).extracting(Action::type).containsOnly("forward");
                });
        assertThat(asked.attributes(balancer, deadline()).required())
                .containsEntry("deletion_protection.enabled", "false");
        assertThat(asked.tlsPolicies(List.of("ELBSecurityPolicy-2016-08"), deadline())
                        .required())
                .singleElement()
                .satisfies(policy -> assertThat(policy.protocols()).contains("TLSv1.2"));
        assertThat(session.lookups().webAcls().webAcl(balancer, deadline()).required())
                .isEmpty();
    }

    @Test
    void aTargetGroupThatDoesNotExistIsAFailure() throws Exception {
        assertThat(session.lookups()
                        .balancers()
                        .inFrontOf(
                                List.of("arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/none/1"),
                                deadline()))
                .isInstanceOf(Lookup.Failed.class);
    }

    @Test
    void logGroupsAreReadWithTheirRetention() throws Exception {
        json("logs", "Logs_20140328.CreateLogGroup", "{\"logGroupName\": \"/shop\"}");
        json("logs", "Logs_20140328.CreateLogGroup", "{\"logGroupName\": \"/shop/other\"}");
        json("logs", "Logs_20140328.PutRetentionPolicy", "{\"logGroupName\": \"/shop\", \"retentionInDays\": 365}");
        assertThat(session.lookups()
                        .audit()
                        .logGroups(Optional.of(REGION), List.of("/shop", "/none"), deadline())
                        .required())
                .containsExactly(new LogGroup("/shop", OptionalInt.of(365), Optional.empty()));
    }

    @Test
    void secretsAndParametersAreReadWithoutTheirValues() throws Exception {
        json("ssm", "AmazonSSM.PutParameter", "{\"Name\": \"/shop/open\", \"Type\": \"String\", \"Value\": \"x\"}");
        json(
                "ssm",
                "AmazonSSM.PutParameter",
                "{\"Name\": \"/shop/closed\", \"Type\": \"SecureString\", \"Value\": \"x\", \"KeyId\": \"alias/shop\"}");
        json("secretsmanager", "secretsmanager.CreateSecret", "{\"Name\": \"shop/db\", \"SecretString\": \"x\"}");
        SecretLookups asked = session.lookups().secrets();
        assertThat(asked.parameters(
                                new ParameterId(Optional.empty(), Optional.empty(), List.of("/shop/open")), deadline())
                        .required())
                .singleElement()
                .satisfies(each -> assertThat(each.type()).isEqualTo("String"));
        assertThat(asked.parameters(
                                new ParameterId(Optional.empty(), Optional.empty(), List.of("/shop/closed")),
                                deadline())
                        .required())
                .singleElement()
                .satisfies(each -> {
                    assertThat(each.type()).isEqualTo("SecureString");
                    assertThat(each.key()).contains("alias/shop");
                    assertThat(each.changed()).isPresent();
                });
        assertThat(asked.parameters(new ParameterId(Optional.empty(), Optional.empty(), List.of("/shop")), deadline()))
                .isInstanceOf(Lookup.Failed.class);
        assertThat(asked.secret(Optional.empty(), "shop/db", deadline()).required())
                .satisfies(secret -> {
                    assertThat(secret.rotates()).isFalse();
                    assertThat(secret.changed()).isPresent();
                });
        assertThat(asked.secretPolicy(Optional.empty(), "shop/db", deadline()).required())
                .isEmpty();
        assertThat(asked.secret(Optional.empty(), "shop/none", deadline())).isInstanceOf(Lookup.Failed.class);
    }

    @Test
    void aBucketIsReadAsItWasMade() throws Exception {
        assertThat(put("/config", "")).isEqualTo(200);
        assertThat(session.lookups()
                        .secrets()
                        .bucket("config", deadline())
                        .required()
                        .open())
                .hasSize(4);
        assertThat(put(
                        "/config?publicAccessBlock",
                        "<PublicAccessBlockConfiguration><BlockPublicAcls>true</BlockPublicAcls><IgnorePublicAcls>true"
                                + "</IgnorePublicAcls><BlockPublicPolicy>true</BlockPublicPolicy><RestrictPublicBuckets>true"
                                + "</RestrictPublicBuckets></PublicAccessBlockConfiguration>"))
                .isEqualTo(200);
        assertThat(session.lookups()
                        .secrets()
                        .bucket("config", deadline())
                        .required()
                        .open())
                .isEmpty();
        assertThat(session.lookups().secrets().bucket("nowhere", deadline())).isInstanceOf(Lookup.Failed.class);
    }

    private static int put(String path, String body) throws Exception {
        return HTTP.send(
                        HttpRequest.newBuilder(moto.endpoint().resolve(path))
                                .header(
                                        "Authorization",
                                        "AWS4-HMAC-SHA256 Credential=testing/20260101/us-east-1/s3/aws4_request,"
                                                + " SignedHeaders=host, Signature=x")
                                .PUT(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .statusCode();
    }

    @Test
    void networkAclsOfSubnetsAreTheDefaultOnesAtFirst() throws Exception {
        List<String> subnets;
        try (Ec2Client ec2 = ec2()) {
            subnets = ec2.describeSubnets().subnets().stream()
                    .map(Subnet::subnetId)
                    .toList();
        }
        assertThat(session.lookups().network().networkAcls(subnets, deadline()).required())
                .singleElement()
                .satisfies(acl -> {
                    assertThat(acl.standard()).isTrue();
                    assertThat(acl.entries()).anyMatch(entry -> !entry.egress() && entry.allow());
                });
        assertThat(session.lookups().network().networkAcls(List.of("subnet-none"), deadline()))
                .isInstanceOf(Lookup.Failed.class);
    }

    @Test
    void anAccountWithoutTrailsAndFlowLogsHasNone() throws Exception {
        assertThat(session.lookups().audit().trails(deadline()).required()).isEmpty();
        assertThat(session.lookups()
                        .audit()
                        .flowLogs(List.of("vpc-1"), deadline())
                        .required())
                .isEmpty();
        assertThat(session.lookups().dns().queriesLogged("vpc-1", deadline()).required())
                .isFalse();
    }
}
