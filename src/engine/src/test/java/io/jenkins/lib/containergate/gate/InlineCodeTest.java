package io.jenkins.lib.containergate.gate;

import static io.jenkins.lib.containergate.gate.FileObjections.change;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import io.jenkins.lib.containergate.fault.GateException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Code and commands that a file holds as a text, beside a task that runs on Fargate alone. */
class InlineCodeTest {
    private static final List<String> UNDECIDED = List.of("every-resource-evaluated undecided");

    private static List<String> objections(String type, String properties) throws GateException, InterruptedException {
        return FileObjections.shown(
                FileObjections.findings(FileObjections.template(
                        "\"X\": {\"Type\": \"" + type + "\", \"Properties\": " + properties + "}")),
                finding -> true);
    }

    private static String text(String code) {
        return TextNode.valueOf(code).toString();
    }

    private static List<String> function(String code) throws GateException, InterruptedException {
        return objections("AWS::Lambda::Function", "{\"Code\": {\"ZipFile\": " + text(code) + "}}");
    }

    private static List<String> build(String commands) throws GateException, InterruptedException {
        return objections(
                "AWS::CodeBuild::Project",
                "{\"Source\": {\"Type\": \"NO_SOURCE\", \"BuildSpec\": "
                        + text("version: 0.2\nphases:\n  build:\n    commands:\n      - " + commands) + "}}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "import boto3\necs = boto3.client('ecs')\necs.run_task(cluster='c', taskDefinition='t')",
                "import boto3\nc = boto3.session.Session().client(service_name=\"ecs\")\nc.update_service(service='s')",
                "import { ECSClient, RunTaskCommand } from '@aws-sdk/client-ecs';\nnew ECSClient().send(new"
                        + " RunTaskCommand({}))",
                "const AWS = require('aws-sdk'); new AWS.ECS().runTask({})",
                "require 'aws-sdk-ecs'\nAws::ECS::Client.new.create_service(service_name: 's')",
                "boto3.client('batch').submit_job(jobName='j')",
                "boto3.client('ecs').create_gateway(name='g')",
                "boto3.client('ecs').associate_gateway_with_cluster(cluster='c')",
                "boto3.client('stepfunctions').start_execution(stateMachineArn=a)",
                "boto3.client('events').put_targets(Rule='r')",
                "boto3.client('cloudformation').create_stack(TemplateURL=u)",
                "getattr(boto3.client('ecs'), 'register_task_definition')()",
                "import subprocess\nsubprocess.run('aws ecs run-task --cluster c', shell=True)",
                "import subprocess\nsubprocess.run(['aws', 'ecs', 'run-task', '--cluster', 'c'])",
                "subprocess.run([\n  \"aws\",\n  \"ecs\",\n  \"run-task\"])",
                "requests.post(u, headers={'X-Amz-Target': 'AmazonEC2ContainerServiceV20141113.RunTask'})"
            })
    void aFunctionThatStartsTasksIsUndecided(String code) throws GateException, InterruptedException {
        assertThat(function(code)).isEqualTo(UNDECIDED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "(a)", ",'a'"})
    void aLongCallOfAFunctionIsReadToItsEnd(String part) throws GateException, InterruptedException {
        String call = "c = boto3.client('ecs')\ngetattr(c" + part.repeat(50_000);
        assertThat(function(call + ", name)()")).isEqualTo(UNDECIDED);
        assertThat(function(call + ", 'list_tasks')()")).isEmpty();
    }

    /** As CDK drains container instances, and as functions report or scale down. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "import boto3\necs = boto3.client('ecs')\necs.list_tasks(cluster='c')\necs.describe_tasks(tasks=t)",
                "ecs = boto3.client('ecs')\necs.update_container_instances_state(status='DRAINING')",
                "ecs = boto3.client('ecs')\necs.stop_task(task=t)\necs.deregister_task_definition(taskDefinition=d)",
                "boto3.client('servicediscovery').create_service(Name='a')\nspecs = []",
                "exports.handler = async () => ({hookStatus: 'SUCCEEDED'})",
                "batch.put_item(Item=i)"
            })
    void aFunctionThatStartsNoneIsNoObjection(String code) throws GateException, InterruptedException {
        assertThat(function(code)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aws ecs update-service --cluster c --service s --force-new-deployment",
                "aws ecs --region eu-central-1 run-task --cluster c",
                "ecspresso deploy --config c.yml",
                "aws ecs associate-gateway-with-cluster --cluster c",
                "copilot svc deploy --name s",
                "ecs-cli compose up",
                "aws cloudformation deploy --template-file t.yml --stack-name s",
                "python -c \"import boto3; boto3.client('ecs').run_task()\""
            })
    void aBuildThatStartsTasksIsUndecided(String command) throws GateException, InterruptedException {
        assertThat(build(command)).isEqualTo(UNDECIDED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "docker build -t $REPOSITORY_URI:$TAG . && docker push $REPOSITORY_URI:$TAG",
                "aws ecr get-login-password | docker login --username AWS --password-stdin $R",
                "printf '[{\"name\":\"app\",\"imageUri\":\"%s\"}]' $R:$TAG > imagedefinitions.json",
                "aws ecs describe-task-definition --task-definition t > taskdef.json",
                "npm ci && npx cdk synth"
            })
    void aBuildThatStartsNoneIsNoObjection(String command) throws GateException, InterruptedException {
        assertThat(build(command)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "AWS::Serverless::Function|{\"InlineCode\": %s}",
                "AWS::Lambda::Function|{\"Code\": {\"Fn::If\": [\"C\", {\"ZipFile\": %s}, {\"S3Bucket\": \"b\"}]}}",
                "AWS::CodeBuild::Project|{\"Source\": {\"Fn::If\": [\"C\", {\"BuildSpec\": %s}, {}]}}",
                "AWS::CodeBuild::Project|{\"SecondarySources\": [{\"BuildSpec\": %s}]}",
                "AWS::CodeBuild::Project|{\"Source\": {\"BuildSpec\": {\"Fn::Join\": [\" \", [%s, {\"Ref\":"
                        + " \"Unknown\"}]]}}}",
                "AWS::Amplify::App|{\"BuildSpec\": %s}",
                "AWS::Amplify::Branch|{\"BuildSpec\": %s}",
                "AWS::Synthetics::Canary|{\"Code\": {\"Script\": %s}}",
                "AWS::ImageBuilder::Component|{\"Data\": %s}",
                "AWS::DataPipeline::Pipeline|{\"PipelineObjects\": [{\"Fields\": [{\"Key\": \"command\","
                        + " \"StringValue\": %s}, {\"Key\": \"stdout\", \"StringValue\": {\"Ref\": \"Unknown\"}}]}]}",
                "AWS::SageMaker::NotebookInstanceLifecycleConfig|{\"OnStart\": [{\"Content\": {\"Fn::Base64\": %s}}]}",
                "AWS::SageMaker::NotebookInstanceLifecycleConfig|{\"OnCreate\": [{\"Content\": {\"Fn::Base64\":"
                        + " {\"Fn::Join\": [\"\", [%s, {\"Ref\": \"Unknown\"}]]}}}]}",
                "AWS::SageMaker::StudioLifecycleConfig|{\"StudioLifecycleConfigContent\": {\"Fn::Base64\": %s}}"
            })
    void soIsWhateverElseHoldsCommands(String type, String properties) throws GateException, InterruptedException {
        assertThat(objections(type, properties.formatted("\"aws ecs run-task --cluster c\"")))
                .isEqualTo(UNDECIDED);
        assertThat(objections(type, properties.formatted("\"aws s3 ls\""))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "AWS::EC2::Instance|{\"UserData\": {\"Fn::Base64\": %s}}",
                "AWS::EC2::Instance|{\"UserData\": {\"Fn::Base64\": {\"Fn::Join\": [\"\", [%s, {\"Ref\":"
                        + " \"Unknown\"}]]}}}",
                "AWS::EC2::LaunchTemplate|{\"LaunchTemplateData\": {\"UserData\": {\"Fn::Base64\": %s}}}",
                "AWS::AutoScaling::LaunchConfiguration|{\"UserData\": {\"Fn::Base64\": %s}}"
            })
    void userDataThatStartsTasksIsUndecided(String type, String properties) throws GateException, InterruptedException {
        String script = "#!/bin/sh\nyum -y install jq\n%s\n";
        assertThat(objections(type, properties.formatted(text(script.formatted("aws ecs start-task --cluster c")))))
                .contains("every-resource-evaluated undecided");
        assertThat(objections(
                        type,
                        properties.formatted(text(
                                "#cloud-config\nruncmd:\n  - - aws\n    - ecs\n    - run-task\n    - --cluster\n"))))
                .contains("every-resource-evaluated undecided");
        for (String other : List.of(
                "aws ecs list-container-instances --cluster c",
                "# aws ecs start-task for fargate tasks",
                "start ecs\nupdate-alternatives --auto x",
                "yum install -y ecs-init && systemctl enable --now ecs",
                "/opt/aws/bin/cfn-signal -e $? --stack s --resource r")) {
            assertThat(objections(type, properties.formatted(text(script.formatted(other)))))
                    .as(other)
                    .doesNotContain("every-resource-evaluated undecided");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"commands\": {\"a\": {\"command\": \"aws ecs run-task --cluster c\"}}}|true",
                "{\"commands\": {\"a\": {\"command\": [\"aws\", \"ecs\", \"run-task\"]}}}|true",
                "{\"files\": {\"/a.sh\": {\"content\": \"YXdzIGVjcyBydW4tdGFzayAtLWNsdXN0ZXIgYw==\", \"encoding\":"
                        + " \"base64\"}}}|true",
                "{\"files\": {\"/a.sh\": {\"content\": {\"Fn::Sub\": \"aws ecs start-task --cluster"
                        + " ${Unknown}\"}}}}|true",
                "{\"commands\": {\"a\": {\"command\": \"echo ECS_CLUSTER=c >> /etc/ecs/ecs.config\"}, \"b\":"
                        + " {\"command\": \"start ecs\"}, \"c\": {\"command\": \"yum -y update\"}}}|false",
                "{\"files\": {\"/a.sh\": {\"content\": \"# aws ecs run-task\\n"
                        + "start ecs\\n"
                        + "update-alternatives --auto x\"}}}|false"
            })
    void soIsWhatTheHelperOfCloudFormationCarriesOut(String config, boolean undecided)
            throws GateException, InterruptedException {
        List<String> found = FileObjections.shown(
                FileObjections.findings(FileObjections.template("\"X\": {\"Type\": \"AWS::EC2::Instance\","
                        + " \"Metadata\": {\"AWS::CloudFormation::Init\": {\"config\": " + config
                        + "}}, \"Properties\":"
                        + " {\"UserData\": {\"Fn::Base64\": \"#!/bin/sh\\n/opt/aws/bin/cfn-init -r X\"}}}")),
                finding -> true);
        assertThat(found.contains("every-resource-evaluated undecided")).isEqualTo(undecided);
    }

    private static List<String> plan(String more, Stream<String> changes) throws GateException, InterruptedException {
        String plan = FileObjections.plan(
                Stream.concat(Stream.of(change("aws_ecs_cluster", "c", "{\"name\": \"c\"}", "{}")), changes),
                Stream.of());
        return FileObjections.shown(
                FileObjections.findings("{" + more + plan.substring(1)), finding -> finding.undecided());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "aws_codebuild_project|{\"source\": [{\"buildspec\": %s}]}",
                "awscc_codebuild_project|{\"source\": {\"build_spec\": %s}}",
                "aws_amplify_app|{\"build_spec\": %s}",
                "aws_datapipeline_pipeline_definition|{\"pipeline_object\": [{\"field\": [{\"string_value\": %s}]}]}",
                "aws_sagemaker_studio_lifecycle_config|{\"studio_lifecycle_config_content\": %s}",
                "aws_imagebuilder_component|{\"data\": %s}"
            })
    void aPlanIsHeldToTheSame(String type, String values) throws GateException, InterruptedException {
        assertThat(plan("", Stream.of(change(type, "x", values.formatted("\"aws ecs run-task\""), "{}"))))
                .isEqualTo(UNDECIDED);
        assertThat(plan("", Stream.of(change(type, "x", values.formatted("\"mvn verify\""), "{}"))))
                .isEmpty();
    }

    @Test
    void scriptsOfNotebooksAreReadAsTheProviderTakesThem() throws GateException, InterruptedException {
        String encoded = "{\"on_start\": \"%s\"}";
        assertThat(plan(
                        "",
                        Stream.of(change(
                                "aws_sagemaker_notebook_instance_lifecycle_configuration",
                                "x",
                                encoded.formatted("YXdzIGVjcyBydW4tdGFzayAtLWNsdXN0ZXIgYw=="),
                                "{}"))))
                .isEqualTo(UNDECIDED);
        assertThat(plan(
                        "",
                        Stream.of(change(
                                "aws_sagemaker_notebook_instance_lifecycle_configuration",
                                "x",
                                encoded.formatted("cGlwIGluc3RhbGwgcGFuZGFz"),
                                "{}"))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "AWS::Serverless::Function|{\"InlineCode\": %s}",
                "AWS::SageMaker::StudioLifecycleConfig|{\"StudioLifecycleConfigContent\": %s}",
                "AWS::SageMaker::NotebookInstanceLifecycleConfig|{\"OnStart\": [{\"Content\": %s}]}",
                "AWS::Lambda::Function|{\"Code\": {\"ZipFile\": %s}}",
                "AWS::CodeBuild::Project|{\"Source\": {\"BuildSpec\": %s}}",
                "AWS::Synthetics::Canary|{\"Code\": {\"Script\": %s}}"
            })
    void codeOfWhichNothingIsKnownIsUndecided(String type, String properties)
            throws GateException, InterruptedException {
        assertThat(objections(type, properties.formatted("{\"Ref\": \"Unknown\"}")))
                .isEqualTo(UNDECIDED);
        assertThat(objections(type, properties.formatted("{\"Fn::Sub\": \"${Unknown}${Unknown}\"}")))
                .isEqualTo(UNDECIDED);
        assertThat(objections(type, properties.formatted("{\"Fn::Sub\": \"${Unknown}/buildspec.yml\"}")))
                .isEmpty();
        assertThat(objections(
                        type,
                        properties.formatted(
                                "{\"Fn::Select\": [\"0\", {\"Fn::Split\": [\",\", {\"Ref\": \"Unknown\"}]}]}")))
                .isEqualTo(UNDECIDED);
        assertThat(objections(
                        type,
                        properties.formatted("{\"Fn::Transform\": {\"Name\": \"AWS::Include\", \"Parameters\":"
                                + " {\"Location\": \"s3://bucket/code.py\"}}}")))
                .isEqualTo(UNDECIDED);
        assertThat(objections(type, properties.formatted("{\"Fn::GetStackOutput\": [\"other\", \"Code\"]}")))
                .isEqualTo(UNDECIDED);
        String either = "{\"Fn::If\": [\"C\", \"aws s3 ls\", %s]}";
        assertThat(objections(type, properties.formatted(either.formatted("{\"Ref\": \"Unknown\"}"))))
                .isEqualTo(UNDECIDED);
        assertThat(objections(type, properties.formatted(either.formatted("{\"Ref\": \"AWS::NoValue\"}"))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"Code\": {\"Fn::If\": [\"C\", {\"ZipFile\": \"x\"}, {\"ZipFile\": {\"Ref\": \"Unknown\"}}]}}",
                "{\"Code\": {\"ZipFile\": {\"Fn::If\": [\"C\", \"exit 0\", {\"Fn::ImportValue\": \"y\"}]}}}",
                "{\"Code\": {\"ZipFile\": {\"Fn::If\": [\"C\", \"x\", {\"Fn::If\": [\"D\", \"y\", {\"Ref\":"
                        + " \"Unknown\"}]}]}}}",
                "{\"Code\": {\"Fn::If\": [\"C\", {\"S3Bucket\": \"b\"}, {\"ZipFile\": {\"Fn::Sub\": \"${Unknown}\"}}]}}"
            })
    void soIsCodeThatAConditionMayTakeFromElsewhere(String properties) throws GateException, InterruptedException {
        assertThat(objections("AWS::Lambda::Function", properties)).isEqualTo(UNDECIDED);
    }

    @Test
    void codeOfWhichEveryBranchIsKnownIsNoObjection() throws GateException, InterruptedException {
        assertThat(objections(
                        "AWS::Lambda::Function",
                        "{\"Code\": {\"Fn::If\": [\"C\", {\"ZipFile\": \"x\"}, {\"ZipFile\": {\"Fn::Sub\": \"exports.a"
                                + " = '${Unknown}'\"}}]}}"))
                .isEmpty();
    }

    @Test
    void codeThatACertainBucketHoldsIsNoObjection() throws GateException, InterruptedException {
        assertThat(objections(
                        "AWS::Lambda::Function",
                        "{\"Code\": {\"Fn::If\": [\"C\", {\"S3Bucket\": {\"Ref\": \"Unknown\"}}, {\"S3Bucket\":"
                                + " {\"Ref\": \"Unknown\"}}]}}"))
                .isEmpty();
    }

    @Test
    void commandsThatAPlanKnowsAfterApplyAreLeftOut() throws GateException, InterruptedException {
        assertThat(plan(
                        "",
                        Stream.of(change(
                                "aws_codebuild_project",
                                "x",
                                "{\"source\": [{}]}",
                                "{\"source\": [{\"buildspec\": true}]}"))))
                .isEmpty();
    }

    @Test
    void whatAPlanPacksForAFunctionIsItsCode() throws GateException, InterruptedException {
        String packed = "\"prior_state\": {\"values\": {\"root_module\": {\"child_modules\": [{\"resources\":"
                + " [{\"address\": \"module.f.data.archive_file.x\", \"mode\": \"data\", \"type\": \"archive_file\","
                + " \"values\": {\"source\": [{\"filename\": \"i.py\", \"content\":"
                + " \"boto3.client('ecs').%s(cluster='c')\"}]}}]}]}}}, ";
        assertThat(plan(packed.formatted("run_task"), Stream.of())).isEqualTo(UNDECIDED);
        assertThat(plan(packed.formatted("list_tasks"), Stream.of())).isEmpty();
        String twice = packed.formatted("run_task").replace("module.f.data", "data");
        String both = twice
                + twice.replace("\"prior_state\": {\"values\": ", "\"planned_values\": ")
                        .replaceFirst("}, $", ", ");
        assertThat(FileObjections.findings("{" + both
                        + FileObjections.plan(Stream.of(), Stream.of()).substring(1)))
                .hasSize(1);
    }
}
