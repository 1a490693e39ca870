package io.jenkins.plugins.containergate.central;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/** What Jenkins needs to find in the hpi; where one of these is missing it says nothing and drops the plugin's parts. */
class HpiContentsIT {
    private static final String LIBRARIES = "WEB-INF/lib/";

    private final Map<String, byte[]> hpi = entries(Files.newInputStream(Path.of(System.getProperty("hpi"))));
    private final Map<String, byte[]> plugin = entries(library("container-gate"));

    HpiContentsIT() throws IOException {}

    @Test
    void thePluginIsNamedAndVersionedForTheUpdateCentre() throws IOException {
        Attributes manifest = manifest(hpi);

        assertThat(manifest.getValue("Short-Name")).isEqualTo("container-gate");
        assertThat(manifest.getValue("Group-Id")).isEqualTo("io.jenkins.plugins");
        assertThat(manifest.getValue("Artifact-Id")).isEqualTo("container-gate");
        assertThat(manifest.getValue("Plugin-Version")).matches("[0-9].*");
        assertThat(manifest.getValue("Jenkins-Version")).isEqualTo("2.541.3");
        assertThat(manifest.getValue("Plugin-Dependencies"))
                .matches("[a-z0-9-]+:[\\w.-]+(;resolution:=optional)?(,[a-z0-9-]+:[\\w.-]+(;resolution:=optional)?)*");
    }

    @Test
    void theInnerJarCarriesTheManifestOfTheHpi() throws IOException {
        assertThat(manifest(plugin)).isEqualTo(manifest(hpi));
    }

    @Test
    void typesOfTheEngineMayCrossFromAnAgent() throws IOException {
        for (String module : List.of("base", "image", "policy", "scan", "trust", "ecs", "engine")) {
            assertThat(manifest(entries(library("container-gate-" + module)))
                            .getValue("Jenkins-ClassFilter-Whitelisted"))
                    .as(module)
                    .isEqualTo("true");
        }
    }

    @Test
    void onlyLibrariesWithoutAnApiPluginAreBundled() {
        assertThat(hpi.keySet().stream()
                        .filter(name -> name.startsWith(LIBRARIES) && !name.equals(LIBRARIES))
                        .map(HpiContentsIT::artifact))
                .containsExactlyInAnyOrder(
                        "aircompressor",
                        "cel-standalone",
                        "container-gate",
                        "container-gate-base",
                        "container-gate-ecs",
                        "container-gate-engine",
                        "container-gate-engine-aws",
                        "container-gate-engine-docker",
                        "container-gate-engine-git",
                        "container-gate-image",
                        "container-gate-policy",
                        "container-gate-scan",
                        "container-gate-trust",
                        "JavaEWAH",
                        "org.eclipse.jgit",
                        "docker-java-transport",
                        "docker-java-transport-httpclient5",
                        "httpclient5",
                        "httpcore5",
                        "httpcore5-h2",
                        "packageurl-java",
                        "re2j");
    }

    @Test
    void nobodyHasToInstallTheAwsSdk() throws IOException {
        assertThat(List.of(manifest(hpi).getValue("Plugin-Dependencies").split(",")))
                .filteredOn(dependency -> dependency.startsWith("aws-java-sdk2-"))
                .hasSize(5)
                .allMatch(dependency -> dependency.endsWith(";resolution:=optional"));
    }

    @Test
    void noSignatureToCompileAgainstIsPackaged() {
        assertThat(plugin.keySet().stream().filter(name -> name.endsWith(".class")))
                .isNotEmpty()
                .allMatch(name -> name.startsWith("io/jenkins/plugins/containergate/"));
        assertThat(hpi.keySet()).noneMatch(name -> name.contains("stubs"));
    }

    @Test
    void jenkinsFindsTheExtensions() {
        assertThat(text(plugin, "META-INF/annotations/hudson.Extension.txt"))
                .contains("io.jenkins.plugins.containergate.steps.ScanImageStep$DescriptorImpl\n")
                .contains("io.jenkins.plugins.containergate.builders.ScanImageBuilder$DescriptorImpl\n")
                .contains("io.jenkins.plugins.containergate.config.ContainerGateConfiguration\n");
        assertThat(plugin).containsKey("META-INF/annotations/hudson.Extension");
    }

    @Test
    void jenkinsFindsTheSymbols() {
        assertThat(text(plugin, "META-INF/services/annotations/org.jenkinsci.Symbol"))
                .contains("io.jenkins.plugins.containergate.builders.ScanImageBuilder$DescriptorImpl\n")
                .contains("io.jenkins.plugins.containergate.config.ContainerGateConfiguration\n");
    }

    @Test
    void theDescriptionForThePluginManagerIsThere() {
        assertThat(plugin).containsKey("index.jelly");
    }

    private InputStream library(String artifact) {
        return hpi.entrySet().stream()
                .filter(entry -> artifact(entry.getKey()).equals(artifact))
                .map(Map.Entry::getValue)
                .map(ByteArrayInputStream::new)
                .findFirst()
                .orElseThrow();
    }

    /** {@code WEB-INF/lib/semver4j-3.1.0.jar} is {@code semver4j}. */
    private static String artifact(String name) {
        return name.replace(LIBRARIES, "").replaceFirst("-[0-9][\\w.-]*\\.jar$", "");
    }

    private static Attributes manifest(Map<String, byte[]> jar) throws IOException {
        return new Manifest(new ByteArrayInputStream(jar.get("META-INF/MANIFEST.MF"))).getMainAttributes();
    }

    private static String text(Map<String, byte[]> jar, String name) {
        assertThat(jar).containsKey(name);
        return new String(jar.get(name), StandardCharsets.UTF_8) + "\n";
    }

    private static Map<String, byte[]> entries(InputStream in) throws IOException {
        Map<String, byte[]> entries = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), zip.readAllBytes());
            }
        }
        return entries;
    }
}
