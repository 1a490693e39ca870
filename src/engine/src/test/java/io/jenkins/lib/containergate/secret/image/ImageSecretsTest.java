package io.jenkins.lib.containergate.secret.image;

import static io.jenkins.lib.containergate.testkit.image.LayerBuilder.layer;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.finding.SecretFinding;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.gate.ImageInspector;
import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.layer.ParallelLayerReader;
import io.jenkins.lib.containergate.progress.ProgressListener;
import io.jenkins.lib.containergate.secret.Searched;
import io.jenkins.lib.containergate.secret.catalogue.SecretCatalogue;
import io.jenkins.lib.containergate.secret.scan.Redaction;
import io.jenkins.lib.containergate.secret.scan.ScanOptions;
import io.jenkins.lib.containergate.secret.scan.SecretLimits;
import io.jenkins.lib.containergate.secret.scan.SecretSearch;
import io.jenkins.lib.containergate.source.ImageLocation;
import io.jenkins.lib.containergate.source.ImageSource;
import io.jenkins.lib.containergate.source.ImageSources;
import io.jenkins.lib.containergate.testkit.image.Content;
import io.jenkins.lib.containergate.testkit.image.ImageBuilder;
import io.jenkins.lib.containergate.testkit.image.LayerBuilder;
import io.jenkins.lib.containergate.testkit.image.OciLayout;
import io.jenkins.lib.containergate.testkit.image.TarEntry;
import io.jenkins.lib.containergate.testkit.secret.SecretTemplate;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageSecretsTest {
    private static final byte[] KEY = "a key of thirty-two bytes, or so".getBytes(StandardCharsets.UTF_8);

    private final SecretTemplate template = new SecretTemplate(7);

    @TempDir
    private Path directory;

    @Test
    void aSecretInALayerNamesItsLayerPathLineAndInstruction() {
        String token = template.fill("{github:ghp_}");
        SecretFinding finding = only(ImageBuilder.image()
                .layer(layer().file("etc/os-release", "ID=debian\n"), "ADD file:1 in /")
                .layer(layer().file("app/.netrc", "# one\n# two\ntoken " + token + "\n"), "COPY . /app # buildkit"));

        assertThat(finding.rule().value()).isEqualTo("github-personal-access-token");
        assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(finding.location().path()).contains("app/.netrc");
        assertThat(finding.location().line()).hasValue(3);
        assertThat(finding.location().layer()).isPresent();
        assertThat(finding.actual()).contains("ghp_******", "layer 2 of 2, made by COPY at /history/1");
        assertThat(finding.help()).contains("revoke", "--mount=type=secret", "secrets[].valueFrom");
        assertThat(finding.toString()).doesNotContain(token);
    }

    /** Builders that put all layers into one leave it to the last instruction of the history. */
    @Test
    void aLayerIsNotSaidToBeMadeByAnInstructionThatWritesNoFile() {
        assertThat(only(ImageBuilder.image()
                                .layer(layer().file("root/key.pem", template.fill("{pem:pkcs8}")), "CMD [\"/app\"]"))
                        .actual())
                .contains("in layer 1 of 1")
                .doesNotContain("made by", "CMD");
    }

    /** Of a source tree these would be tests, examples, documentation or the software of others. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "app/demo/config.yml",
                "srv/test/settings.properties",
                "opt/shop/docs/db.conf",
                "app/examples/appsettings.json",
                "srv/app/locales/db.ini",
                "app/benchmark/app.env",
                "app/db-test.json",
                "app/sample-config.xml",
                "app/demo-settings.yml",
                "usr/share/shop/config.yml",
                "usr/local/lib/shop/config.yml",
                "app/node_modules/shop-config/production.yml",
                "app/vendor/shop/config.ini"
            })
    void aPasswordInAnImageIsFoundWhateverItsDirectoryIsCalled(String path) {
        String setting = template.fill(
                path.endsWith(".json")
                        ? "{\"password\": \"{alnum:24}\"}"
                        : path.endsWith(".xml") ? "<password>{alnum:24}</password>" : "password={alnum:24}");
        SecretFinding finding = only(ImageBuilder.image()
                .layer(layer().file(path, path.endsWith(".yml") ? setting.replace("=", ": ") : setting)));

        assertThat(finding.rule().value()).isEqualTo("generic-password");
        assertThat(finding.details().fixture()).isFalse();
    }

    @Test
    void aKeyInADirectoryOfTestsOfAnImageIsAFixtureOnlyWithinTheSoftwareOfOthers() {
        String key = template.fill("{pem:pkcs8}");
        assertThat(fixture("app/test/server.key", key)).isFalse();
        assertThat(fixture("srv/examples/tls.pem", key)).isFalse();
        assertThat(fixture("app/node_modules/tls/test/server.key", key)).isTrue();
        assertThat(fixture("usr/share/doc/ssl/examples/tls.pem", key)).isTrue();
    }

    @Test
    void aKeyThatAProgramInAnImageCallsATestKeyCountsLikeAnyOther() {
        String key = template.fill("{pem:pkcs8}").strip();
        assertThat(fixture("app/keys.js", "const testKey = `" + key + "`;\n")).isFalse();
        assertThat(fixture("app/Sign.java", "/** Signs with\n" + key + "\n */\n"))
                .isFalse();
    }

    @Test
    void noNameOfAFileAndNoFormatMakesASecretOfAnImageAFixture() {
        String key = template.fill("{pem:pkcs8}").strip();
        String password = template.fill("{alnum:24}");
        String secret = "    environment:\n      APP_SECRET: " + password + "\n";
        assertThat(fixture("app/docker-compose.dev.yml", "services:\n  shop:\n" + secret))
                .isFalse();
        assertThat(fixture("app/conf/test-realm.json", "{\"secret\": \"" + password + "\"}\n"))
                .isFalse();
        assertThat(fixture("etc/ssl/localhost.key", key + "\n")).isFalse();
        assertThat(fixture("app/testutil.go", "var key = `" + key + "`\n")).isFalse();
        assertThat(fixture("app/regression-tests.api/server.key", key)).isFalse();
        assertThat(fixture("app/sign.rs", "#[cfg(test)]\nmod tests {\n    const KEY: &str = \"" + key + "\";\n}\n"))
                .isFalse();
        assertThat(fixture("app/config/app.yaml", "examples:\n  password: " + password + "\n"))
                .isFalse();
        assertThat(fixture(
                        "app/.github/workflows/ci.yml",
                        "jobs:\n  a:\n    services:\n      db:\n        env:\n          DB_PASSWORD: " + password
                                + "\n"))
                .isFalse();
        assertThat(fixture("app/config/secrets.yml", template.fill("development:\n  secret_key_base: {hex:128}\n")))
                .isFalse();
    }

    private boolean fixture(String path, String content) {
        return only(ImageBuilder.image().layer(layer().file(path, content)))
                .details()
                .fixture();
    }

    @Test
    void aFileThatALaterLayerDeletesIsStillFound() {
        assertThat(only(ImageBuilder.image()
                                .layer(
                                        layer().file("root/key.pem", template.fill("{pem:pkcs8}")),
                                        "COPY key.pem /root/")
                                .layer(layer().whiteout("root/key.pem"), "RUN rm /root/key.pem"))
                        .actual())
                .contains("hidden by a later layer but still in the image");
    }

    @Test
    void aFileThatItsOwnLayerReplacesIsStillFound() {
        assertThat(rules(ImageBuilder.image()
                        .layer(layer().file("root/key.pem", template.fill("{pem:ec}"))
                                .file("root/key.pem", "gone"))))
                .containsExactly("private-key");
    }

    @Test
    void theHistoryOfARepositoryInALayerIsSearched() throws Exception {
        byte[] object = deflated("blob 40\0" + template.fill("token: {github:ghp_}"));
        List<SecretFinding> findings = findings(ImageBuilder.image()
                .layer(layer().file("app/.git/HEAD", "ref: refs/heads/main\n")
                        .file("app/.git/objects/3b/18e512dba79e4c8300dd08aeb37f8e728b8dad", object)
                        .file("app/.git/objects/ce/013625030ba8dba906f756967f9e9ca394464a", object)
                        .file("bare.git/objects/ce/013625030ba8dba906f756967f9e9ca394464a", object)));

        assertThat(findings).noneMatch(SecretFinding::undecided);
        assertThat(findings)
                .extracting(finding -> finding.location().path().orElseThrow())
                .containsExactlyInAnyOrder(
                        "app/.git/objects/3b/18e512dba79e4c8300dd08aeb37f8e728b8dad!/blob",
                        "app/.git/objects/ce/013625030ba8dba906f756967f9e9ca394464a!/blob",
                        "bare.git/objects/ce/013625030ba8dba906f756967f9e9ca394464a!/blob");
    }

    @Test
    void aPackOfGitObjectsIsNotPassedOverWhateverItsName() {
        List<SecretFinding> findings = findings(ImageBuilder.image()
                .layer(layer().file(
                                "srv/data.bin", "PACK\0\0\0\2\0\0\0\1 objects".getBytes(StandardCharsets.ISO_8859_1))
                        .file("srv/PACKAGES", "PACKAGES of a text")));

        assertThat(findings)
                .extracting(finding -> finding.location().path().orElseThrow())
                .containsExactly("srv/data.bin");
        assertThat(findings).allMatch(SecretFinding::undecided);
    }

    private static byte[] deflated(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new DeflaterOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    @Test
    void everyPartOfTheConfigurationIsSearched() {
        List<SecretFinding> findings = findings(ImageBuilder.image()
                .layer(layer().file("etc/motd", "hello"), template.fill("RUN |1 TOKEN={github:ghs_} /bin/sh -c make"))
                .environment("DB_PASSWORD", template.fill("{password}"))
                .label(
                        "org.acme.hook",
                        template.fill("https://hooks.slack.com/services/T{upper:8}/B{upper:10}/{alnum:24}"))
                .entrypoint("serve", "--api-key", template.fill("sk_live_{alnum:24}"))
                .command("--url", template.fill("postgres://app:{password}@db.internal/shop"))
                .healthCheck("CMD-SHELL", template.fill("curl -u probe:{password} http://127.0.0.1/"))
                .onBuild(template.fill("ENV NPM_TOKEN={github:npm_}")));

        assertThat(findings.stream().map(finding -> finding.location().pointer().orElseThrow()))
                .containsExactlyInAnyOrder(
                        "/config/Env/DB_PASSWORD",
                        "/config/Labels/org.acme.hook",
                        "/config/Entrypoint",
                        "/config/Cmd",
                        "/config/Healthcheck",
                        "/config/OnBuild",
                        "/history/0");
    }

    @Test
    void aNameInTheConfigurationThatIsASecretIsNotShown() {
        String token = template.fill("{github:ghp_}");
        String password = template.fill("{password}");
        List<SecretFinding> findings = findings(ImageBuilder.image()
                .layer(layer().file("etc/motd", "hello"), token + " is not an instruction")
                .environment(token, "")
                .environment("POSTGRES", template.fill("{github:ghp_}"))
                .label("postgres://app:" + password + "@db.internal/shop", "main"));

        assertThat(findings.stream().map(finding -> finding.location().pointer().orElseThrow()))
                .containsExactlyInAnyOrder("/config/Env", "/config/Env/POSTGRES", "/config/Labels", "/history/0");
        assertThat(findings.toString()).doesNotContain(token).doesNotContain(password);
    }

    @Test
    void referencesInTheConfigurationAreNoSecrets() {
        assertThat(findings(ImageBuilder.image()
                        .layer(layer().file("etc/motd", "hello"))
                        .environment("DB_PASSWORD", "${DB_PASSWORD}")
                        .environment(
                                "API_TOKEN", "arn:aws:secretsmanager:eu-west-1:123456789012:secret:shop/token-a1B2c3")
                        .environment("SECRET_KEY", "changeme")
                        .environment("GPG_KEY", "E3FF2839C048B25C084DEBE9B26995E310250568")
                        .environment("PASSWORD_FILE", "/run/secrets/password")))
                .isEmpty();
    }

    @Test
    void equalValuesHaveEqualFingerprintsOnlyUnderTheSameKey() {
        String text = template.fill("token: {github:ghp_}\n");
        ImageBuilder image =
                ImageBuilder.image().layer(layer().file("a.yaml", text).file("b.yaml", text));

        List<SecretFinding> keyed = findings(image, search(Redaction.with(KEY)));
        List<SecretFinding> otherKey = findings(image, search(Redaction.with(new byte[32])));

        assertThat(keyed).hasSize(2);
        assertThat(keyed.get(0).fingerprint()).isEqualTo(keyed.get(1).fingerprint());
        assertThat(otherKey.get(0).fingerprint()).isNotEqualTo(keyed.get(0).fingerprint());
    }

    @Test
    void withoutAKeyTheFingerprintSaysThePlaceAndNothingOfTheValue() {
        ImageBuilder one = ImageBuilder.image().layer(layer().file("a.yaml", template.fill("k: {github:ghp_}")));
        ImageBuilder other = ImageBuilder.image().layer(layer().file("a.yaml", template.fill("k: {github:ghp_}")));

        assertThat(only(one).fingerprint()).isEqualTo(only(other).fingerprint());
    }

    @Test
    void aSecretInANameOrInTheTargetOfALinkIsFoundOnceAndNeverShown() {
        String token = template.fill("{github:ghp_}");
        String other = template.fill("{github:ghp_}");
        ImageBuilder image = ImageBuilder.image()
                .layer(layer().directory("srv")
                        .file("srv/" + token + "/a.txt", "a")
                        .file("srv/" + token + "/b.txt", "b")
                        .file("srv/empty-" + token.substring(0, 20), "")
                        .symlink("srv/current", "../" + other + "/main"));

        List<SecretFinding> findings = findings(image);

        assertThat(findings).hasSize(2).allSatisfy(found -> {
            assertThat(found.rule().value()).isEqualTo("github-personal-access-token");
            assertThat(found.toString()).doesNotContain(token, other);
        });
        assertThat(findings)
                .extracting(found -> found.location().path().orElseThrow())
                .containsExactly("srv/******/a.txt", "srv/current");
        assertThat(findings.get(0).actual()).contains("in its name");
        assertThat(findings.get(1).actual()).contains("in what the link points to");
    }

    @Test
    void aPasswordInAnAddressThatALinkPointsToIsFound() {
        String address = template.fill("https://deploy:{password}@git.acme.net/shop");
        SecretFinding finding = only(ImageBuilder.image().layer(layer().symlink("srv/origin", address)));

        assertThat(finding.rule().value()).isEqualTo("url-credentials");
        assertThat(finding.location().path()).contains("srv/origin");
        assertThat(finding.actual()).contains("in what the link points to");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SCHILY.xattr.user.note", "LIBARCHIVE.xattr.user.note", "comment", "gname"})
    void aSecretInAnAttributeOfAFileIsFound(String record) {
        String token = template.fill("{github:ghp_}");
        SecretFinding finding = only(ImageBuilder.image()
                .layer(layer().entry(TarEntry.file("app/data.bin", Content.of(new byte[] {1}))
                        .withPax(record, "token " + token))));

        assertThat(finding.rule().value()).isEqualTo("github-personal-access-token");
        assertThat(finding.location().path()).contains("app/data.bin");
        assertThat(finding.actual()).contains("in an attribute of it");
        assertThat(finding.toString()).doesNotContain(token);
    }

    @Test
    void whatIsNotListedOfALayerHasNoPathThatAWaiverCouldName() {
        LayerBuilder layer = layer();
        for (int i = 0; i < 5; i++) {
            layer.file("app/" + i + ".txt", "token: " + template.fill("{github:ghp_}") + "\n");
        }
        SecretSearch search = new SecretSearch(
                SecretCatalogue.standard(),
                new ScanOptions(Redaction.withoutKey(), false),
                Limits.defaults(),
                new SecretLimits(100, 3, 500_000, 8, 2, 6, 1 << 20));

        assertThat(findings(ImageBuilder.image().layer(layer), search))
                .filteredOn(SecretFinding::undecided)
                .singleElement()
                .satisfies(rest -> {
                    assertThat(rest.location().path()).isEmpty();
                    assertThat(rest.location().layer()).isPresent();
                    assertThat(rest.actual()).contains("from app/3.txt on", "more than 3 secrets");
                });
    }

    @Test
    void hashesInNamesAreNoSecrets() {
        LayerBuilder layer = layer();
        for (int i = 0; i < 200; i++) {
            layer.file("cache/token=/" + template.fill("{hex:64}") + "." + i, "x")
                    .file("password/" + template.fill("{alnum:32}"), "x");
        }
        assertThat(findings(ImageBuilder.image().layer(layer))).isEmpty();
    }

    @Test
    void archivesBeyondWhatALayerMayUnpackStayClosedAndEachIsUndecidedByItsOwnName() throws Exception {
        String secret = template.fill("k: {github:ghp_}");
        ImageBuilder image = ImageBuilder.image()
                .layer(layer().file("a.gz", gzip("a".repeat(60_000)))
                        .file("b.gz", gzip("b".repeat(60_000)))
                        .file("c.gz", gzip(secret))
                        .file("d", program(zip(secret)))
                        .file("e.yaml", secret)
                        .file("f.deb", "!<arch>\ndebian-binary   "));

        List<SecretFinding> findings = findings(image, unpacking(100_000));

        assertThat(findings).filteredOn(SecretFinding::undecided).hasSize(3).allSatisfy(found -> {
            assertThat(found.rule().value()).isEqualTo("secret-search-incomplete");
            assertThat(found.actual()).contains("maxUnpackedBytes = 100000", "it is not opened");
        });
        assertThat(findings)
                .filteredOn(SecretFinding::undecided)
                .extracting(found -> found.location().path().orElseThrow())
                .containsExactly("c.gz", "d", "f.deb");
        assertThat(findings)
                .filteredOn(found -> !found.undecided())
                .singleElement()
                .satisfies(found -> assertThat(found.location().path()).contains("e.yaml"));
        assertThat(rules(image)).hasSize(4).doesNotContain("secret-search-incomplete");
    }

    @Test
    void entriesCountAsWellSoThatMillionsOfEmptyOnesAreNoWayAroundTheLimit() throws Exception {
        ByteArrayOutputStream entries = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(entries)) {
            for (int i = 0; i < 200; i++) {
                zip.putNextEntry(new ZipEntry("e" + i));
            }
        }
        ImageBuilder image = ImageBuilder.image()
                .layer(layer().file("a.zip", entries.toByteArray()).file("b.gz", gzip("b")));

        assertThat(findings(image, unpacking(100_000)))
                .singleElement()
                .satisfies(found -> assertThat(found.actual()).contains("it is not opened"));
    }

    private static SecretSearch unpacking(long maxUnpackedBytes) {
        SecretLimits usual = SecretLimits.defaults();
        return new SecretSearch(
                Searched.STANDARD,
                new ScanOptions(Redaction.withoutKey(), false),
                Limits.defaults(),
                new SecretLimits(
                        usual.maxFindingsPerFile(),
                        usual.maxFindingsPerLayer(),
                        usual.freeCandidates(),
                        usual.bytesPerCandidate(),
                        usual.maxDecodeDepth(),
                        usual.maxArchiveDepth(),
                        maxUnpackedBytes));
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }

    private static byte[] zip(String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("a.yaml"));
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }

    private static byte[] program(byte[] zip) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write("#!/bin/sh\nexec java -jar $0\n".getBytes(StandardCharsets.UTF_8));
        out.write(zip);
        return out.toByteArray();
    }

    private static SecretSearch search(Redaction redaction) {
        return new SecretSearch(
                Searched.STANDARD, new ScanOptions(redaction, false), Limits.defaults(), SecretLimits.defaults());
    }

    private List<String> rules(ImageBuilder image) {
        return findings(image).stream().map(finding -> finding.rule().value()).toList();
    }

    private SecretFinding only(ImageBuilder image) {
        List<SecretFinding> findings = findings(image);
        assertThat(findings).hasSize(1);
        return findings.get(0);
    }

    private List<SecretFinding> findings(ImageBuilder image) {
        return findings(image, search(Redaction.withoutKey()));
    }

    private List<SecretFinding> findings(ImageBuilder image, SecretSearch search) {
        try {
            Limits limits = Limits.defaults();
            Deadline deadline = Deadline.after(Duration.ofMinutes(1), Clock.systemUTC());
            ImageLocation location = ImageLocation.parse(
                    "oci-archive:" + OciLayout.of(image.build()).writeArchive(directory.resolve("image.tar")));
            try (ImageSource source = ImageSources.standard(directory).open(location, limits)) {
                Image read = source.resolve(Optional.empty(), deadline).get(0);
                return new ImageInspector(new ParallelLayerReader(limits, 2, directory), limits)
                        .searching(search)
                        .inspect(location, read, deadline, ProgressListener.none())
                        .secrets()
                        .orElseThrow()
                        .findings();
            }
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
