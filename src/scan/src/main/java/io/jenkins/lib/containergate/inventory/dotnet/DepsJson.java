package io.jenkins.lib.containergate.inventory.dotnet;

import com.fasterxml.jackson.core.JsonParser;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.inventory.MalformedContentException;
import io.jenkins.lib.containergate.inventory.json.JsonReading;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A {@code deps.json}.
 *
 * @param runtimeTarget the target the program runs for: {@code .NETCoreApp,Version=v8.0/linux-x64}
 * @param files of each target the libraries that bring files the program needs, with the names of these files, without directories
 * @param types of each library, as {@code NAME/VERSION}: {@code package}, {@code project}, {@code runtimepack}, ..., in lower case,
 *     as the host compares them
 */
record DepsJson(String runtimeTarget, Map<String, Map<String, Set<String>>> files, Map<String, String> types) {
    private static final Set<String> FILES = Set.of("runtime", "native", "runtimeTargets", "resources");

    static DepsJson parse(InputStream json) throws IOException, MalformedContentException, LimitExceededException {
        String[] runtimeTarget = {""};
        Map<String, Map<String, Set<String>>> files = new HashMap<>();
        Map<String, String> types = new TreeMap<>();
        JsonReading.document(
                json,
                root -> JsonReading.members(root, (section, value) -> {
                    switch (section) {
                        case "runtimeTarget" -> runtimeTarget[0] = name(value);
                        case "targets" ->
                            JsonReading.members(value, (target, libraries) -> files.put(target, withFiles(libraries)));
                        case "libraries" ->
                            JsonReading.members(value, (library, details) -> types.put(library, type(details)));
                        default -> {
                            // how to compile and to start it
                        }
                    }
                }));
        return new DepsJson(runtimeTarget[0], files, types);
    }

    /** Of a target that is not there nothing is known, so every library counts. */
    boolean hasFiles(String library) {
        return Optional.ofNullable(files.get(runtimeTarget))
                .map(libraries -> libraries.containsKey(library))
                .orElse(true);
    }

    /**
     * Names of the files that libraries of some types bring, whatever the target.
     *
     * @param counted types of libraries
     */
    Set<String> filesOf(Set<String> counted) {
        Set<String> names = new HashSet<>();
        for (Map<String, Set<String>> libraries : files.values()) {
            libraries.forEach((library, brought) -> {
                if (counted.contains(types.getOrDefault(library, ""))) {
                    names.addAll(brought);
                }
            });
        }
        return names;
    }

    /** An object with a name since .NET Core 2, the name itself before. */
    private static String name(JsonParser value) throws IOException, MalformedContentException, LimitExceededException {
        String[] name = {""};
        if (value.isExpectedStartObjectToken()) {
            JsonReading.members(value, (member, text) -> {
                if (member.equals("name")) {
                    name[0] = JsonReading.text(text);
                }
            });
        } else {
            name[0] = JsonReading.text(value);
        }
        return name[0];
    }

    private static Map<String, Set<String>> withFiles(JsonParser libraries)
            throws IOException, MalformedContentException, LimitExceededException {
        Map<String, Set<String>> found = new HashMap<>();
        JsonReading.members(
                libraries,
                (library, details) -> JsonReading.members(details, (kind, listed) -> {
                    if (FILES.contains(kind)) {
                        Set<String> names = found.computeIfAbsent(library, unused -> new HashSet<>());
                        JsonReading.members(
                                listed, (file, unused) -> names.add(file.substring(file.lastIndexOf('/') + 1)));
                    }
                }));
        return found;
    }

    private static String type(JsonParser details)
            throws IOException, MalformedContentException, LimitExceededException {
        String[] type = {""};
        JsonReading.members(details, (member, value) -> {
            if (member.equals("type")) {
                type[0] = JsonReading.text(value).toLowerCase(Locale.ROOT);
            }
        });
        return type[0];
    }
}
