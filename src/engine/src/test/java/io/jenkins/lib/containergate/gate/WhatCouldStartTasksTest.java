package io.jenkins.lib.containergate.gate;

import static io.jenkins.lib.containergate.gate.JudgedFile.findings;
import static io.jenkins.lib.containergate.gate.JudgedFile.judge;
import static io.jenkins.lib.containergate.gate.JudgedFile.plan;
import static io.jenkins.lib.containergate.gate.JudgedFile.template;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.TestTask;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.finding.Account;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.lib.containergate.policy.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The edge of what a file is evaluated for: what only could start tasks is named with its address, and followed no further. */
class WhatCouldStartTasksTest {
    private static final String CODE = "\"import boto3; boto3.client('ecs').run_task(taskDefinition='other')\"";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "AWS::Lambda::Function|{\"Code\": {\"ZipFile\": " + CODE + "}}",
                "AWS::Lambda::Function|{\"Code\": {\"ZipFile\": {\"Ref\": \"Unknown\"}}}",
                "AWS::Serverless::Function|{\"InlineCode\": " + CODE + "}",
                "AWS::CodeBuild::Project|{\"Source\": {\"BuildSpec\": \"aws ecs run-task\"}}",
                "AWS::CodePipeline::Pipeline|{\"Stages\": [{\"Actions\": [{\"ActionTypeId\": {\"Provider\":"
                        + " \"ECS\"}}]}]}",
                "AWS::CodeDeploy::DeploymentGroup|{\"ECSServices\": [{\"ClusterName\": \"c\"}]}",
                "Custom::AWS|{\"Create\": \"{\\\"service\\\":\\\"ECS\\\",\\\"action\\\":\\\"runTask\\\"}\"}",
                "AWS::CloudFormation::CustomResource|{\"ServiceToken\": {\"Ref\": \"Unknown\"}}",
                "AWS::SSM::Document|{\"Content\": {\"mainSteps\": [{\"action\": \"aws:executeAwsApi\", \"inputs\":"
                        + " {\"Service\": \"ecs\", \"Api\": \"RunTask\"}}]}}",
                "AWS::SSM::Association|{\"Name\": \"AWS-RunShellScript\"}",
                "AWS::SSM::MaintenanceWindowTask|{\"TaskType\": \"STEP_FUNCTIONS\"}",
                "AWS::IoT::TopicRule|{\"TopicRulePayload\": {\"Actions\": [{\"StepFunctions\": {}}]}}",
                "AWS::CloudWatch::Alarm|{\"AlarmActions\": [{\"Ref\": \"Unknown\"}]}",
                "AWS::StepFunctions::StateMachineAlias|{}",
                "AWS::ApiGateway::Method|{\"Integration\": {\"Uri\":"
                        + " \"arn:aws:apigateway:eu-central-1:ecs:action/RunTask\"}}",
                "AWS::Events::Rule|{\"Targets\": [{\"Arn\": {\"Ref\": \"Unknown\"}}]}",
                "AWS::Events::Rule|{\"Targets\": [{\"Arn\": \"arn:aws:states:eu-central-1:1:stateMachine:other\"}]}",
                "AWS::Scheduler::Schedule|{\"Target\": {\"Arn\": \"arn:aws:scheduler:::aws-sdk:sfn:startExecution\"}}",
                "AWS::Pipes::Pipe|{\"Target\": \"arn:aws:states:eu-central-1:1:stateMachine:other\"}",
                "AWS::StepFunctions::StateMachine|{\"Definition\": {\"States\": {\"A\": {\"Resource\":"
                        + " \"arn:aws:states:::lambda:invoke\"}}}}"
            })
    void itIsNamedAndNotUndecided(String type, String properties) throws GateException, InterruptedException {
        Verdict verdict = judge(template("{\"Type\": \"" + type + "\", \"Properties\": " + properties + "}"));

        assertThat(verdict.outcome()).isEqualTo(Outcome.PASS);
        assertNamed(verdict, type, "X (line 1): ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "aws_codepipeline|{\"name\": \"p\"}",
                "aws_codedeploy_deployment_group|{\"ecs_service\": [{\"cluster_name\": \"c\"}]}",
                "aws_ssm_document|{\"content\": \"aws ecs run-task\"}",
                "aws_iot_topic_rule|{\"step_functions\": [{}]}",
                "aws_cloudwatch_event_target|{\"arn\": \"arn:aws:states:eu-central-1:1:stateMachine:other\"}",
                "awscc_lambda_function|{\"code\": {\"zip_file\": " + CODE + "}}"
            })
    void theSameResourceOfTerraformIsNamed(String type, String values) throws GateException, InterruptedException {
        Verdict verdict = judge(plan(type, values));

        assertThat(verdict.outcome()).isEqualTo(Outcome.PASS);
        assertNamed(verdict, type, type + ".x (line 1): ");
    }

    private static void assertNamed(Verdict verdict, String type, String address) {
        assertThat(verdict.gates().get(0).account().notEvaluated())
                .filteredOn(entry -> entry.kind().equals(type))
                .extracting(Account.NotEvaluated::reason)
                .singleElement()
                .satisfies(reason -> assertThat(reason).startsWith(address).endsWith("could start tasks"));
    }

    /** Each is named by itself, also where a file has many. */
    @Test
    void eachHasItsOwnAddress() throws GateException, InterruptedException {
        String one = "{\"Type\": \"AWS::Lambda::Function\"}";
        Verdict verdict = judge(template(one + ", \"Y\": " + one));

        assertThat(verdict.gates().get(0).account().notEvaluated())
                .extracting(Account.NotEvaluated::reason)
                .containsExactly(
                        "X (line 1): it runs code, and could start tasks",
                        "Y (line 1): it runs code, and could start tasks");
    }

    @Test
    void whatInstancesRunIsNamed() throws GateException, InterruptedException {
        Verdict verdict = judge(template("{\"Type\": \"AWS::EC2::Instance\", \"Metadata\":"
                + " {\"AWS::CloudFormation::Init\": {\"config\": {\"commands\": {\"a\": {\"command\": \"aws ecs"
                + " run-task\"}}}}}, \"Properties\": {\"UserData\": \"#!/bin/sh\\naws ecs run-task\"}}"));

        assertThat(findings(verdict)).isEmpty();
        assertThat(verdict.gates().get(0).account().notEvaluated())
                .extracting(Account.NotEvaluated::kind)
                .contains("user data", "AWS::CloudFormation::Init");
    }

    /** @param starter beside a task definition that gives its container the host */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"Type\": \"AWS::Lambda::Function\", \"Properties\": {\"Code\": {\"ZipFile\": " + CODE + "}}}",
                "{\"Type\": \"AWS::StepFunctions::StateMachine\", \"Properties\": {\"DefinitionString\": \"no JSON\"}}",
                "{\"Type\": \"Custom::Start\", \"Properties\": {\"ServiceToken\": \"arn\"}}"
            })
    void itDoesNotHideWhatTheFileDefines(String starter) throws GateException, InterruptedException {
        String bad = TestTask.ec2().container("\"privileged\": true").json();
        Verdict verdict = judge(
                template(starter + ", \"Bad\": {\"Type\": \"AWS::ECS::TaskDefinition\", \"Properties\": " + bad + "}"));

        assertThat(verdict.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(findings(verdict))
                .extracting(finding -> finding.rule().value())
                .contains("no-privileged")
                .doesNotContain("every-resource-evaluated");
        assertThat(verdict.gates().get(0).account().notEvaluated())
                .anyMatch(entry -> entry.reason().startsWith("X (line 1): ")
                        && entry.reason().endsWith("could start tasks"));
    }

    /** What starts or declares tasks itself is inside the edge. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"Type\": \"AWS::Scheduler::Schedule\", \"Properties\": {\"Target\": {\"Arn\":"
                        + " \"arn:aws:scheduler:::aws-sdk:ecs:runTask\"}}}",
                "{\"Type\": \"AWS::Events::Rule\", \"Properties\": {\"Targets\": [{\"Arn\":"
                        + " \"arn:aws:ecs:eu-central-1:1:cluster/c\"}]}}",
                "{\"Type\": \"AWS::Events::Rule\", \"Properties\": {\"Targets\": {\"Ref\": \"Unknown\"}}}",
                "{\"Type\": \"AWS::Pipes::Pipe\", \"Properties\": {\"TargetParameters\": {\"Ref\": \"Unknown\"}}}",
                "{\"Type\": \"AWS::StepFunctions::StateMachine\", \"Properties\": {\"Definition\": {\"States\": {\"A\":"
                        + " {\"Resource\": \"arn:aws:states:::aws-sdk:ecs:registerTaskDefinition\"}}}}}",
                "{\"Type\": \"AWS::ECS::SomethingNew\"}",
                "{\"Type\": \"AWS::Batch::JobDefinition\"}"
            })
    void whatStartsTasksItselfIsUndecidedWhereItIsNotKnown(String resource) throws GateException, InterruptedException {
        assertThat(judge(template(resource)).outcome()).isEqualTo(Outcome.ERROR);
    }
}
