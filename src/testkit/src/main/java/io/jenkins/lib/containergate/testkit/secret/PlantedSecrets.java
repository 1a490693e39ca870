package io.jenkins.lib.containergate.testkit.secret;

import io.jenkins.lib.containergate.testkit.image.LayerBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/** Secrets of many kinds, encodings and archives, each with a value of its own, so that a trace tells where it came from. */
public final class PlantedSecrets {
    private static final String DIRECTORY = "srv/app/";

    private final SecretTemplate template;
    private final List<PlantedSecret> files = new ArrayList<>();

    /** The same seed plants the same values. */
    public PlantedSecrets(long seed) {
        template = new SecretTemplate(seed);
        tokens();
        logins();
        keys();
        encoded();
        packed();
    }

    public List<PlantedSecret> files() {
        return List.copyOf(files);
    }

    public List<String> values() {
        return files.stream().flatMap(file -> file.values().stream()).toList();
    }

    /** Those of the values that stand in paths. */
    public List<String> inPaths() {
        return files.stream()
                .flatMap(file -> file.values().stream().filter(file.path()::contains))
                .toList();
    }

    public void writeTo(Path tree) throws IOException {
        for (PlantedSecret file : files) {
            Path target = tree.resolve(file.path());
            Files.createDirectories(Objects.requireNonNull(target.getParent()));
            Files.write(target, file.content());
        }
    }

    public LayerBuilder layer() {
        LayerBuilder layer = LayerBuilder.layer();
        files.forEach(file -> layer.file(file.path(), file.content()));
        return layer;
    }

    private void tokens() {
        String id = template.fill("{base32:16}");
        String key = template.fill("{b64:40}");
        text("AWS key pair", "aws.env", "AWS_ACCESS_KEY_ID=AKIA%s\nAWS_SECRET_ACCESS_KEY=%s\n", id, key);
        String github = github();
        text("GitHub token", "github.properties", "token = ghp_%s\n", github);
        String jwt = template.fill("{jwt}");
        text("JSON web token", "session.yaml", "session: eyJ%s\n", jwt.substring("eyJ".length()));
        text("random key", "signing.toml", "signing_secret = \"%s\"\n", template.fill("{hex:48}"));
        text("password", "app.ini", "[mail]\npassword = %s\n", password());
        String name = github();
        String inside = github();
        files.add(new PlantedSecret(
                "the name of a directory",
                DIRECTORY + "ghp_" + name + "/app.env",
                line(inside),
                List.of(name, inside)));
    }

    private void logins() {
        text("password in an address", "feed.yml", "feed: https://deploy:%s@feed.acme.net/\n", password());
        text("database address", "db.json", "{\"db\": \"postgres://shop:%s@db.acme.net/shop\"}\n", password());
        String password = password();
        String pair = base64(("deploy:" + password).getBytes(StandardCharsets.UTF_8));
        text(
                "login to a registry",
                ".dockerconfigjson",
                "{\"auths\": {\"registry.acme.net\": {\"auth\": \"%s\"}}}\n",
                pair,
                password);
        text("netrc", ".netrc", "machine git.acme.net login deploy password %s\n", password());
    }

    private void keys() {
        String pem = template.fill("{pem:pkcs8}");
        files.add(PlantedSecret.text("private key", DIRECTORY + "tls.pem", pem, body(pem)));
        String client = template.fill("{pem:pkcs1}");
        String data = base64(client.getBytes(StandardCharsets.UTF_8));
        String kubeconfig =
                "apiVersion: v1\nkind: Config\nusers:\n- name: ci\n  user:\n    client-key-data: " + data + "\n";
        files.add(PlantedSecret.text("kubeconfig", DIRECTORY + "kubeconfig", kubeconfig, body(client)));
    }

    private void encoded() {
        String token = github();
        text("in base 64", "base64.yaml", "blob: " + base64(line(token)) + "\n", token);
        token = github();
        text("in hexadecimal", "hexadecimal.yaml", "blob: " + HexFormat.of().formatHex(line(token)) + "\n", token);
        token = github();
        byte[] wide = ("\uFEFF" + new String(line(token), StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_16LE);
        files.add(new PlantedSecret("in UTF-16", DIRECTORY + "wide.ini", wide, List.of(token)));
        token = github();
        String percent = SecretEncoding.PERCENT.encode(new String(line(token), StandardCharsets.UTF_8));
        text("percent-encoded", "percent.txt", percent, token);
    }

    private void packed() {
        for (PlantedArchive archive : PlantedArchive.values()) {
            String token = github();
            files.add(new PlantedSecret(
                    "in " + archive,
                    DIRECTORY + archive.fileName(),
                    archive.around("inner/.env", line(token)),
                    List.of(token)));
        }
    }

    private void text(String kind, String name, String format, String... values) {
        String content = format.contains("%s") ? String.format(format, (Object[]) values) : format;
        files.add(PlantedSecret.text(kind, DIRECTORY + name, content, values));
    }

    private static byte[] line(String token) {
        return ("GITHUB_TOKEN=ghp_" + token + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** What follows the prefix. */
    String github() {
        return template.fill("{github:ghp_}").substring("ghp_".length());
    }

    String password() {
        return template.fill("{password}") + "&" + template.fill("{alnum:6}");
    }

    /** Lines of a PEM that are not the same in every key. */
    private static String body(String pem) {
        return pem.lines().skip(3).findFirst().orElseThrow();
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
