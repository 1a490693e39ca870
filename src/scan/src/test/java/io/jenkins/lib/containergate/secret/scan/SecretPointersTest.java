package io.jenkins.lib.containergate.secret.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.finding.Location;
import io.jenkins.lib.containergate.finding.SecretFinding;
import io.jenkins.lib.containergate.secret.Searched;
import io.jenkins.lib.containergate.testkit.secret.SecretTemplate;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

/** A secret in a document is told with its JSON pointer, and nothing of what a pointer holds is a secret. */
class SecretPointersTest {
    private final SecretTemplate template = new SecretTemplate(41);
    private final String token = template.fill("{github:ghp_}");

    @Test
    void aTaskDefinitionInOneLineSaysWhichVariableHoldsTheSecret() {
        String definition = "{\"containerDefinitions\":[{\"name\":\"web\",\"environment\":["
                + "{\"name\":\"A\",\"value\":\"1\"},{\"name\":\"B\",\"value\":\"2\"},{\"name\":\"C\",\"value\":\"3\"},"
                + "{\"name\":\"TOKEN\",\"value\":\"" + token + "\"}]}]}";

        assertThat(only("taskdef.json", definition).pointer()).contains("/containerDefinitions/0/environment/3/value");
    }

    @Test
    void eachSecretHasItsOwnPointer() {
        String other = template.fill("{github:ghp_}");
        List<FoundSecret> found = Searched.file(
                        "a.yaml",
                        "one:\n  token: " + token + "\ntwo:\n- " + other + "\n# " + template.fill("{github:ghp_}"))
                .found();

        assertThat(found.stream().map(FoundSecret::pointer))
                .containsExactly(Optional.of("/one/token"), Optional.of("/two/0"), Optional.empty());
        assertThat(found.stream().map(FoundSecret::line)).containsExactly(2, 4, 5);
    }

    @Test
    void aSecretThatIsEncodedInAValueIsAtThatValue() {
        String encoded = Base64.getEncoder().encodeToString(("TOKEN=" + token).getBytes(StandardCharsets.UTF_8));

        assertThat(only("secret.yaml", "kind: ConfigMap\ndata:\n  settings: " + encoded + "\n")
                        .pointer())
                .contains("/data/settings");
    }

    @Test
    void documentsInArchivesAndInUtf16HavePointersToo() throws IOException {
        String document = "{\"a\": [1,\r\n\"" + token + "\"]}";
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("conf/a.json"));
            zip.write(document.getBytes(StandardCharsets.UTF_8));
        }
        FoundSecret zipped =
                Searched.file("app.jar", bytes.toByteArray()).found().get(0);
        FoundSecret wide = Searched.file("a.json", ("\ufeff" + document).getBytes(StandardCharsets.UTF_16LE))
                .found()
                .get(0);

        assertThat(zipped.pointer()).contains("/a/1");
        assertThat(zipped.line()).isEqualTo(2);
        assertThat(wide.pointer()).contains("/a/1");
        assertThat(wide.line()).isEqualTo(2);
    }

    @Test
    void aSecretInALargeDocumentHasItsPointerBehindMegabytes() {
        String document = "{\"filler\":[\"" + "x".repeat(900 << 10) + "\"" + ",\"y\"".repeat(200_000) + "],\"token\":\""
                + token + "\"}";

        assertThat(only("state.tfstate", document).pointer()).contains("/token");
    }

    @Test
    void namesThatAreSecretsAreMasked() {
        String password = template.fill("{password}");
        String login = "https://robot:" + password + "@registry.acme.net";
        String document =
                "{\"" + token + "\":1,\"auths\":{\"" + login + "\":{\"token\":\"" + template.fill("{github:ghp_}")
                        + "\"}},\"again\":{\"" + token + "\":{\"token\":\"" + template.fill("{github:ghp_}") + "\"}},"
                        + "\"db\":{\"password\":\"" + password + "\",\"" + password + "\":\""
                        + template.fill("{github:ghp_}") + "\"}}";
        Searched searched = Searched.file("a.json", document);

        assertThat(searched.found().stream().map(found -> found.pointer().orElseThrow()))
                .contains("/******", "/auths/******/token", "/again/******/token", "/db/******");
        assertThat(searched.found().toString()).doesNotContain(token).doesNotContain(password);
    }

    @Test
    void theFingerprintDoesNotDependOnThePointer() throws Exception {
        String before = "{\"token\":\"" + token + "\"}";
        String after = "{\"more\":[1,2],\"inside\":{\"token\":\"" + token + "\"}}";

        assertThat(finding(before).location().pointer()).contains("/token");
        assertThat(finding(after).location().pointer()).contains("/inside/token");
        assertThat(finding(after).fingerprint()).isEqualTo(finding(before).fingerprint());
        assertThat(finding(before).fingerprint())
                .isEqualTo(SecretFinding.identity(
                        finding(before).rule(),
                        new Location(Optional.empty(), Optional.of("a.json"), OptionalInt.of(1), Optional.empty()),
                        "1"));
    }

    private static SecretFinding finding(String document) throws Exception {
        SecretFindings findings = new SecretFindings(
                "revoke it",
                new ShownPath(SecretSearch.standard(Limits.defaults())
                        .scanner(Deadline.after(Duration.ofMinutes(5), Clock.systemUTC()))));
        FoundSecret secret = only("a.json", document);
        findings.found(
                secret,
                new Location(
                        Optional.empty(), Optional.of(secret.path()), OptionalInt.of(secret.line()), Optional.empty()),
                Optional.empty());
        return findings.all().get(0);
    }

    private static FoundSecret only(String path, String content) {
        List<FoundSecret> found = Searched.file(path, content).found();
        assertThat(found).hasSize(1);
        return found.get(0);
    }
}
