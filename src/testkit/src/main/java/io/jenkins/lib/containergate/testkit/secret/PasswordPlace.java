package io.jenkins.lib.containergate.testkit.secret;

/** How a password is written in the files that most passwords are found in. */
public enum PasswordPlace {
    ENV("srv/app/.env", "APP_ENV=production\nDB_PASSWORD=%s\nLOG=info\n", false),
    YAML("srv/app/app.yaml", "server:\n  port: 80\n  db_password: \"%s\"\n  x: 1\n", true),
    JSON("srv/app/app.json", "{\n  \"host\": \"db\",\n  \"dbPassword\": \"%s\"\n}\n", true),
    PYTHON("srv/app/main.py", "import os\ndb_password = \"%s\"\nrun()\n", true),
    JAVA("src/Main.java", "class Main {\n  private static final String DB_PASSWORD = \"%s\";\n}\n", true);

    private final String path;
    private final String text;
    private final boolean escaped;

    PasswordPlace(String path, String text, boolean escaped) {
        this.path = path;
        this.text = text;
        this.escaped = escaped;
    }

    public String path() {
        return path;
    }

    public String write(String value) {
        return text.formatted(escaped ? value.replace("\\", "\\\\").replace("\"", "\\\"") : value);
    }
}
