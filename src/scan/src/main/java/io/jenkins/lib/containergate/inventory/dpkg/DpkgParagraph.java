package io.jenkins.lib.containergate.inventory.dpkg;

import io.jenkins.lib.containergate.ecosystem.Ecosystem;
import io.jenkins.lib.containergate.inventory.FoundPackage;
import io.jenkins.lib.containergate.inventory.InstalledPackage.SourcePackage;
import io.jenkins.lib.containergate.inventory.MalformedContentException;
import io.jenkins.lib.containergate.inventory.Unreadable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What dpkg knows of one package.
 *
 * @param present whether the package's files are there, configured or not
 */
record DpkgParagraph(
        String name,
        String version,
        Optional<String> architecture,
        SourcePackage source,
        Optional<String> maintainer,
        boolean present) {
    static final Set<String> FIELDS = Set.of("package", "status", "version", "architecture", "source", "maintainer");

    private static final Set<String> ON_DISK = Set.of(
            "installed", "unpacked", "half-configured", "half-installed", "triggers-awaited", "triggers-pending");
    private static final Set<String> GONE = Set.of("not-installed", "config-files");
    private static final int MAX_MAINTAINER = 512;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9+.-]{0,255}");
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9.+~:-]{1,255}");
    private static final Pattern SOURCE = Pattern.compile("(\\S+)(?:\\s+\\(([^)\\s]+)\\))?");

    static DpkgParagraph of(Map<String, List<String>> fields) throws MalformedContentException {
        String name = checked("Package", one(fields, "package").orElse(""), NAME);
        boolean present = present(name, one(fields, "status"));
        if (!present) {
            return new DpkgParagraph(name, "", Optional.empty(), new SourcePackage(name, ""), Optional.empty(), false);
        }
        String version = checked("Version of " + name, one(fields, "version").orElse(""), VERSION);
        Optional<String> architecture = one(fields, "architecture");
        if (architecture.isPresent()) {
            checked("Architecture of " + name, architecture.get(), NAME);
        }
        return new DpkgParagraph(name, version, architecture, source(fields, name, version), maintainer(fields), true);
    }

    FoundPackage found(String path) {
        return new FoundPackage(
                Ecosystem.DEB,
                name,
                version,
                architecture,
                Optional.of(source),
                path,
                path,
                List.of(),
                Optional.empty(),
                maintainer);
    }

    /** Empty when it says none, or several. */
    private static Optional<String> maintainer(Map<String, List<String>> fields) {
        List<String> values = fields.getOrDefault("maintainer", List.of());
        return values.size() == 1 ? Optional.of(values.get(0)).filter(DpkgParagraph::isShort) : Optional.empty();
    }

    private static boolean isShort(String text) {
        return !text.isEmpty() && text.length() <= MAX_MAINTAINER;
    }

    /** status.d paragraphs are plain control files and have no status: they are installed. */
    private static boolean present(String name, Optional<String> status) throws MalformedContentException {
        if (status.isEmpty()) {
            return true;
        }
        String[] words = status.get().split("\\s+");
        String state = words.length == 3 ? words[2] : "";
        if (!ON_DISK.contains(state) && !GONE.contains(state)) {
            throw new MalformedContentException(Unreadable.DATABASE, "Status of " + name + " is not a dpkg status");
        }
        return ON_DISK.contains(state);
    }

    private static SourcePackage source(Map<String, List<String>> fields, String name, String version)
            throws MalformedContentException {
        Optional<String> field = one(fields, "source");
        if (field.isEmpty()) {
            return new SourcePackage(name, version);
        }
        Matcher source = SOURCE.matcher(field.get());
        if (!source.matches()) {
            throw new MalformedContentException(
                    Unreadable.DATABASE, "Source of " + name + " is not a name with an optional (version)");
        }
        String sourceName = checked("Source of " + name, source.group(1), NAME);
        String sourceVersion = source.group(2) == null ? version : source.group(2);
        return new SourcePackage(sourceName, checked("Source version of " + name, sourceVersion, VERSION));
    }

    private static Optional<String> one(Map<String, List<String>> fields, String name)
            throws MalformedContentException {
        List<String> values = fields.getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw new MalformedContentException(Unreadable.DATABASE, "one paragraph has the field " + name + " twice");
        }
        return values.stream().filter(value -> !value.isEmpty()).findFirst();
    }

    private static String checked(String what, String value, Pattern shape) throws MalformedContentException {
        if (!shape.matcher(value).matches()) {
            throw new MalformedContentException(
                    Unreadable.DATABASE, what + (value.isEmpty() ? " is missing" : " is malformed"));
        }
        return value;
    }
}
