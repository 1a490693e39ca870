package io.jenkins.lib.containergate.inventory.jar;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a Java archive's file name says: {@code ARTIFACT-VERSION[-CLASSIFIER].jar}, the layout of Maven repositories.
 *
 * @param version empty when the name has none
 */
record ArchiveName(String artifactId, Optional<String> version) {
    private static final Set<String> EXTENSIONS = Set.of("jar", "war", "ear", "jpi", "hpi");
    private static final Pattern VERSIONED = Pattern.compile("([A-Za-z][A-Za-z0-9_.-]*?)-(\\d[A-Za-z0-9_.+-]*)");
    private static final Pattern CLASSIFIER = Pattern.compile(
            "-(all|exec|boot|shaded|tests|sources|javadoc|jar-with-dependencies|(natives|linux|osx|macos|windows)[a-z0-9_-]*)$");

    /** A name that only Java archives have. */
    static boolean isArchive(String fileName) {
        return EXTENSIONS.contains(extension(fileName));
    }

    static ArchiveName parse(String fileName) {
        int dot = fileName.lastIndexOf('.');
        String stem = dot > 0 ? fileName.substring(0, dot) : fileName;
        Matcher versioned = VERSIONED.matcher(stem);
        if (!versioned.matches()) {
            return new ArchiveName(stem, Optional.empty());
        }
        String version = CLASSIFIER.matcher(versioned.group(2)).replaceFirst("");
        return new ArchiveName(versioned.group(1), Optional.of(version).filter(MavenCoordinates::isVersion));
    }

    private static String extension(String fileName) {
        int dot = fileName.lastIndexOf('.');
        return dot < 0 ? "" : fileName.substring(dot + 1).toLowerCase(Locale.ROOT); // the program jar is no archive
    }
}
