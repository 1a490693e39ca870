package io.jenkins.lib.containergate.inventory.jar;

import io.jenkins.lib.containergate.inventory.LicenseChoice;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The main section of {@code META-INF/MANIFEST.MF}. Lenient: a line that is no attribute is ignored, as all this does
 * is look for hints at the archive's identity.
 *
 * @see <a href="https://docs.oracle.com/en/java/javase/17/docs/specs/jar/jar.html#jar-manifest">JAR manifest</a>
 */
final class JarManifest {
    /** Enough of any main section; what follows names the archive's entries. */
    static final int MAX_BYTES = 256 << 10;

    private static final int LONGEST_LICENSES = 2_000;
    /** Commas that are not in quotes. */
    private static final Pattern BETWEEN = Pattern.compile(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)");

    private final Map<String, String> attributes;

    private JarManifest(Map<String, String> attributes) {
        this.attributes = attributes;
    }

    static JarManifest none() {
        return new JarManifest(Map.of());
    }

    static JarManifest parse(byte[] head) {
        String text = new String(head, StandardCharsets.UTF_8);
        Map<String, String> attributes = new HashMap<>();
        for (String line : unfolded(text).split("\r\n|\n|\r", -1)) {
            if (line.isEmpty()) {
                break;
            }
            int colon = line.indexOf(": ");
            if (colon > 0) {
                attributes.putIfAbsent(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 2).strip());
            }
        }
        return new JarManifest(attributes);
    }

    private static String unfolded(String text) {
        return text.replace("\r\n ", "").replace("\n ", "").replace("\r ", "");
    }

    Optional<String> attribute(String name) {
        return Optional.ofNullable(attributes.get(name.toLowerCase(Locale.ROOT)))
                .filter(value -> !value.isEmpty());
    }

    /**
     * {@code Bundle-License}: names or addresses, each with parameters. Many write one name with a comma in it and no quotes.
     *
     * @see <a href="https://docs.osgi.org/specification/osgi.core/8.0.0/framework.module.html">OSGi Core 3.2.1.12</a>
     */
    List<String> licenses() {
        String declared = attribute("Bundle-License")
                .filter(text -> text.length() <= LONGEST_LICENSES)
                .orElse("");
        boolean several = declared.startsWith("http") || declared.indexOf(';') >= 0 || declared.indexOf('"') >= 0;
        List<String> licenses = several
                ? BETWEEN.splitAsStream(declared)
                        .map(each -> each.split(";", 2)[0].replace("\"", "").strip())
                        .toList()
                : List.of(declared);
        return licenses.stream().anyMatch(each -> each.isEmpty() || each.length() > LicenseChoice.LONGEST)
                        || licenses.contains("<<EXTERNAL>>")
                ? List.of()
                : licenses;
    }

    /** {@code Bundle-SymbolicName} without its directives. */
    Optional<String> symbolicName() {
        return attribute("Bundle-SymbolicName")
                .map(name -> name.split(";", 2)[0].strip())
                .filter(MavenCoordinates::isId);
    }
}
