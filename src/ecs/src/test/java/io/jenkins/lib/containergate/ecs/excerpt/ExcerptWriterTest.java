package io.jenkins.lib.containergate.ecs.excerpt;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.TaskFiles;
import io.jenkins.lib.containergate.ecs.TestTask;
import io.jenkins.lib.containergate.ecs.excerpt.TaskExcerpt.Line;
import io.jenkins.lib.containergate.ecs.excerpt.TaskExcerpt.Part;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.testkit.secret.SecretTemplate;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ExcerptWriterTest {
    private static final String SECRET = "correct-horse";

    private static TaskExcerpt excerpt(String json) throws GateException {
        return new ExcerptWriter(1_000).write(TaskFiles.read(json).get(0));
    }

    private static String text(TaskExcerpt excerpt) {
        return excerpt.parts().stream()
                .flatMap(part -> part.lines().stream())
                .map(Line::text)
                .collect(Collectors.joining("\n"));
    }

    @Test
    void settingsAreShownByContainerEachLineWithItsPointer() throws GateException {
        TaskExcerpt excerpt = excerpt("""
            {"family": "shop", "networkMode": "host", "containerDefinitions": [
              {"name": "web", "image": "shop/web:1", "privileged": true, "user": "0", "memory": 64},
              {"name": "log", "image": "shop/log:1", "linuxParameters": {"capabilities": {"add": ["SYS_ADMIN"]}}}]}
            """);

        assertThat(excerpt.parts())
                .extracting(Part::title)
                .containsExactly("the task definition", "container \"web\"", "container \"log\"");
        assertThat(excerpt.parts().get(0).lines())
                .extracting(Line::text)
                .containsExactly("{", "  \"family\": \"shop\",", "  \"networkMode\": \"host\"", "}");
        assertThat(excerpt.parts().get(1).lines())
                .contains(new Line("/containerDefinitions/0/privileged", 2, "  \"privileged\": true,"))
                .contains(new Line("/containerDefinitions/0/memory", 2, "  \"memory\": 64"));
        assertThat(text(excerpt)).contains("\"SYS_ADMIN\"");
    }

    @Test
    void whatHasTheShapeOfASecretIsMaskedAlsoWhereANameBelongs() throws GateException {
        String token = new SecretTemplate(3).fill("{github:ghp_}");
        TaskExcerpt excerpt = excerpt("""
            {"family": "shop", "containerDefinitions": [
              {"name": "web", "image": "https://robot:TOKEN@registry.acme.net/web",
               "environment": [{"name": "TOKEN", "value": "a"}], "dockerLabels": {"TOKEN": "a"},
               "systemControls": [{"namespace": "TOKEN", "value": "1"}]}]}
            """.replace("TOKEN", token));

        assertThat(excerpt.toString()).doesNotContain(token);
        assertThat(text(excerpt)).contains("\"name\": \"***\"");
    }

    @Test
    void nothingThatCanBeASecretIsShown() throws GateException {
        String everywhere = """
            {"family": "shop", "tags": [{"key": "a", "value": "S"}], "unheardOf": "S", "pin": 4711471147,
             "volumes": [{"name": "v", "dockerVolumeConfiguration": {"driverOpts": {"o": "S"}, "labels": {"a": "S"}}},
                         {"name": "w", "fsxWindowsFileServerVolumeConfiguration": {"authorizationConfig": {"domain": "S"}}}],
             "proxyConfiguration": {"type": "APPMESH", "properties": [{"name": "a", "value": "S"}]},
             "containerDefinitions": [{"name": "web", "image": "shop/web:1",
               "environment": [{"name": "A", "value": "S"}, {"name": "B", "value": 4711471147}, {"name": "C=S", "value": ""},
                               {"name": "D", "value": true}],
               "command": ["S"], "entryPoint": ["sh", "S"], "healthCheck": {"command": ["CMD", "S"]},
               "secrets": [{"name": "E", "valueFrom": "S"}], "dockerLabels": {"name": "S", "image": "S"},
               "logConfiguration": {"logDriver": "splunk", "options": {"image": "S"},
                                    "secretOptions": [{"name": "t", "valueFrom": "S"}]},
               "firelensConfiguration": {"type": "fluentbit", "options": {"user": "S", "memory": "4711471147"}},
               "extraHosts": [{"hostname": "S", "ipAddress": "S"}], "hostname": "S", "links": ["S"],
               "dnsServers": ["S"], "dnsSearchDomains": ["S"], "systemControls": [{"namespace": "net.x", "value": "S"}],
               "resourceRequirements": [{"type": "GPU", "value": "S"}], "credentialSpecs": ["S"],
               "environmentFiles": [{"value": "S", "type": "s3"}],
               "repositoryCredentials": {"credentialsParameter": "S"}, "later": {"image": {"deep": "S"}}}]}
            """.replace("\"S\"", '"' + SECRET + '"').replace("=S", "=" + SECRET);

        assertThat(text(excerpt(everywhere)))
                .contains("\"***\"")
                .doesNotContain(SECRET)
                .doesNotContain("4711471147")
                .contains("\"logDriver\": \"splunk\"");
    }

    @Test
    void whatOnlyDeploymentKnowsSaysSo() throws GateException {
        TaskExcerpt excerpt = new ExcerptWriter(1_000).write(TaskFiles.read("""
            Parameters:
              Password: {Type: String, NoEcho: true, Default: correct-horse}
              Image: {Type: String}
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - {Name: web, Image: !Ref Image, User: !Ref Password}
            """).get(0));

        assertThat(text(excerpt))
                .contains("\"image\": (known only at deployment)")
                .doesNotContain(SECRET);
        assertThat(excerpt.parts().get(1).pointer()).isEqualTo("/Resources/Task/Properties/ContainerDefinitions/0");
        assertThat(excerpt.parts().get(1).lines())
                .extracting(Line::pointer)
                .contains("/Resources/Task/Properties/ContainerDefinitions/0/Image");
    }

    @Test
    void longDefinitionsAreCutAndControlCharactersAreNot() throws GateException {
        TaskExcerpt excerpt = new ExcerptWriter(5)
                .write(TaskFiles.read(TestTask.ec2()
                                .container("\"workingDirectory\": \"\\u001b[31m\\n\"")
                                .json())
                        .get(0));

        List<Line> lines =
                excerpt.parts().stream().flatMap(part -> part.lines().stream()).toList();
        assertThat(lines.stream().filter(line -> !line.text().equals("..."))).hasSize(5);
        assertThat(lines.get(lines.size() - 1).text()).isEqualTo("...");
        assertThat(text(excerpt(TestTask.ec2()
                        .container("\"workingDirectory\": \"\\u001b[31m\"")
                        .json())))
                .contains("\"\\u{001B}[31m\"")
                .doesNotContain("\u001b");
    }
}
