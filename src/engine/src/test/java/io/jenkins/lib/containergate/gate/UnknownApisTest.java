package io.jenkins.lib.containergate.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.report.Remedy;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What shows something in the VPC, as far as a file says so. */
class UnknownApisTest {
    private static final String UNKNOWN = "{\"Ref\": \"Unknown\"}";

    private static List<String> objections(String type, String properties) throws GateException, InterruptedException {
        return FileObjections.shown(
                FileObjections.findings(FileObjections.template(
                        "\"X\": {\"Type\": \"" + type + "\", \"Properties\": " + properties + "}")),
                finding -> true);
    }

    static Stream<String> unknownApis() {
        String body = "AWS::ApiGateway::RestApi|{\"Body\": ";
        return Stream.of(
                "AWS::ApiGatewayV2::Integration|{\"ConnectionType\": " + UNKNOWN + "}",
                body + UNKNOWN + "}",
                body + "{\"Fn::Transform\": {\"Name\": \"AWS::Include\"}}}",
                body + "{\"paths\": {\"/\": {\"post\": {\"x-amazon-apigateway-integration\": {\"type\": \"http\","
                        + " \"connectionType\": " + UNKNOWN + "}}}}}}",
                "AWS::ApiGateway::RestApi|{\"BodyS3Location\": {\"Bucket\": \"b\", \"Key\": \"k\"}}",
                "AWS::ApiGatewayV2::Api|{\"BodyS3Location\": {\"Bucket\": \"b\", \"Key\": \"k\"}}",
                "AWS::Serverless::Api|{\"StageName\": \"s\", \"DefinitionUri\": \"api.yaml\"}",
                "AWS::Serverless::HttpApi|{\"DefinitionBody\": " + UNKNOWN + "}",
                "AWS::ApiGateway::Method|{\"Fn::Transform\": {\"Name\": \"AWS::Include\"}}",
                "AWS::EC2::VPCEndpointService|{\"NetworkLoadBalancerArns\": [\"arn\"]}",
                "AWS::EC2::VerifiedAccessEndpoint|{\"EndpointType\": \"load-balancer\"}",
                "AWS::VpcLattice::TargetGroup|{\"Type\": \"ALB\"}",
                "AWS::VpcLattice::ResourceConfiguration|{\"Name\": \"front\"}",
                "AWS::CloudFront::Distribution|{\"DistributionConfig\": {\"Origins\": [{\"VpcOriginConfig\":"
                        + " {\"VpcOriginId\": \"vo_1\"}}]}}",
                "AWS::CloudFront::Distribution|{\"DistributionConfig\": {\"Origins\": " + UNKNOWN + "}}",
                "AWS::VpcLattice::TargetGroup|{\"Type\": " + UNKNOWN + "}");
    }

    @ParameterizedTest
    @MethodSource("unknownApis")
    void aResourceThatMayShowSomethingInTheVpcIsUndecided(String resource) throws GateException, InterruptedException {
        String[] words = resource.split("\\|", 2);
        assertThat(objections(words[0], words[1])).containsExactly("every-resource-evaluated undecided");
    }

    static Stream<String> knownApis() {
        return Stream.of(
                "AWS::ApiGatewayV2::Integration|{\"IntegrationType\": \"AWS_PROXY\", \"IntegrationUri\": " + UNKNOWN
                        + "}",
                "AWS::ApiGateway::Method|{\"Integration\": {\"Type\": \"AWS_PROXY\", \"Uri\": " + UNKNOWN + "}}",
                "AWS::ApiGateway::Method|{\"Integration\": {\"Type\": \"AWS\", \"Uri\": " + UNKNOWN + "}}",
                "AWS::ApiGateway::Method|{\"Integration\": {\"Type\": \"AWS\", \"Uri\":"
                        + " \"arn:aws:apigateway:eu-central-1:ecs:action/RunTask\"}}",
                "AWS::ApiGateway::RestApi|{\"Name\": " + UNKNOWN + "}",
                "AWS::CloudFront::Distribution|{\"DistributionConfig\": {\"Comment\": " + UNKNOWN
                        + ", \"Origins\": [{\"DomainName\": " + UNKNOWN + ", \"CustomOriginConfig\": {}}]}}",
                "AWS::Serverless::Api|{\"StageName\": \"live\"}",
                "AWS::VpcLattice::TargetGroup|{\"Type\": \"LAMBDA\"}");
    }

    @ParameterizedTest
    @MethodSource("knownApis")
    void aResourceThatShowsNothingInTheVpcIsLeftOut(String resource) throws GateException, InterruptedException {
        String[] words = resource.split("\\|", 2);
        assertThat(objections(words[0], words[1])).isEmpty();
    }

    /** As most APIs in front of functions of Lambda are written. */
    @Test
    void anApiOfAPlanInFrontOfAFunctionIsLeftOut() throws GateException, InterruptedException {
        String plan = FileObjections.plan(
                Stream.of(
                        FileObjections.change("aws_ecs_cluster", "c", "{\"name\": \"c\"}", "{}"),
                        FileObjections.change("aws_api_gateway_rest_api", "a", "{\"body\": null}", "{\"id\": true}"),
                        FileObjections.change(
                                "aws_api_gateway_integration", "a", "{\"type\": \"AWS_PROXY\"}", "{\"uri\": true}"),
                        FileObjections.change(
                                "aws_apigatewayv2_integration",
                                "b",
                                "{\"integration_type\": \"AWS_PROXY\", \"connection_type\": \"INTERNET\"}",
                                "{\"api_id\": true, \"integration_uri\": true}"),
                        FileObjections.change(
                                "aws_cloudfront_distribution",
                                "d",
                                "{\"origin\": [{\"origin_id\": \"a\", \"vpc_origin_config\": []}]}",
                                "{\"origin\": [{\"domain_name\": true}]}")),
                Stream.of());
        assertThat(FileObjections.shown(FileObjections.findings(plan), finding -> finding.undecided()))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aws_api_gateway_rest_api|{\"name\": \"a\"}|{\"body\": true}",
                "aws_apigatewayv2_integration|{\"integration_type\": \"HTTP_PROXY\"}|{\"connection_type\": true}",
                "aws_vpc_endpoint_service|{\"acceptance_required\": true}|{}",
                "aws_verifiedaccess_endpoint|{\"endpoint_type\": \"load-balancer\"}|{}",
                "aws_vpclattice_target_group|{\"type\": \"ALB\"}|{}",
                "aws_vpclattice_resource_configuration|{\"name\": \"front\"}|{}",
                "aws_cloudfront_distribution|{\"origin\": [{\"vpc_origin_config\": [{}]}]}|{\"origin\":"
                        + " [{\"vpc_origin_config\": [{\"vpc_origin_id\": true}]}]}",
                "aws_wafv2_web_acl_rule_group_association|{\"priority\": 0}|{}"
            })
    void aResourceOfAPlanThatMayShowSomethingInTheVpcIsUndecided(String resource)
            throws GateException, InterruptedException {
        String[] words = resource.split("\\|", 3);
        String plan = FileObjections.plan(
                Stream.of(
                        FileObjections.change("aws_ecs_cluster", "c", "{\"name\": \"c\"}", "{}"),
                        FileObjections.change(words[0], "x", words[1], words[2])),
                Stream.of());
        assertThat(FileObjections.shown(FileObjections.findings(plan), finding -> finding.undecided()))
                .containsExactly("every-resource-evaluated undecided");
    }

    @Test
    void eachOfSeveralThingsThatAreNotEvaluatedHasItsRemedy() throws GateException, InterruptedException {
        String template = FileObjections.template(
                "\"Link\": {\"Type\": \"AWS::ApiGatewayV2::Integration\", \"Properties\": {\"ConnectionType\":"
                        + " \"VPC_LINK\"}}, \"Api\": {\"Type\": \"AWS::ApiGateway::RestApi\", \"Properties\":"
                        + " {\"Body\": " + UNKNOWN
                        + "}}, \"Service\": {\"Type\": \"AWS::AppRunner::Service\"}");
        assertThat(Remedy.of(FileObjections.findings(template)))
                .extracting(Remedy::text)
                .hasSize(3)
                .allMatch(text -> text.contains("fingerprint"))
                .anyMatch(text -> text.contains("can call the API"))
                .anyMatch(text -> text.contains("--parameter NAME=VALUE"));
    }
}
