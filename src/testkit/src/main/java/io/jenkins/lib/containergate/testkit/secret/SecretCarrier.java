package io.jenkins.lib.containergate.testkit.secret;

/** Kinds of files a secret is written into, each as people write it there. */
public enum SecretCarrier {
    ENVIRONMENT("srv/app/.env", "%1$s=%2$s\n"),
    PROPERTIES("srv/app/application.properties", "%1$s = %2$s\n"),
    YAML("srv/app/values.yaml", "service:\n  %1$s: %2$s\n"),
    YAML_QUOTED("srv/app/compose.yml", "      %1$s: \"%2$s\"\n"),
    JSON("srv/app/config.json", "{\"enabled\": true, \"%1$s\": \"%2$s\"}\n"),
    XML("srv/app/settings.xml", "<settings><%1$s>%2$s</%1$s></settings>\n"),
    TOML("srv/app/app.toml", "[service]\n%1$s = \"%2$s\"\n"),
    INI("srv/app/app.ini", "[service]\n%1$s=%2$s\n"),
    SHELL("srv/app/start.sh", "export %1$s='%2$s'\n"),
    DOCKERFILE("srv/app/Dockerfile", "FROM scratch\nENV %1$s=%2$s\n"),
    TERRAFORM("srv/app/main.tf", "  %1$s = \"%2$s\"\n"),
    JAVA("srv/app/Client.java", "    String %1$s = \"%2$s\";\n"),
    JAVASCRIPT("srv/app/client.js", "const %1$s = '%2$s';\n"),
    PYTHON("srv/app/client.py", "%1$s = '%2$s'\n"),
    GO("srv/app/client.go", "\t%1$s := \"%2$s\"\n"),
    POD("srv/app/pod.yaml", "      - name: %1$s\n        value: %2$s\n"),
    TASK_DEFINITION("srv/app/taskdef.json", "{\"environment\": [{\"name\": \"%1$s\", \"value\": \"%2$s\"}]}\n");

    private final String path;
    private final String format;

    SecretCarrier(String path, String format) {
        this.path = path;
        this.format = format;
    }

    public String path() {
        return path;
    }

    /** @param value without line breaks */
    public String write(String name, String value) {
        return String.format(format, name, value);
    }
}
