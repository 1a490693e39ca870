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
    void commandsThatSystemsManagerRunsOnInstancesAreUndecided() {
        String association = """
              Agent:
                Type: AWS::SSM::Association
                Properties:
                  Name: AWS-RunShellScript
                  Targets: [{Key: "tag:cluster", Values: [shop]}]
                  Parameters: {commands: ["docker run --privileged evil"]}
            """;

        assertThat(template("").exit()).isEqualTo(ExitCode.PASSED);
        Gate run = template(association);
        assertThat(run.exit()).as(run.out()).isEqualTo(ExitCode.ERROR);
        assertThat(run.out()).contains("every-resource-evaluated", "runs a document on instances", "waive");

        Gate patches = template(association.replace("RunShellScript", "RunPatchBaseline"));
        assertThat(patches.exit()).as(patches.out()).isEqualTo(ExitCode.PASSED);
    }
}
