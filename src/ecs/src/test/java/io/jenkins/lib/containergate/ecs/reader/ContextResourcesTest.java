package io.jenkins.lib.containergate.ecs.reader;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.document.DocumentLimits;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.finding.Account;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Roles and security groups of a file are evaluated with what uses them, and the account says so. */
class ContextResourcesTest {
    @Test
    void whatATaskOrServiceOfATemplateNamesIsEvaluatedAndTheRestIsNot() throws GateException {
        Account account = account("""
                {"Resources": {
                  "Task": {"Type": "AWS::ECS::TaskDefinition", "Properties": {
                    "Family": "shop", "TaskRoleArn": {"Fn::GetAtt": ["Used", "Arn"]},
                    "ContainerDefinitions": [{"Name": "web", "Image": "shop"}]}},
                  "Service": {"Type": "AWS::ECS::Service", "Properties": {
                    "TaskDefinition": {"Ref": "Task"}, "NetworkConfiguration": {"AwsvpcConfiguration": {
                      "SecurityGroups": [{"Fn::GetAtt": ["Web", "GroupId"]}], "Subnets": ["s"]}}}},
                  "Used": {"Type": "AWS::IAM::Role", "Properties": {"AssumeRolePolicyDocument": {}}},
                  "Other": {"Type": "AWS::IAM::Role", "Properties": {"AssumeRolePolicyDocument": {"a": "b"}}},
                  "Policy": {"Type": "AWS::IAM::Policy", "Properties": {
                    "PolicyName": "p", "PolicyDocument": {}, "Roles": [{"Ref": "Used"}]}},
                  "Web": {"Type": "AWS::EC2::SecurityGroup", "Properties": {}},
                  "Database": {"Type": "AWS::EC2::SecurityGroup", "Properties": {}},
                  "In": {"Type": "AWS::EC2::SecurityGroupIngress", "Properties": {"GroupId": {"Ref": "Web"}}},
                  "Bucket": {"Type": "AWS::S3::Bucket"}}}
                """);

        assertThat(account.evaluated())
                .contains(
                        new Account.Evaluated("AWS::IAM::Role", 1),
                        new Account.Evaluated("AWS::IAM::Policy", 1),
                        new Account.Evaluated("AWS::EC2::SecurityGroup", 1),
                        new Account.Evaluated("AWS::EC2::SecurityGroupIngress", 1));
        assertThat(account.notEvaluated())
                .containsExactlyInAnyOrder(
                        new Account.NotEvaluated("AWS::IAM::Role", 1, "no task definition of the file names it"),
                        new Account.NotEvaluated("AWS::EC2::SecurityGroup", 1, "no service of the file names it"),
                        new Account.NotEvaluated(
                                "AWS::S3::Bucket",
                                1,
                                "evaluated with the task definitions that take environment files from it"));
    }

    @Test
    void theSameHoldsForAPlan() throws GateException {
        Account account = account("""
                {"resource_changes": [
                  {"address": "aws_ecs_service.web", "type": "aws_ecs_service", "mode": "managed",
                   "change": {"actions": ["create"], "after": {"name": "web",
                     "network_configuration": [{"security_groups": ["sg-1"], "subnets": ["s"]}]}}},
                  {"address": "aws_ecs_task_definition.web", "type": "aws_ecs_task_definition", "mode": "managed",
                   "change": {"actions": ["create"], "after": {"family": "shop",
                     "execution_role_arn": "arn:aws:iam::123456789012:role/start",
                     "container_definitions": "[{\\"name\\": \\"web\\", \\"image\\": \\"shop\\"}]"}}},
                  {"address": "aws_iam_role.start", "type": "aws_iam_role", "mode": "managed",
                   "change": {"actions": ["no-op"], "after": {"name": "start", "assume_role_policy": "{}",
                     "arn": "arn:aws:iam::123456789012:role/start"}}},
                  {"address": "aws_iam_role_policy_attachment.start", "type": "aws_iam_role_policy_attachment",
                   "mode": "managed", "change": {"actions": ["create"], "after": {"role": "start",
                     "policy_arn": "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy"}}},
                  {"address": "aws_security_group.web", "type": "aws_security_group", "mode": "managed",
                   "change": {"actions": ["no-op"], "after": {"id": "sg-1", "ingress": []}}},
                  {"address": "aws_security_group.other", "type": "aws_security_group", "mode": "managed",
                   "change": {"actions": ["no-op"], "after": {"id": "sg-2", "ingress": []}}}]}
                """);

        assertThat(account.evaluated())
                .contains(
                        new Account.Evaluated("aws_iam_role", 1),
                        new Account.Evaluated("aws_iam_role_policy_attachment", 1),
                        new Account.Evaluated("aws_security_group", 1));
        assertThat(account.notEvaluated())
                .containsExactlyInAnyOrder(
                        new Account.NotEvaluated("aws_security_group", 1, "no service of the file names it"));
    }

    private static Account account(String file) throws GateException {
        SortedMap<String, byte[]> files = new TreeMap<>(Map.of("file", file.getBytes(StandardCharsets.UTF_8)));
        return new TaskDefinitionFiles(DocumentLimits.defaults(), Map.of())
                .parse(files)
                .leftOut();
    }
}
