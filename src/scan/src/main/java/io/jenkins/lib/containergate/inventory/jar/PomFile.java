package io.jenkins.lib.containergate.inventory.jar;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.inventory.LicenseChoice;
import io.jenkins.lib.containergate.xml.XmlBounds;
import io.jenkins.lib.containergate.xml.XmlElement;
import io.jenkins.lib.containergate.xml.XmlParts;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code META-INF/maven/GROUP/ARTIFACT/pom.xml}. What a parent of the project declares is not in the archive, so that many declare no
 * licence.
 *
 * @param licenses one text, because one of the licences can be chosen; none when none can be read, which leaves the licence unknown
 * @param version that it or its parent has; empty when it is a property, or cannot be read
 * @see <a href="https://maven.apache.org/pom.html">POM reference</a>
 */
record PomFile(List<String> licenses, Optional<String> version) {
    static final PomFile UNREADABLE = new PomFile(List.of(), Optional.empty());
    static final int MAX_BYTES = 256 << 10;

    private static final Pattern NAME = Pattern.compile("(?:.*/)?META-INF/maven/([^/]{1,200})/([^/]{1,200})/pom\\.xml");
    private static final String VERSION = "version";
    private static final String PARENT = "parent";
    private static final int MOST = 20;
    private static final XmlParts XML = new XmlParts(new XmlBounds(MAX_BYTES, 32, 10_000, MAX_BYTES));

    PomFile {
        licenses = List.copyOf(licenses);
    }

    /** {@code GROUP:ARTIFACT} whose project file it is. */
    static Optional<String> owner(String path) {
        if (!path.endsWith("/pom.xml")) {
            return Optional.empty(); // nearly every file, and the pattern looks at all of its path
        }
        Matcher matcher = NAME.matcher(path);
        return matcher.matches() ? Optional.of(matcher.group(1) + ":" + matcher.group(2)) : Optional.empty();
    }

    /** A file that cannot be read says nothing. */
    static PomFile parse(byte[] content) throws InterruptedException {
        List<String> names = new ArrayList<>();
        Map<String, String> versions = new HashMap<>();
        try {
            XML.forEach(new ByteArrayInputStream(content), "pom.xml", "project", 1, "", part -> {
                licenses(part, names);
                version(part, versions);
            });
        } catch (GateException e) {
            return UNREADABLE;
        }
        boolean odd = names.size() > MOST || names.stream().anyMatch(name -> name.length() > LicenseChoice.LONGEST);
        return new PomFile(
                odd ? List.of() : LicenseChoice.of(names),
                Optional.ofNullable(versions.getOrDefault(VERSION, versions.get(PARENT)))
                        .filter(MavenCoordinates::isVersion));
    }

    private static void licenses(XmlElement part, List<String> names) {
        if (part.name().equals("licenses")) {
            for (XmlElement license : part.children("license")) {
                license.textOf("name").or(() -> license.textOf("url")).ifPresent(names::add);
            }
        }
    }

    private static void version(XmlElement part, Map<String, String> versions) {
        if (part.name().equals(VERSION)) {
            versions.putIfAbsent(VERSION, part.text());
        } else if (part.name().equals(PARENT)) {
            part.textOf(VERSION).ifPresent(version -> versions.putIfAbsent(PARENT, version));
        }
    }
}
