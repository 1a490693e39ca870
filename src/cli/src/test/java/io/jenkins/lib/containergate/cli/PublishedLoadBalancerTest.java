package io.jenkins.lib.containergate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.lib.containergate.testkit.aws.FakeCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An internal load balancer in front of a service counts as one only if nothing else in its VPC may show it to the internet. */
class PublishedLoadBalancerTest {
    private static final String SHOWN = "may show it to the internet";

    @RegisterExtension
    final SystemProperties properties = new SystemProperties();

    @TempDir
    Path folder;

    private FakeCluster ecs;

    @BeforeEach
    void start() throws IOException {
        ecs = FakeCluster.start("prod")
                .definition("shop:7", RunningShop.UNREAD_DEFINITION)
                .service("shop", "shop:7", FrontBalancer::target);
        balancer("application", "<VpcId>vpc-1</VpcId>");
        properties.aws(ecs.endpoint().toString(), "testing");
        properties.set("aws.region", "eu-central-1");
    }

    private void balancer(String type, String more) {
        FrontBalancer.describe(ecs, type, "internal", more);
    }

    private void endpointServices(String... balancers) {
        ecs.query(
                "DescribeVpcEndpointServiceConfigurations",
                "<R xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\"><serviceConfigurationSet><item>"
                        + "<networkLoadBalancerArnSet><item>" + String.join("</item><item>", balancers)
                        + "</item></networkLoadBalancerArnSet></item></serviceConfigurationSet></R>");
    }

    @AfterEach
    void stop() {
        ecs.close();
    }

    /** What one rule says. */
    private String said(String rule) throws IOException {
        Path policy = Files.writeString(
                folder.resolve("org.yaml"), "version: 1\ntaskDefinition: {rules: {" + rule + ": on}}\n");
        Path out = folder.resolve("out");
        Gate gate = Gate.run(
                "taskdef",
                "--cluster",
                "prod",
                "--service",
                "shop",
                "--policy",
                policy.toString(),
                "--out",
                out.toString());
        assertThat(gate.exit()).as(gate.out() + gate.err()).isNotEqualTo(ExitCode.USAGE);
        StringBuilder said = new StringBuilder();
        for (JsonNode each : new ObjectMapper()
                .readTree(out.resolve("verdict.json").toFile())
                .at("/gates/0/findings")) {
            if (each.path("rule").asText().equals(rule)) {
                said.append(each);
            }
        }
        return said.toString();
    }

    @ParameterizedTest
    @CsvSource({
        "global_accelerator_managed, AWS Global Accelerator",
        "api_gateway_managed, Amazon API Gateway (VPC links)",
        "CloudFront-VPCOrigins-Service-SG*, Amazon CloudFront (VPC origins)"
    })
    void whatMayShowItIsNamed(String interfaces, String name) throws IOException {
        ecs.publishing(interfaces);
        assertThat(said("lb-web-acl"))
                .contains("the load balancer front is internal, and " + name + " in its VPC vpc-1 " + SHOWN);
    }

    @Test
    void withNothingThatMayShowItThereIsNothingToJudge() throws IOException {
        assertThat(said("lb-web-acl")).isEmpty();
        assertThat(said("lb-tls-only")).isEmpty();
    }

    @Test
    void aNetworkLoadBalancerMayBeBehindAnEndpointService() throws IOException {
        balancer("network", "<VpcId>vpc-1</VpcId>");
        endpointServices(FrontBalancer.ARN + "0");
        assertThat(said("lb-tls-only")).isEmpty();
        endpointServices(FrontBalancer.ARN + "0", FrontBalancer.ARN);
        assertThat(said("lb-tls-only")).contains("a VPC endpoint service in its VPC vpc-1 " + SHOWN);
        assertThat(said("lb-web-acl")).as("it has no web ACL in any case").isEmpty();
    }

    @Test
    void whatCannotBeLookedUpIsNoPass() throws IOException {
        ecs.refuse("DescribeNetworkInterfaces", "AccessDenied");
        assertThat(said("lb-web-acl")).contains("ec2:DescribeNetworkInterfaces");
        ecs.allow("DescribeNetworkInterfaces");
        balancer("application", "");
        assertThat(said("lb-web-acl")).contains("in which VPC the load balancer front is");
        balancer("network", "<VpcId>vpc-1</VpcId>");
        ecs.refuse("DescribeVpcEndpointServiceConfigurations", "AccessDenied");
        assertThat(said("lb-tls-only")).contains("ec2:DescribeVpcEndpointServiceConfigurations");
    }
}
