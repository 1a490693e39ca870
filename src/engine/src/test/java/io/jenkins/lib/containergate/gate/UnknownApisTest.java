package io.jenkins.lib.containergate.gate;

import static io.jenkins.lib.containergate.gate.UnknownTargetsTest.UNKNOWN;
import static io.jenkins.lib.containergate.gate.UnknownTargetsTest.objections;
import static io.jenkins.lib.containergate.gate.UnknownTargetsTest.sub;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.report.Remedy;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What shows something in the VPC, or calls services of AWS for others, as far as a file says so. */
class UnknownApisTest {
    static Stream<String> unknownApis() {
        String integration = "AWS::ApiGateway::Method|{\"Integration\": ";
        String body = "AWS::ApiGateway::RestApi|{\"Body\": ";
        return Stream.of(
                "AWS::ApiGatewayV2::Integration|{\"ConnectionType\": " + UNKNOWN + "}",
                integration + "{\"Type\": \"AWS\", \"Uri\": " + UNKNOWN + "}}",
                integration + "{\"Type\": " + UNKNOWN + ", \"Uri\": {\"Fn::ImportValue\": \"uri\"}}}",
                integration + "{\"Type\": \"AWS\", \"Uri\": "
                        + sub("arn:aws:apigateway:${AWS::Region}:${Unknown}:action/RunTask") + "}}",
                integration + UNKNOWN + "}",
                body + UNKNOWN + "}",
                body + "{\"Fn::Transform\": {\"Name\": \"AWS::Include\"}}}",
                body + "{\"paths\": {\"/\": {\"post\": {\"x-amazon-apigateway-integration\": {\"type\": \"aws\","
                        + " \"uri\": " + UNKNOWN + "}}}}}}",
                "AWS::ApiGateway::RestApi|{\"BodyS3Location\": {\"Bucket\": \"b\", \"Key\": \"k\"}}",
                "AWS::ApiGatewayV2::Api|{\"BodyS3Location\": {\"Bucket\": \"b\", \"Key\": \"k\"}}",
                "AWS::Serverless::Api|{\"StageName\": \"s\", \"DefinitionUri\": \"api.yaml\"}",
                "AWS::Serverless::HttpApi|{\"DefinitionBody\": " + UNKNOWN + "}",
                "AWS::ApiGateway::Method|{\"Integration\": {\"Type\": \"AWS\", \"Uri\":"
                        + " \"arn:aws:apigateway:eu-central-1:events:action/PutTargets\"}}",
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
    void anApiOfWhichTheFileDoesNotSayWhatItCallsIsUndecided(String resource)
            throws GateException, InterruptedException {
        String[] words = resource.split("\\|", 2);
        assertThat(objections(words[0], words[1])).containsExactly("every-resource-evaluated undecided");
    }

    static Stream<String> knownApis() {
        return Stream.of(
                "AWS::ApiGatewayV2::Integration|{\"IntegrationType\": \"AWS_PROXY\", \"IntegrationUri\": " + UNKNOWN
                        + "}",
                "AWS::ApiGateway::Method|{\"Integration\": {\"Type\": \"AWS_PROXY\", \"Uri\": " + UNKNOWN + "}}",
                "AWS::ApiGateway::Method|{\"Integration\": {\"Type\": \"HTTP\", \"Uri\": " + UNKNOWN + "}}",
                "AWS::ApiGateway::Method|{\"Integration\": {\"Type\": \"AWS\", \"Uri\": "
                        + sub(
                                "arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Unknown}/invocations")
                        + "}}",
                "AWS::ApiGateway::Method|{\"Integration\": {\"Type\": \"AWS\", \"Uri\":"
                        + " \"arn:aws:apigateway:eu-central-1:events:action/PutEvents\"}}",
                "AWS::ApiGateway::RestApi|{\"Name\": " + UNKNOWN + "}",
                "AWS::CloudFront::Distribution|{\"DistributionConfig\": {\"Comment\": " + UNKNOWN
                        + ", \"Origins\": [{\"DomainName\": " + UNKNOWN + ", \"CustomOriginConfig\": {}}]}}",
                "AWS::Serverless::Api|{\"StageName\": \"live\"}",
                "AWS::VpcLattice::TargetGroup|{\"Type\": \"LAMBDA\"}");
    }

    @ParameterizedTest
    @MethodSource("knownApis")
    void anApiThatSurelyStartsNothingIsLeftOut(String resource) throws GateException, InterruptedException {
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
    @CsvSource({
        "AWS, aws_lambda_function.f.invoke_arn, false",
        "AWS, module.f.invoke_arn, false",
        "AWS, local.uri, true",
        "AWS, aws_sfn_state_machine.m.arn, true",
        "HTTP, local.uri, false"
    })
    void anIntegrationWhoseUriIsKnownAfterApplyIsUndecidedUnlessItIsOfAFunction(
            String type, String reference, boolean undecided) throws GateException, InterruptedException {
        String whole = reference.substring(0, reference.lastIndexOf('.'));
        String plan = FileObjections.plan(
                Stream.of(
                        FileObjections.change("aws_ecs_cluster", "c", "{\"name\": \"c\"}", "{}"),
                        FileObjections.change(
                                "aws_api_gateway_integration", "a", "{\"type\": \"" + type + "\"}", "{\"uri\": true}")),
                Stream.of("{\"address\": \"aws_api_gateway_integration.a\", \"mode\": \"managed\", \"type\":"
                        + " \"aws_api_gateway_integration\", \"name\": \"a\", \"expressions\": {\"uri\":"
                        + " {\"references\": [\"" + reference + "\", \"" + whole + "\"]}}}"));
        assertThat(FileObjections.shown(FileObjections.findings(plan), finding -> finding.undecided()))
                .isEqualTo(undecided ? List.of("every-resource-evaluated undecided") : List.of());
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
    void anApiOfAPlanThatDoesNotSayWhatItCallsIsUndecided(String resource) throws GateException, InterruptedException {
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
