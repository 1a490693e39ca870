package io.jenkins.lib.containergate.inventory.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecosystem.Ecosystem;
import io.jenkins.lib.containergate.inventory.analysis.ScannedImage;
import io.jenkins.lib.containergate.testkit.image.LayerBuilder;
import io.jenkins.lib.containergate.testkit.peer.Peer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Libraries as their Maven repository serves them: built by Maven, Gradle, Ant and sbt. */
@Tag("peers")
class MavenPeerTest {
    private static final List<String> LIBRARIES = List.of(
            "ch.qos.logback:logback-core:1.2.11",
            "com.fasterxml.jackson.core:jackson-databind:2.13.4",
            "com.google.guava:guava:31.1-jre",
            "com.google.protobuf:protobuf-java:3.21.1",
            "com.h2database:h2:2.1.210",
            "com.squareup.okhttp3:okhttp:4.9.1",
            "com.squareup.okio:okio-jvm:3.0.0",
            "com.thoughtworks.xstream:xstream:1.4.17",
            "commons-fileupload:commons-fileupload:1.4",
            "commons-io:commons-io:2.6",
            "io.grpc:grpc-core:1.50.0",
            "io.netty:netty-codec-http:4.1.60.Final",
            "io.projectreactor:reactor-core:3.4.20",
            "io.undertow:undertow-core:2.2.10.Final",
            "log4j:log4j:1.2.17",
            "mysql:mysql-connector-java:8.0.27",
            "org.apache.ant:ant:1.10.9",
            "org.apache.commons:commons-text:1.9",
            "org.apache.kafka:kafka-clients:3.3.1",
            "org.apache.logging.log4j:log4j-core:2.14.1",
            "org.apache.lucene:lucene-core:9.4.0",
            "org.apache.struts:struts2-core:2.5.25",
            "org.apache.tomcat.embed:tomcat-embed-core:9.0.50",
            "org.apache.zookeeper:zookeeper:3.7.0",
            "org.bouncycastle:bcprov-jdk18on:1.74",
            "org.codehaus.groovy:groovy:3.0.9",
            "org.dom4j:dom4j:2.1.3",
            "org.eclipse.jetty:jetty-server:9.4.40.v20210413",
            "org.hibernate:hibernate-core:5.6.5.Final",
            "org.jetbrains.kotlin:kotlin-stdlib:1.7.20",
            "org.postgresql:postgresql:42.3.1",
            "org.springframework:spring-beans:5.3.17",
            "org.springframework:spring-core:5.3.17",
            "org.springframework.boot:spring-boot:2.6.5",
            "org.springframework.security:spring-security-core:5.6.2",
            "org.yaml:snakeyaml:1.30",
            "xerces:xercesImpl:2.12.0");

    @TempDir
    Path directory;

    @Test
    void librariesHaveTheCoordinatesTheyWerePublishedUnder() throws Exception {
        Peer.needs("mvn");
        Path tree = Peer.tree("maven", root -> {
            Files.writeString(root.resolve("pom.xml"), pom());
            Peer.run(
                    root,
                    "mvn",
                    "-q",
                    "-B",
                    "dependency:copy-dependencies",
                    "-DexcludeTransitive=true",
                    "-DoutputDirectory=lib");
        });

        ScannedImage scanned = ScannedImage.of(directory, LayerBuilder.layer().tree(tree.resolve("lib"), "app/lib/"));

        assertThat(scanned.inventory().packages())
                .allMatch(found -> found.ecosystem() == Ecosystem.MAVEN)
                .extracting(found -> found.name() + ":" + found.version())
                .containsAll(LIBRARIES);
        assertThat(scanned.gapRules()).isEmpty();
    }

    private static String pom() {
        String dependencies = LIBRARIES.stream()
                .map(coordinates -> coordinates.split(":"))
                .map(c -> "<dependency><groupId>" + c[0] + "</groupId><artifactId>" + c[1] + "</artifactId><version>"
                        + c[2] + "</version></dependency>")
                .collect(Collectors.joining("\n"));
        return "<project><modelVersion>4.0.0</modelVersion><groupId>x</groupId><artifactId>x</artifactId>"
                + "<version>1</version><dependencies>\n" + dependencies + "\n</dependencies></project>\n";
    }
}
