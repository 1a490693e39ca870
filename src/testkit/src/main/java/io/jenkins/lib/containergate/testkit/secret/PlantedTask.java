package io.jenkins.lib.containergate.testkit.secret;

import java.util.List;

/** A task definition with secrets wherever a text may stand. */
public final class PlantedTask {
    private final PlantedTexts secrets;
    private final String json;

    public PlantedTask(long seed) {
        secrets = new PlantedTexts(new PlantedSecrets(seed));
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
                        secrets.password(),
                        secrets.token(),
                        secrets.token(),
                        secrets.password(),
                        secrets.token(),
                        secrets.token(),
                        secrets.password(),
                        secrets.password(),
                        secrets.password(),
                        secrets.token(),
                        secrets.token(),
                        secrets.token(),
                        secrets.password(),
                        secrets.token());
    }

    public String json() {
        return json;
    }

    public List<String> values() {
        return secrets.values();
    }
}
