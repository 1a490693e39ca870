package io.jenkins.lib.containergate.inventory.jar;

import io.jenkins.lib.containergate.inventory.MalformedContentException;
import io.jenkins.lib.containergate.inventory.Unreadable;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.Properties;

/**
 * {@code META-INF/maven/GROUP/ARTIFACT/pom.properties}, which Maven writes into every archive it builds; a shaded
 * archive has one for each library it took in.
 *
 * @see <a href="https://maven.apache.org/shared/maven-archiver/">Maven Archiver</a>
 */
final class PomProperties {
    static final int MAX_BYTES = 64 << 10;
    private static final String DIRECTORY = "META-INF/maven/";

    private PomProperties() {}

    static boolean isName(String path) {
        int directory = path.indexOf(DIRECTORY);
        return directory >= 0
                && path.endsWith("/pom.properties")
                && (directory == 0 || path.charAt(directory - 1) == '/');
    }

    /** @throws MalformedContentException when it does not give all three coordinates */
    static MavenCoordinates parse(byte[] content) throws MalformedContentException {
        Properties properties = new Properties();
        try {
            properties.load(new ByteArrayInputStream(content));
        } catch (IOException | IllegalArgumentException e) {
            throw new MalformedContentException(Unreadable.METADATA, "pom.properties is not a properties file");
        }
        String group = value(properties, "groupId");
        String artifact = value(properties, "artifactId");
        String version = value(properties, "version");
        if (!MavenCoordinates.isId(group) || !MavenCoordinates.isId(artifact) || !MavenCoordinates.isVersion(version)) {
            throw new MalformedContentException(
                    Unreadable.METADATA, "pom.properties does not give groupId, artifactId and version");
        }
        return new MavenCoordinates(Optional.of(group), artifact, version);
    }

    private static String value(Properties properties, String key) {
        return properties.getProperty(key, "").strip();
    }
}
