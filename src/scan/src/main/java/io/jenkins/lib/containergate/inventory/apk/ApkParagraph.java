package io.jenkins.lib.containergate.inventory.apk;

import io.jenkins.lib.containergate.ecosystem.Ecosystem;
import io.jenkins.lib.containergate.inventory.FoundPackage;
import io.jenkins.lib.containergate.inventory.InstalledPackage.SourcePackage;
import io.jenkins.lib.containergate.inventory.MalformedContentException;
import io.jenkins.lib.containergate.inventory.Unreadable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The lines of one package in apk's database: one letter, a colon, the value. */
final class ApkParagraph {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.][A-Za-z0-9+_.-]{0,255}");
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9._~+-]{1,255}");

    private boolean empty = true;
    private String name = "";
    private String version = "";
    private String architecture = "";
    private String origin = "";
    private String license = "";
    private String directory = "";
    private final List<String> files = new ArrayList<>(0);

    void add(String line, long number) throws MalformedContentException {
        if (line.length() < 2 || line.charAt(1) != ':') {
            throw new MalformedContentException(
                    Unreadable.DATABASE, "line " + number + " is not a letter, a colon and a value");
        }
        empty = false;
        String value = line.substring(2);
        switch (line.charAt(0)) {
            case 'P' -> name = first(name, value, number);
            case 'V' -> version = first(version, value, number);
            case 'A' -> architecture = value;
            case 'o' -> origin = value;
            case 'L' -> license = value.strip();
            case 'F' -> directory = value;
            case 'R' -> files.add(directory.isEmpty() ? value : directory + "/" + value);
            default -> {
                // checksums and dependencies
            }
        }
    }

    /** Paths without leading slash. */
    List<String> files() {
        return Collections.unmodifiableList(files);
    }

    /** Empty when there was no line at all (several empty lines in a row). */
    Optional<FoundPackage> found(String path) throws MalformedContentException {
        if (empty) {
            return Optional.empty();
        }
        check("P (name)", name, NAME);
        check("V (version of " + name + ")", version, VERSION);
        String source = origin.isEmpty() ? name : origin;
        check("o (origin of " + name + ")", source, NAME);
        if (!architecture.isEmpty()) {
            check("A (architecture of " + name + ")", architecture, NAME);
        }
        return Optional.of(new FoundPackage(
                Ecosystem.APK,
                name,
                version,
                Optional.of(architecture).filter(value -> !value.isEmpty()),
                Optional.of(new SourcePackage(source, version)),
                path,
                path,
                license.isEmpty() ? List.of() : List.of(license)));
    }

    private static String first(String before, String value, long number) throws MalformedContentException {
        if (!before.isEmpty()) {
            throw new MalformedContentException(
                    Unreadable.DATABASE, "line " + number + " names a second package without an empty line before it");
        }
        return value;
    }

    private static void check(String what, String value, Pattern shape) throws MalformedContentException {
        if (!shape.matcher(value).matches()) {
            throw new MalformedContentException(
                    Unreadable.DATABASE, what + (value.isEmpty() ? " is missing" : " is malformed"));
        }
    }
}
