package io.jenkins.lib.containergate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Container instances in templates: what starts them, and what runs on them beside ECS. */
class InstancesInFilesTest {
    private static final String TASK = """
        Resources:
          Task:
            Type: AWS::ECS::TaskDefinition
            Properties:
              Family: shop
              RequiresCompatibilities: [FARGATE]
              NetworkMode: awsvpc
              Cpu: "256"
              Memory: "512"
              ExecutionRoleArn: arn:aws:iam::123456789012:role/start
              ContainerDefinitions:
                - Name: web
                  Image: shop/web@sha256:DIGEST
                  User: "10001"
                  ReadonlyRootFilesystem: true
                  LogConfiguration: {LogDriver: awslogs}
        """.replace("DIGEST", "a".repeat(64));

    @TempDir
    private Path folder;

    private Gate template(String resources) {
        return Gate.run("taskdef", Fixtures.write(folder.resolve("template.yaml"), TASK + resources));
    }

    @Test
    void commandsThatSystemsManagerRunsOnInstancesAreNamed() {
        Gate run = template("""
              Agent:
                Type: AWS::SSM::Association
                Properties:
                  Name: AWS-RunShellScript
                  Targets: [{Key: "tag:cluster", Values: [shop]}]
                  Parameters: {commands: ["docker run --privileged evil"]}
              Service:
                Type: AWS::ECS::Service
                Properties: {TaskDefinition: "other:1", LaunchType: EC2}
            """);

        assertThat(run.exit()).as(run.out()).isEqualTo(ExitCode.PASSED);
        assertThat(run.out()).contains("AWS::SSM::Association", "Agent (line ", "could start tasks");
    }

    @Test
    void aContainerInstanceWithAPublicAddressFails() {
        String instance = """
              Host:
                Type: AWS::EC2::Instance
                Properties:
                  MetadataOptions: {HttpTokens: required}
                  UserData: {"Fn::Base64": "echo ECS_CLUSTER=shop ECS_AWSVPC_BLOCK_IMDS=true >> /etc/ecs/ecs.config"}
                  NetworkInterfaces: [{DeviceIndex: "0", AssociatePublicIpAddress: true}]
            """;
        Path policy = Fixtures.write(folder.resolve("policy.yaml"), """
            version: 1
            taskDefinition: {rules: {host-no-public-address: on}}
            """);
        Path file = folder.resolve("template.yaml");

        Gate run = Gate.run("taskdef", Fixtures.write(file, TASK + instance), "--policy", policy);
        assertThat(run.exit()).as(run.out()).isEqualTo(ExitCode.FAILED);
        assertThat(run.out())
                .contains("the instance Host has the public address that AssociatePublicIpAddress gives it");

        String closed = TASK + instance.replace("Address: true", "Address: false");
        Gate none = Gate.run("taskdef", Fixtures.write(file, closed), "--policy", policy);
        assertThat(none.exit()).as(none.out()).isEqualTo(ExitCode.PASSED);
    }
}
