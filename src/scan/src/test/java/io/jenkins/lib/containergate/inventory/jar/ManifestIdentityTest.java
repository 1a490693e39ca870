package io.jenkins.lib.containergate.inventory.jar;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestIdentityTest {
    private static String identity(String fileName, String... attributes) {
        String text =
                "Manifest-Version: 1.0\n" + String.join("\n", attributes) + "\n\nName: x\nImplementation-Version: 9\n";
        return new ManifestIdentity(KnownGroups.load())
                .of(JarManifest.parse(text.getBytes(StandardCharsets.UTF_8)), ArchiveName.parse(fileName))
                .map(c -> c.groupId().orElse("?") + ":" + c.artifactId() + ":" + c.version())
                .orElse("none");
    }

    @ParameterizedTest
    @CsvSource({
        "spring-beans-5.3.17.jar, org.springframework:spring-beans:5.3.17",
        "spring-boot-3.2.0.jar, org.springframework.boot:spring-boot:3.2.0",
        "spring-security-web-6.1.0.jar, org.springframework.security:spring-security-web:6.1.0",
        "kafka-clients-3.5.1.jar, org.apache.kafka:kafka-clients:3.5.1",
        "kafka_2.13-3.5.1.jar, org.apache.kafka:kafka_2.13:3.5.1",
        "okhttp-4.12.0.jar, com.squareup.okhttp3:okhttp:4.12.0",
        "okhttp-2.7.5.jar, com.squareup.okhttp:okhttp:2.7.5",
        "groovy-3.0.9.jar, org.codehaus.groovy:groovy:3.0.9",
        "groovy-json-4.0.15.jar, org.apache.groovy:groovy-json:4.0.15",
        "tomcat-embed-core-9.0.50.jar, org.apache.tomcat.embed:tomcat-embed-core:9.0.50",
        "bcprov-jdk18on-1.77.jar, org.bouncycastle:bcprov-jdk18on:1.77",
        "kotlin-stdlib-1.9.22.jar, org.jetbrains.kotlin:kotlin-stdlib:1.9.22",
        "lwjgl-glfw-3.3.1-natives-linux.jar, ?:lwjgl-glfw:3.3.1",
        "shop-common-1.0-SNAPSHOT.jar, ?:shop-common:1.0-SNAPSHOT",
        "shop.jar, none"
    })
    void theFileNameAloneTellsArtifactAndVersion(String fileName, String coordinates) {
        assertThat(identity(fileName)).isEqualTo(coordinates);
    }

    @ParameterizedTest
    @CsvSource({
        "jackson-databind-2.9.8.jar, com.fasterxml.jackson.core.jackson-databind, com.fasterxml.jackson.core",
        "log4j-core-2.14.1.jar, org.apache.logging.log4j.core, org.apache.logging.log4j",
        "commons-lang3-3.12.0.jar, org.apache.commons.lang3;singleton:=true, org.apache.commons",
        "tool-1.0.jar, org.example.tool, ?",
        "tool-1.0.jar, something.else, ?"
    })
    void theGroupIsTakenFromABundleNameOnlyWhenThatIsCertain(String fileName, String symbolicName, String group) {
        assertThat(identity(fileName, "Bundle-SymbolicName: " + symbolicName)).startsWith(group + ":");
    }

    @Test
    void theVendorIdIsTheGroupWhenItLooksLikeOne() {
        assertThat(identity("a-1.jar", "Implementation-Vendor-Id: org.example")).isEqualTo("org.example:a:1");
        assertThat(identity("a-1.jar", "Implementation-Vendor-Id: org.apache"))
                .as("no library is published in it")
                .isEqualTo("?:a:1");
        assertThat(identity("velocity-1.7.jar", "Implementation-Vendor-Id: org.apache"))
                .isEqualTo("org.apache.velocity:velocity:1.7");
        assertThat(identity("asm-tree-9.7.jar", "Bundle-SymbolicName: org.objectweb.asm.tree"))
                .isEqualTo("org.ow2.asm:asm-tree:9.7");
        assertThat(identity("a-1.jar", "Implementation-Vendor-Id: Example Ltd."))
                .isEqualTo("?:a:1");
    }

    @Test
    void theFileNameComesBeforeTheManifestUnlessThatTellsTheSameWithMoreNumbers() {
        assertThat(identity("kotlin-stdlib-1.9.20.jar", "Implementation-Version: 1.9.255-SNAPSHOT"))
                .isEqualTo("org.jetbrains.kotlin:kotlin-stdlib:1.9.20");
        assertThat(identity("commons-collections-2.0.jar", "Implementation-Version: 1.1-dev"))
                .isEqualTo("?:commons-collections:2.0");
        assertThat(identity("a-2.jar", "Implementation-Version: 2.3.4")).isEqualTo("?:a:2.3.4");
        assertThat(identity("a-2.jar", "Implementation-Version: 20.1")).isEqualTo("?:a:2");
        assertThat(identity("a.jar", "Implementation-Version: 2.0")).isEqualTo("?:a:2.0");
        assertThat(identity("a-1.0-jre.jar", "Bundle-Version: 1.0.0.jre")).isEqualTo("?:a:1.0-jre");
        assertThat(identity("a-1.74.jar", "Implementation-Version: 1.74.0.0")).isEqualTo("?:a:1.74");
        assertThat(identity("a-1.0.jar", "Implementation-Version: build of today"))
                .isEqualTo("?:a:1.0");
        assertThat(identity("a.jar", "Bundle-Version: 1.0.0")).isEqualTo("?:a:1.0.0");
    }

    @Test
    void onlyTheMainSectionCountsAndFoldedLinesAreJoined() {
        assertThat(identity("a.jar")).isEqualTo("none");
        assertThat(identity("a.jar", "Implementation-Version: 1.\n 5", "Implementation-Title: lib-a"))
                .isEqualTo("?:lib-a:1.5");
    }

    @ParameterizedTest
    @CsvSource({"catalina.jar, tomcat-catalina", "tomcat-coyote.jar, tomcat-coyote", "jasper.jar, tomcat-jasper"})
    void tomcatsOwnDistributionIsKnownByItsManifest(String fileName, String artifact) {
        assertThat(identity(fileName, "Implementation-Title: Apache Tomcat", "Implementation-Version: 9.0.50"))
                .isEqualTo("org.apache.tomcat:" + artifact + ":9.0.50");
    }
}
