package io.jenkins.lib.containergate.policy.license;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The SPDX License List, the class of each licence, and the names that packages use instead. Identifiers are compared without
 * regard to capital letters, as the SPDX specification (annex "License expressions") demands.
 */
public final class SpdxLicenses {
    /** Letters of other scripts are words, too: they can say anything about the licence whose name they surround. */
    private static final Pattern NOT_WORDS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}+>=.]+");

    private static final Pattern NOISE =
            Pattern.compile("\\b(https?|www|licen[cs]es?|version|the|php|html|txt)\\b\\.?");
    private static final Pattern VERSION = Pattern.compile("\\b(v\\.? ?|version )(?=[0-9])");
    private static final SpdxLicenses INSTANCE = new SpdxLicenses();

    private final Map<String, String> ids = new HashMap<>();
    private final Map<String, LicenseClass> classes = new HashMap<>();
    private final Map<String, String> deprecated = new HashMap<>();
    private final Map<String, String> exceptions = new HashMap<>();
    private final Map<String, String> linking = new HashMap<>();
    private final Map<String, String> names = new HashMap<>();

    private SpdxLicenses() {
        String section = "";
        for (String line : lines("spdx-licenses.txt")) {
            if (line.startsWith("[")) {
                section = line.substring(1, line.length() - 1);
            } else if (section.equals("deprecated")) {
                String[] pair = line.split(" = ", 2);
                ids.put(key(pair[0]), pair[0]);
                deprecated.put(key(pair[0]), pair[1]);
            } else {
                for (String id : line.split(" ")) {
                    enlist(section, id);
                }
            }
        }
        for (String line : lines("license-names.txt")) {
            String[] pair = line.split(" = ", 2);
            for (String name : pair[1].split(" \\| ")) {
                names.put(words(name), pair[0]);
            }
        }
    }

    private void enlist(String section, String id) {
        switch (section) {
            case "exceptions" -> exceptions.put(key(id), id);
            case "exceptions that permit linking" -> {
                exceptions.put(key(id), id);
                linking.put(key(id), id);
            }
            default -> {
                ids.put(key(id), id);
                LicenseClass.ofKey(section).ifPresent(reach -> classes.put(key(id), reach));
            }
        }
    }

    private static List<String> lines(String name) {
        try (InputStream in = Objects.requireNonNull(SpdxLicenses.class.getResourceAsStream(name), name);
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static SpdxLicenses get() {
        return INSTANCE;
    }

    /** Whether it is an identifier of the list, deprecated ones included, in its exact spelling. */
    public boolean lists(String id) {
        return id.equals(ids.get(key(id)));
    }

    /** Every identifier of the list, deprecated ones included. */
    public Set<String> identifiers() {
        return Set.copyOf(ids.values());
    }

    public boolean isException(String id) {
        return exceptions.containsKey(key(id));
    }

    /** What is to be written instead of a deprecated identifier. */
    Optional<String> successor(String id) {
        return Optional.ofNullable(deprecated.get(key(id)));
    }

    /** The exception in the list's spelling; {@code LLVM exception} is one that others write. */
    Optional<String> exception(String id) {
        return Optional.ofNullable(exceptions.get(key(id.replace(' ', '-'))));
    }

    /** A licence of the list, or one that brings its own text; a {@code +} behind it changes nothing of what it demands. */
    Optional<License> identified(String text) {
        if (License.custom(text)) {
            return Optional.of(new License(text, Optional.of(text), Optional.empty(), Optional.empty()));
        }
        String id = ids.get(key(text));
        if (id == null && text.endsWith("+")) {
            id = ids.get(key(text.substring(0, text.length() - 1)));
        }
        return Optional.ofNullable(id)
                .filter(known -> !deprecated.containsKey(key(known)))
                .map(known -> new License(
                        text, Optional.of(known), Optional.empty(), Optional.ofNullable(classes.get(key(known)))));
    }

    /** A licence that is only known by its kind, such as "BSD". */
    Optional<License> ofKind(String text) {
        return Optional.ofNullable(names.get(words(text)))
                .filter(meant -> meant.startsWith("["))
                .map(meant -> new License(
                        text,
                        Optional.empty(),
                        Optional.empty(),
                        LicenseClass.ofKey(meant.substring(1, meant.length() - 1))));
    }

    /** The expression that is meant by a name: {@code Apache-2.0} for "The Apache Software License, Version 2.0". */
    Optional<String> meant(String name) {
        return successor(name)
                .or(() -> Optional.ofNullable(names.get(words(name))).filter(meant -> !meant.startsWith("[")));
    }

    /** Under an exception that permits linking, the conditions of a GPL reach no further than those of an LGPL. */
    Optional<LicenseClass> under(Optional<LicenseClass> reach, String exception) {
        return linking.containsKey(key(exception))
                ? reach.map(base -> base == LicenseClass.STRONG_COPYLEFT ? LicenseClass.WEAK_COPYLEFT : base)
                : reach;
    }

    private static String key(String id) {
        return id.toLowerCase(Locale.ROOT);
    }

    private static String words(String name) {
        String plain = VERSION.matcher(name.toLowerCase(Locale.ROOT)).replaceAll(" ");
        plain = NOISE.matcher(NOT_WORDS.matcher(plain).replaceAll(" ")).replaceAll(" ");
        return NOT_WORDS.matcher(plain).replaceAll(" ").strip();
    }
}
