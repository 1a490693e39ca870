package io.jenkins.lib.containergate.ecs.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.document.DocumentLimits;
import io.jenkins.lib.containergate.ecs.reader.TaskDefinitionReader;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Digest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskDefinitionDigestTest {
    private static final String WRITTEN = """
            {"family": "shop", "networkMode": "awsvpc", "requiresCompatibilities": ["FARGATE", "EC2"], "cpu": "256",
             "containerDefinitions": [{"name": "web", "image": "shop/web:1", "memory": 512,
               "portMappings": [{"containerPort": 8080}],
               "environment": [{"name": "B", "value": "2"}, {"name": "A", "value": "1"}]}]}
            """;

    /** As ECS returns what was registered. */
    private static final String REGISTERED = """
            {"taskDefinition": {"taskDefinitionArn": "arn:aws:ecs:eu-central-1:123456789012:task-definition/shop:7",
             "revision": 7, "status": "ACTIVE", "family": "shop", "networkMode": "awsvpc", "volumes": [],
             "placementConstraints": [], "compatibilities": ["EC2", "FARGATE"], "cpu": "256",
             "requiresCompatibilities": ["EC2", "FARGATE"], "registeredBy": "arn:aws:iam::123456789012:root",
             "containerDefinitions": [{"name": "web", "image": "shop/web:1", "cpu": 0, "memory": 512, "essential": true,
               "portMappings": [{"containerPort": 8080, "hostPort": 8080, "protocol": "tcp"}], "mountPoints": [],
               "volumesFrom": [], "environment": [{"name": "A", "value": "1"}, {"name": "B", "value": "2"}]}]},
             "tags": [{"key": "team", "value": "shop"}]}
            """;

    private static Optional<Digest> digest(String json) throws GateException {
        return TaskDefinitionDigest.of(new TaskDefinitionReader(DocumentLimits.defaults(), Map.of())
                .read("taskdef.json", json.getBytes(StandardCharsets.UTF_8))
                .get(0));
    }

    @Test
    void theFileAndWhatEcsRegisteredFromItHaveTheSameDigest() throws Exception {
        assertThat(digest(WRITTEN)).isPresent().isEqualTo(digest(REGISTERED));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "shop/web:1 | shop/web:2",
                "\"memory\": 512 | \"memory\": 513",
                "\"value\": \"2\" | \"value\": \"3\"",
                "\"cpu\": \"256\" | \"cpu\": \"512\"",
                "\"containerPort\": 8080 | \"containerPort\": 8080, \"hostPort\": 80",
                "\"image\" | \"essential\": false, \"image\"",
                "\"image\" | \"command\": [\"sh\"], \"image\"",
                "\"family\" | \"taskRoleArn\": \"arn:aws:iam::123456789012:role/admin\", \"family\""
            })
    void whateverChangesTheTaskChangesTheDigest(String from, String to) throws Exception {
        String changed = WRITTEN.replace(from, to);
        assertThat(changed).isNotEqualTo(WRITTEN);
        assertThat(digest(changed)).isPresent().isNotEqualTo(digest(WRITTEN));
    }

    @Test
    void theOrderOfACommandCounts() throws Exception {
        String command = WRITTEN.replace("\"image\"", "\"command\": [\"a\", \"b\"], \"image\"");
        assertThat(digest(command)).isNotEqualTo(digest(command.replace("\"a\", \"b\"", "\"b\", \"a\"")));
    }

    @Test
    void whatIsKnownOnlyAtDeploymentHasNoDigest() throws Exception {
        assertThat(digest("""
            {"Parameters": {"Image": {"Type": "String"}}, "Resources": {"Task": {"Type": "AWS::ECS::TaskDefinition",
             "Properties": {"Family": "shop", "ContainerDefinitions": [{"Name": "web", "Image": {"Ref": "Image"}}]}}}}
            """)).isEmpty();
    }
}
