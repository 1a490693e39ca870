package io.jenkins.lib.containergate.testkit.secret;

import java.util.ArrayList;
import java.util.List;

/** A task definition with secrets wherever a text may stand. */
public final class PlantedTask {
    private final PlantedSecrets secrets;
    private final List<String> values = new ArrayList<>();
    private final String json;

    public PlantedTask(long seed) {
        secrets = new PlantedSecrets(seed);
        json = """
                {
                  "family": "shop",
                  "requiresCompatibilities": ["EC2"],
                  "containerDefinitions": [{
                    "name": "web",
                    "image": "shop/web:1.4",
                    "privileged": true,
                    "environment": [
                      {"name": "DB_PASSWORD", "value": "%s"},
                      {"name": "GITHUB_TOKEN", "value": "%s"},
                      {"name": "%s", "value": "the name is the secret"},
                      {"name": "DB", "value": "postgres://shop:%s@db.acme.net/shop"}
                    ],
                    "secrets": [{"name": "TOKEN", "valueFrom": "%s"}],
                    "entryPoint": ["serve", "--token", "%s"],
                    "command": ["--password=%s", "mysql -u shop -p%s"],
                    "healthCheck": {"command": ["CMD-SHELL", "curl -u deploy:%s http://localhost/"]},
                    "dockerLabels": {"token": "%s", "%s": "x"},
                    "systemControls": [{"namespace": "%s", "value": "1"}],
                    "logConfiguration": {"logDriver": "splunk", "options": {"splunk-token": "%s"}}
                  }],
                  "tags": [{"key": "token", "value": "%s"}]
                }
                """.formatted(
                        password(),
                        token(),
                        token(),
                        password(),
                        token(),
                        token(),
                        password(),
                        password(),
                        password(),
                        token(),
                        token(),
                        token(),
                        password(),
                        token());
    }

    public String json() {
        return json;
    }

    public List<String> values() {
        return List.copyOf(values);
    }

    private String token() {
        String value = secrets.github();
        values.add(value);
        return "ghp_" + value;
    }

    private String password() {
        String value = secrets.password();
        values.add(value);
        return value;
    }
}
