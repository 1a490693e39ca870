package io.jenkins.lib.containergate.inventory.jar;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.inventory.LicenseChoice;
import io.jenkins.lib.containergate.xml.XmlBounds;
import io.jenkins.lib.containergate.xml.XmlElement;
import io.jenkins.lib.containergate.xml.XmlParts;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The element {@code licenses} of {@code META-INF/maven/GROUP/ARTIFACT/pom.xml}. What a parent of the project declares is not in the
 * archive, so that many declare none.
 *
 * @see <a href="https://maven.apache.org/pom.html#Licenses">POM reference</a>
 */
final class PomLicenses {
    static final int MAX_BYTES = 256 << 10;

    private static final Pattern NAME = Pattern.compile("(?:.*/)?META-INF/maven/([^/]{1,200})/([^/]{1,200})/pom\\.xml");
    private static final int MOST = 20;
    private static final XmlParts XML = new XmlParts(new XmlBounds(MAX_BYTES, 32, 10_000, MAX_BYTES));

    private PomLicenses() {}

    /** {@code GROUP:ARTIFACT} whose project file it is. */
    static Optional<String> owner(String path) {
        Matcher matcher = NAME.matcher(path);
        return matcher.matches() ? Optional.of(matcher.group(1) + ":" + matcher.group(2)) : Optional.empty();
    }

    /**
     * One text, because one of the licences can be chosen (model of a POM, {@code licenses}); empty when none can be read, which
     * leaves the licence unknown.
     */
    static List<String> parse(byte[] content) throws InterruptedException {
        List<String> names = new ArrayList<>();
        try {
            XML.forEach(new ByteArrayInputStream(content), "pom.xml", "project", 1, "", part -> add(part, names));
        } catch (GateException e) {
            return List.of();
        }
        return names.size() > MOST || names.stream().anyMatch(name -> name.length() > LicenseChoice.LONGEST)
                ? List.of()
                : LicenseChoice.of(names);
    }

    private static void add(XmlElement part, List<String> names) {
        if (part.name().equals("licenses")) {
            for (XmlElement license : part.children("license")) {
                license.textOf("name").or(() -> license.textOf("url")).ifPresent(names::add);
            }
        }
    }
}
