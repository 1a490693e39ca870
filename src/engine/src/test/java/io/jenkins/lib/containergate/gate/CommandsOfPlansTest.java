package io.jenkins.lib.containergate.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.fault.GateException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Command lines that Terraform runs when a plan is made or applied. */
class CommandsOfPlansTest {
    private static final List<String> UNDECIDED = List.of("every-resource-evaluated undecided");

    private static List<String> objections(String resource) throws GateException, InterruptedException {
        String plan = FileObjections.plan(
                Stream.of(FileObjections.change("aws_ecs_cluster", "c", "{\"name\": \"c\"}", "{}")),
                Stream.of(resource));
        return FileObjections.shown(FileObjections.findings(plan), finding -> finding.undecided());
    }

    private static List<String> provisioner(String expressions) throws GateException, InterruptedException {
        return objections("{\"address\": \"terraform_data.x\", \"type\": \"terraform_data\", \"provisioners\":"
                + " [{\"type\": \"local-exec\", \"expressions\": {" + expressions + "}}]}");
    }

    private static List<String> command(String command) throws GateException, InterruptedException {
        return provisioner("\"command\": {\"constant_value\": \"" + command + "\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aws cloudformation deploy --template-file shop.yaml --stack-name shop",
                "aws --region eu-central-1 cloudformation create-stack --stack-name shop",
                "aws cloudformation update-stack --stack-name shop",
                "aws cloudformation create-stack-instances --stack-set-name shop",
                "aws cloudformation create-change-set --stack-name shop",
                "aws cloudformation execute-change-set --change-set-name shop",
                "aws cloudcontrol create-resource --type-name AWS::ECS::Service",
                "aws cloudcontrol --region x update-resource --type-name AWS::ECS::Service",
                "sam deploy --stack-name shop",
                "npx cdk --app x deploy --all",
                "copilot svc deploy --name shop",
                "ecs-cli compose up",
                "ecspresso deploy",
                "pulumi --stack prod up --yes",
                "cd other && terraform apply -auto-approve",
                "tofu -chdir=other apply",
                "pwsh -c New-ECSTask -Cluster prod",
                "python3 -c 'import boto3; boto3.client(\\\"ecs\\\").run_task()'",
                "curl -H 'X-Amz-Target: AmazonEC2ContainerServiceV20141113.RunTask'"
                        + " https://ecs.eu-central-1.amazonaws.com"
            })
    void aCommandThatStartsTasksOrDeploysIsUndecided(String command) throws GateException, InterruptedException {
        assertThat(command(command)).isEqualTo(UNDECIDED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aws cloudformation describe-stacks --stack-name shop",
                "aws cloudformation wait stack-create-complete",
                "aws cloudcontrol get-resource --type-name AWS::ECS::Service",
                "aws s3 sync build s3://shop",
                "terraform fmt",
                "echo sample; echo apply",
                "kubectl apply -f shop.yaml"
            })
    void aCommandThatStartsNothingOfEcsIsNoObjection(String command) throws GateException, InterruptedException {
        assertThat(command(command)).isEmpty();
    }

    @Test
    void aCommandInWordsIsOne() throws GateException, InterruptedException {
        assertThat(provisioner("\"interpreter\": {\"constant_value\": [\"aws\", \"ecs\"]}, \"command\":"
                        + " {\"constant_value\": \"run-task\"}"))
                .isEqualTo(UNDECIDED);
    }

    @Test
    void aProgramThatADataSourceRunsIsACommand() throws GateException, InterruptedException {
        String external = "{\"address\": \"data.external.x\", \"mode\": \"data\", \"type\": \"external\", \"name\":"
                + " \"x\", \"expressions\": {\"program\": {\"constant_value\": [PROGRAM]}}}";
        assertThat(objections(external.replace("PROGRAM", "\"aws\", \"ecs\", \"run-task\"")))
                .isEqualTo(UNDECIDED);
        assertThat(objections(external.replace("PROGRAM", "\"git\", \"log\""))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"data", "ephemeral"})
    void aLocalCommandThatRunsAsAPlanIsMadeIsOne(String mode) throws GateException, InterruptedException {
        String local = "{\"address\": \"" + mode + ".local_command.x\", \"mode\": \"" + mode
                + "\", \"type\": \"local_command\", \"name\": \"x\", \"expressions\": {\"arguments\":"
                + " {\"constant_value\": [\"ecs\", \"CALL\"]}, \"command\": {\"constant_value\": \"aws\"}}}";
        assertThat(objections(local.replace("CALL", "run-task"))).isEqualTo(UNDECIDED);
        assertThat(objections(local.replace("CALL", "list-tasks"))).isEmpty();
    }

    private static List<String> resource(String type, String after) throws GateException, InterruptedException {
        String plan = FileObjections.plan(
                Stream.of(
                        FileObjections.change("aws_ecs_cluster", "c", "{\"name\": \"c\"}", "{}"),
                        FileObjections.change(type, "x", after, "{}")),
                Stream.of());
        return FileObjections.shown(FileObjections.findings(plan), finding -> finding.undecided());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "shell_script|{\"lifecycle_commands\": [{\"create\": \"aws ecs run-task --task-definition x\"}]}",
                "ssh_resource|{\"commands\": [\"cd app\", \"ecspresso deploy\"]}",
                "kubernetes_job|{\"spec\": [{\"template\": [{\"spec\": [{\"container\": [{\"command\": [\"aws\","
                        + " \"ecs\", \"update-service\"]}]}]}]}]}",
                "kubernetes_manifest|{\"manifest\": {\"spec\": {\"args\": [\"aws ecs update-service\"]}}}",
                "kubernetes_pod|{\"spec\": [{\"container\": [{\"args\": [\"deploy\", \"--all\"], \"command\":"
                        + " [\"cdk\"]}]}]}",
                "shell_thing|{\"create_cmd\": \"terraform\", \"create_arguments\": [\"apply\"]}",
                "command_resource|{\"create_script\": \"import boto3\\nboto3.client('ecs').run_task()\"}"
            })
    void aCommandInAResourceOfAnotherProviderIsUndecidedIfItStartsTasks(String typeAndValues)
            throws GateException, InterruptedException {
        String[] words = typeAndValues.split("\\|", 2);
        assertThat(resource(words[0], words[1])).isEqualTo(UNDECIDED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "shell_script|{\"lifecycle_commands\": [{\"create\": \"aws ecs describe-services\"}]}",
                "kubernetes_pod|{\"spec\": [{\"container\": [{\"args\": [\"deploy\"], \"command\": [\"shop\"]},"
                        + " {\"args\": [\"ls\"], \"command\": [\"cdk\"]}]}]}",
                "github_repository_file|{\"content\": \"run: aws ecs update-service\"}",
                "local_file|{\"content\": \"aws ecs run-task\", \"description\": \"a script: aws ecs run-task\"}"
            })
    void whatAnotherProviderOnlyStoresOrReadsIsLeftOut(String typeAndValues)
            throws GateException, InterruptedException {
        String[] words = typeAndValues.split("\\|", 2);
        assertThat(resource(words[0], words[1])).isEmpty();
    }
}
