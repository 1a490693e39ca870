package io.jenkins.lib.containergate.ecs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.containergate.ecs.Expectations.AllowList;
import io.jenkins.lib.containergate.ecs.ImageAnswers.ImageAnswer;
import io.jenkins.lib.containergate.ecs.plaintext.PlaintextSecrets;
import io.jenkins.lib.containergate.image.ImageConfig;
import io.jenkins.lib.containergate.image.Platform;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A task definition as rules see it: one that no rule objects to, and what a test changes. It is read as part of a template
 * with the parameters {@code Unset} (no value) and {@code Hidden} (not echoed), so that values can be unknown.
 */
public final class TestTask {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ObjectNode definition;
    private Optional<String> imageUser = Optional.empty();
    private ImageAnswers answers = passed();
    private ImageAnswer runs = new ImageAnswer.Passed();

    private TestTask(String json) {
        this.definition = object(json);
    }

    public static TestTask ec2() {
        return new TestTask("""
            {
              "family": "shop",
              "requiresCompatibilities": ["EC2"],
              "networkMode": "awsvpc",
              "taskRoleArn": "arn:aws:iam::123456789012:role/shop-task",
              "executionRoleArn": "arn:aws:iam::123456789012:role/shop-execution",
              "cpu": "256",
              "memory": "512",
              "containerDefinitions": [{
                "name": "web",
                "image": "123456789012.dkr.ecr.eu-central-1.amazonaws.com/shop/web@sha256:%s",
                "essential": true,
                "user": "10001:10001",
                "cpu": 256,
                "memory": 512,
                "readonlyRootFilesystem": true,
                "linuxParameters": {"capabilities": {"drop": ["ALL"]}, "initProcessEnabled": true},
                "dockerSecurityOptions": ["no-new-privileges", "apparmor:docker-default"],
                "ulimits": [{"name": "nofile", "softLimit": 65535, "hardLimit": 65535}],
                "environment": [{"name": "STAGE", "value": "prod"}],
                "secrets": [{"name": "DB_PASSWORD",
                  "valueFrom": "arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop/db-AbCdEf:password:AWSCURRENT:"}],
                "portMappings": [{"containerPort": 8080, "protocol": "tcp"}],
                "mountPoints": [{"sourceVolume": "data", "containerPath": "/data", "readOnly": true}],
                "healthCheck": {"command": ["CMD-SHELL", "curl -fsS http://localhost:8080/health || exit 1"]},
                "logConfiguration": {"logDriver": "awslogs", "options": {"awslogs-group": "/shop/web",
                  "awslogs-region": "eu-central-1", "awslogs-stream-prefix": "web", "mode": "non-blocking"}}
              }],
              "volumes": [{"name": "data", "efsVolumeConfiguration": {"fileSystemId": "fs-12345678",
                "transitEncryption": "ENABLED",
                "authorizationConfig": {"accessPointId": "fsap-12345678", "iam": "ENABLED"}}}]
            }
            """.formatted("a".repeat(64)));
    }

    public static TestTask fargate() {
        return ec2().task("\"requiresCompatibilities\": [\"FARGATE\"]")
                .without("dockerSecurityOptions")
                .without("ulimits");
    }

    public static TestTask windows() {
        return ec2().task("\"runtimePlatform\": {\"operatingSystemFamily\": \"WINDOWS_SERVER_2022_CORE\"}")
                .container("\"user\": \"ContainerUser\"")
                .without("linuxParameters")
                .without("dockerSecurityOptions")
                .without("ulimits")
                .without("readonlyRootFilesystem");
    }

    /** @param members of the task definition, as in {@code "pidMode": "host"} */
    public TestTask task(String members) {
        definition.setAll(object("{" + members + "}"));
        return this;
    }

    /** @param members of the container {@code web} */
    public TestTask container(String members) {
        web().setAll(object("{" + members + "}"));
        return this;
    }

    /** @param members of a second container that differ from the first */
    public TestTask sidecar(String members) {
        ObjectNode sidecar = web().deepCopy();
        sidecar.put("name", "proxy").setAll(object("{" + members + "}"));
        containers().add(sidecar);
        return this;
    }

    public TestTask without(String member) {
        web().remove(member);
        return this;
    }

    public TestTask withoutTask(String member) {
        definition.remove(member);
        return this;
    }

    /** One environment variable instead of all. */
    public TestTask environment(String name, String value) {
        web().putArray("environment").addObject().put("name", name).put("value", value);
        return this;
    }

    /** A volume {@code host} beside the others. */
    public TestTask volume(String hostPath) {
        ((ArrayNode) definition.get("volumes"))
                .addObject()
                .put("name", "host")
                .putObject("host")
                .put("sourcePath", hostPath.replace("\\\\", "\\"));
        return this;
    }

    /** The image was read, and this is its user. */
    public TestTask imageUser(String user) {
        imageUser = Optional.of(user);
        return this;
    }

    /** Alone, as the ECS API takes it. */
    public String json() {
        return definition.toString();
    }

    public String template() {
        return """
            {"Parameters": {"Unset": {"Type": "String"}, "Hidden": {"Type": "String", "NoEcho": true}},
             "Mappings": {"Stages": {"prod": {"Url": "postgres://shop:hunter2@db/shop", "Password": "hunter2"}}},
             "Resources": {"Role": {"Type": "AWS::IAM::Role"}, "Other": {"Type": "AWS::IAM::Role"},
               "Secret": {"Type": "AWS::SecretsManager::Secret"},
               "Task": {"Type": "AWS::ECS::TaskDefinition", "Properties": %s}}}
            """.formatted(json());
    }

    public TaskFacts facts() {
        Map<String, ImageConfig> images =
                imageUser.isEmpty() ? Map.of() : Map.of(web().path("image").asText(), config(imageUser.get()));
        return new TaskFacts(TaskFiles.only(template()), new ContainerImages(images))
                .answered(answers)
                .running(Optional.of(runs));
    }

    /** Whether the task runs the judged image; by default it does. */
    public TestTask runs(ImageAnswer given) {
        runs = given;
        return this;
    }

    /** What other gates said of images; by default that each passed. */
    public TestTask answers(ImageAnswers given) {
        answers = given;
        return this;
    }

    /** What policies expect in tests: the hardened task has it. */
    public static Expectations expectations() {
        return new Expectations(
                Optional.of(allow("123456789012.dkr.ecr.eu-central-1.amazonaws.com/shop/")),
                Optional.of(allow("acme-config/")),
                Optional.of(allow("/srv/shop/")),
                Optional.of(allow("/app/")),
                Optional.of(allow("arn:aws:lambda:eu-central-1:123456789012:function:gate")),
                Optional.empty(),
                PlaintextSecrets.standard());
    }

    private static AllowList allow(String prefix) {
        return new AllowList(List.of(prefix), name -> name.startsWith(prefix));
    }

    private static ImageAnswers passed() {
        String image = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/shop/web@sha256:" + "a".repeat(64);
        Map<String, ImageAnswer> answer = Map.of(image, new ImageAnswer.Passed());
        return new ImageAnswers(Optional.of(answer), Optional.of(answer));
    }

    private ArrayNode containers() {
        return (ArrayNode) definition.get("containerDefinitions");
    }

    private ObjectNode web() {
        return (ObjectNode) containers().get(0);
    }

    private static ObjectNode object(String json) {
        try {
            return (ObjectNode) JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError(json, e);
        }
    }

    private static ImageConfig config(String user) {
        try {
            return new ImageConfig(
                    Platform.parse("linux/amd64"),
                    Optional.empty(),
                    user,
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    Map.of(),
                    Optional.of(new ImageConfig.HealthCheck(List.of("CMD", "true"))),
                    List.of(),
                    "",
                    "",
                    List.of(),
                    List.of());
        } catch (io.jenkins.lib.containergate.fault.GateException e) {
            throw new AssertionError(e);
        }
    }
}
