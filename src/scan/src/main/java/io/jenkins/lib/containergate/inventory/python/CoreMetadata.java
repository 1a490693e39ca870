package io.jenkins.lib.containergate.inventory.python;

import io.jenkins.lib.containergate.ecosystem.Ecosystem;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.inventory.FoundPackage;
import io.jenkins.lib.containergate.inventory.MalformedContentException;
import io.jenkins.lib.containergate.inventory.Unreadable;
import io.jenkins.lib.containergate.inventory.text.BoundedLines;
import io.jenkins.lib.containergate.inventory.text.HeaderBlocks;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Python core metadata, the content of {@code METADATA} and {@code PKG-INFO}.
 *
 * @param name normalised, as package indexes and vulnerability databases spell it
 * @see <a href="https://packaging.python.org/en/latest/specifications/core-metadata/">core metadata</a>
 * @see <a href="https://packaging.python.org/en/latest/specifications/name-normalization/">name normalisation</a>
 */
record CoreMetadata(String name, String version, List<String> licenses) {
    private static final Set<String> FIELDS = Set.of("name", "version", "license", "license-expression");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,254}[A-Za-z0-9])?");
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9.!+_-]{1,255}");
    private static final Pattern SEPARATORS = Pattern.compile("[-_.]+");
    private static final int MAX_LICENSE = 100;

    /** @throws MalformedContentException when name or version is missing or malformed */
    static CoreMetadata parse(BoundedLines lines)
            throws IOException, LimitExceededException, MalformedContentException {
        Map<String, List<String>> fields =
                new HeaderBlocks(lines, FIELDS, false).next().orElse(Map.of());
        String name = checked(fields, "name", NAME);
        String version = checked(fields, "version", VERSION);
        Optional<String> license = first(fields, "license-expression")
                .or(() -> first(fields, "license"))
                // the whole text of a licence, or setuptools' word for none
                .filter(text -> text.length() <= MAX_LICENSE && !text.equals("UNKNOWN"));
        return new CoreMetadata(normalized(name), version, license.stream().toList());
    }

    FoundPackage found(String file, String path) {
        return new FoundPackage(
                Ecosystem.PYPI, name, version, Optional.empty(), Optional.empty(), file, path, licenses);
    }

    private static String normalized(String name) {
        return SEPARATORS.matcher(name).replaceAll("-").toLowerCase(Locale.ROOT);
    }

    private static Optional<String> first(Map<String, List<String>> fields, String name) {
        return fields.getOrDefault(name, List.of()).stream()
                .filter(value -> !value.isEmpty())
                .findFirst();
    }

    private static String checked(Map<String, List<String>> fields, String name, Pattern shape)
            throws MalformedContentException {
        String value = first(fields, name).orElse("");
        if (!shape.matcher(value).matches()) {
            throw new MalformedContentException(
                    Unreadable.METADATA, "field " + name + (value.isEmpty() ? " is missing" : " is malformed"));
        }
        return value;
    }
}
