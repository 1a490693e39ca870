package io.jenkins.lib.containergate.cli;

import static io.jenkins.lib.containergate.testkit.image.LayerBuilder.layer;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.testkit.image.ImageBuilder;
import io.jenkins.lib.containergate.testkit.image.OciLayout;
import io.jenkins.lib.containergate.testkit.secret.SecretTemplate;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives that are programs: something else stands before the zip, as build tools write it. */
class SecretsInExecutablesTest {
    private static final String LAUNCHER =
            "#!/bin/bash\n#    .   ____          _\n### BEGIN INIT INFO\n# Provides: shop\n"
                    + "[[ -n \"$DEBUG\" ]] && set -x\nexec java -jar \"$0\" \"$@\"\nexit 0\n";
    private static final int CENTRAL_SIGNATURE = 0x02014b50;
    private static final int END = 22;
    private static final int DIRECTORY_IN_END = 16;
    private static final int LOCAL_IN_CENTRAL = 42;
    private static final int CENTRAL = 46;

    private final SecretTemplate template = new SecretTemplate(41);

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void inAnExecutableJarOfSpringBootSettingsAndTheJarsInItAreSearched(boolean mended) throws IOException {
        String password = template.fill("{alnum:24}");
        String token = template.fill("{github:ghp_}");
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("META-INF/MANIFEST.MF", bytes("Main-Class: org.springframework.boot.loader.launch.JarLauncher\n"));
        entries.put(
                "BOOT-INF/classes/application-prod.properties", bytes("spring.datasource.password=" + password + "\n"));
        entries.put("BOOT-INF/lib/shop-client-1.0.jar", zip(Map.of("client.yml", bytes("token: " + token + "\n"))));
        byte[] jar = zip(entries);

        Gate gate = search("opt/shop/shop.jar", behind(bytes(LAUNCHER), jar, mended));

        assertThat(gate.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(gate.out())
                .contains("opt/shop/shop.jar!/BOOT-INF/classes/application-prod.properties", "generic-password")
                .contains(
                        "opt/shop/shop.jar!/BOOT-INF/lib/shop-client-1.0.jar!/client.yml",
                        "github-personal-access-token")
                .doesNotContain(password, token);
    }

    @Test
    void inAPexTheSourcesAndTheWheelsInItAreSearched() throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("PEX-INFO", bytes("{\"entry_point\": \"shop.main\"}\n"));
        entries.put("__main__.py", bytes("import os, sys\n"));
        entries.put("shop/settings.py", bytes("DB_PASSWORD = \"" + template.fill("{alnum:24}") + "\"\n"));
        entries.put(
                ".deps/client-1.0-py3-none-any.whl",
                zip(Map.of("client/api.py", bytes("KEY = \"" + template.fill("sk_live_{alnum:24}") + "\"\n"))));

        Gate gate = search("usr/local/bin/shop.pex", behind(bytes("#!/usr/bin/env python3.12\n"), zip(entries), true));

        assertThat(gate.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(gate.out())
                .contains("shop.pex!/shop/settings.py", "generic-password")
                .contains("client-1.0-py3-none-any.whl!/client/api.py", "stripe-secret-key");
    }

    @Test
    void inAShivTheSitePackagesAreSearchedForTokensAndFilesOfCredentials() throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("_bootstrap/__init__.py", bytes("def bootstrap():\n    pass\n"));
        entries.put("environment.json", bytes("{\"build_id\": \"1\", \"entry_point\": \"shop.main\"}\n"));
        entries.put("site-packages/shop/main.py", bytes("TOKEN = '" + template.fill("{github:ghp_}") + "'\n"));
        entries.put("site-packages/shop/.env", bytes("DB_PASSWORD=" + template.fill("{alnum:24}") + "\n"));

        Gate gate = search("usr/local/bin/shop", behind(bytes("#!/usr/bin/python3 -sE\n"), zip(entries), false));

        assertThat(gate.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(gate.out())
                .contains("bin/shop!/site-packages/shop/main.py", "github-personal-access-token")
                .contains("bin/shop!/site-packages/shop/.env", "generic-password");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aZipBehindAnElfProgramIsSearched(boolean mended) throws IOException {
        byte[] program = new byte[300_000];
        System.arraycopy(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1, 0}, 0, program, 0, 8);
        byte[] zip = zip(
                Map.of("assets/config.json", bytes("{\"db_password\": \"" + template.fill("{alnum:24}") + "\"}\n")));

        Gate gate = search("usr/bin/shop", behind(program, zip, mended));

        assertThat(gate.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(gate.out()).contains("usr/bin/shop!/assets/config.json", "generic-password");
    }

    @Test
    void aDamagedZipBehindALaunchScriptIsNoPass() throws IOException {
        byte[] jar = zip(Map.of("application.properties", bytes("db.password=" + template.fill("{alnum:24}") + "\n")));
        byte[] damaged = behind(bytes(LAUNCHER), jar, true);
        damaged[LAUNCHER.length() + 60] ^= 0x55;

        assertThat(search("opt/shop/shop.jar", damaged).exit()).isEqualTo(ExitCode.ERROR);
    }

    @Test
    void hashesInAnHtpasswdFileAreFoundAndItsCommentsAreNot() throws IOException {
        Gate gate = search(
                "etc/nginx/.htpasswd",
                bytes("# managed by hand\nshop:$apr1$" + template.fill("{alnum:8}") + "$" + template.fill("{alnum:22}")
                        + "\nops:$2y$05$" + template.fill("{alnum:53}") + "\n"));

        assertThat(gate.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(gate.out()).contains("password-hash", "etc/nginx/.htpasswd:2", "etc/nginx/.htpasswd:3");
        assertThat(search("etc/nginx/.htpasswd", bytes("# no users yet\n")).exit())
                .isEqualTo(ExitCode.PASSED);
    }

    @Test
    void credentialsOfJenkinsAreFoundEncryptedOrNotAndSoIsTheirKey() throws IOException {
        String credentials = """
            <?xml version='1.1' encoding='UTF-8'?>
            <com.cloudbees.plugins.credentials.SystemCredentialsProvider plugin="credentials@1415">
              <domainCredentialsMap class="hudson.util.CopyOnWriteMap$Hash">
                <entry>
                  <com.cloudbees.plugins.credentials.domains.Domain><specifications/></com.cloudbees.plugins.credentials.domains.Domain>
                  <java.util.concurrent.CopyOnWriteArrayList>
                    <com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl plugin="credentials@1415">
                      <scope>GLOBAL</scope>
                      <id>registry</id>
                      <username>shop</username>
                      <password>{AQAAABAAAAAQ%s=}</password>
                    </com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl>
                    <com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl plugin="credentials@1415">
                      <id>before-encryption</id>
                      <username>shop</username>
                      <password>%s</password>
                    </com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl>
                  </java.util.concurrent.CopyOnWriteArrayList>
                </entry>
              </domainCredentialsMap>
            </com.cloudbees.plugins.credentials.SystemCredentialsProvider>
            """.formatted(template.fill("{b64:43}"), template.fill("{alnum:24}"));
        Gate gate = search("var/jenkins_home/credentials.xml", bytes(credentials));

        assertThat(gate.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(gate.out())
                .contains("jenkins-credential", "var/jenkins_home/credentials.xml:11")
                .contains("generic-password", "var/jenkins_home/credentials.xml:16");
        assertThat(search("var/jenkins_home/secrets/master.key", bytes(template.fill("{hex:256}")))
                        .out())
                .contains("jenkins-master-key");
    }

    /** In a layer of an image and in a directory, where the same has to come out. */
    private Gate search(String path, byte[] content) throws IOException {
        Path policy = Fixtures.write(
                directory.resolve("org.yaml"), "version: 1\nsecrets: {max: {critical: 0, high: 0, medium: 0}}\n");
        Path tree = Files.createTempDirectory(directory, "tree");
        Files.createDirectories(tree.resolve(path).getParent());
        Files.write(tree.resolve(path), content);
        Path archive = OciLayout.of(ImageBuilder.image()
                        .layer(Fixtures.debianLayer(), "ADD file:0123 in /")
                        .layer(layer().file(path, content), "COPY . /")
                        .build())
                .writeArchive(tree.resolveSibling(tree.getFileName() + ".tar"));
        Gate image = Gate.run("secrets", "oci-archive:" + archive, "--policy", policy);

        assertThat(Gate.run("secrets", tree, "--policy", policy).exit()).isEqualTo(image.exit());
        return image;
    }

    /** @param mended whether the offsets in the zip count what stands before it, as {@code zip -A} writes them */
    private static byte[] behind(byte[] program, byte[] zip, boolean mended) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(program);
        all.write(mended ? moved(zip, program.length) : zip);
        return all.toByteArray();
    }

    private static byte[] moved(byte[] zip, int by) {
        ByteBuffer all = ByteBuffer.wrap(zip.clone()).order(ByteOrder.LITTLE_ENDIAN);
        int end = zip.length - END;
        int at = all.getInt(end + DIRECTORY_IN_END);
        all.putInt(end + DIRECTORY_IN_END, at + by);
        while (all.getInt(at) == CENTRAL_SIGNATURE) {
            all.putInt(at + LOCAL_IN_CENTRAL, all.getInt(at + LOCAL_IN_CENTRAL) + by);
            at += CENTRAL + all.getShort(at + 28) + all.getShort(at + 30) + all.getShort(at + 32);
        }
        return all.array();
    }

    /** Jars and wheels stored, as Spring Boot asks for, everything else deflated. */
    private static byte[] zip(Map<String, byte[]> entries) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> each : entries.entrySet()) {
                ZipEntry entry = new ZipEntry(each.getKey());
                if (each.getKey().endsWith(".jar") || each.getKey().endsWith(".whl")) {
                    CRC32 sum = new CRC32();
                    sum.update(each.getValue());
                    entry.setMethod(ZipEntry.STORED);
                    entry.setSize(each.getValue().length);
                    entry.setCrc(sum.getValue());
                }
                zip.putNextEntry(entry);
                zip.write(each.getValue());
            }
        }
        return out.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
