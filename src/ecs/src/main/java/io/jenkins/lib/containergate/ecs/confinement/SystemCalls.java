package io.jenkins.lib.containergate.ecs.confinement;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Names of system calls by number, from the resource {@code system-calls.txt}, which has the sources. */
final class SystemCalls {
    private static final String RESOURCE = "system-calls.txt";
    private static final String NONE = "-";
    private static final SystemCalls KNOWN = load();

    private final Set<String> names = new HashSet<>();
    private final Map<String, String> amd64 = new HashMap<>();
    private final Map<String, String> arm64 = new HashMap<>();

    static SystemCalls known() {
        return KNOWN;
    }

    /**
     * @param arch as audit writes it, {@code c000003e}, or as {@code ausearch -i} does, {@code x86_64}
     * @param call number or name
     * @return empty for other architectures and calls
     */
    Optional<String> name(String arch, String call) {
        if (names.contains(call)) {
            return Optional.of(call);
        }
        return switch (arch) {
            case "c000003e", "x86_64" -> Optional.ofNullable(amd64.get(call));
            case "c00000b7", "aarch64" -> Optional.ofNullable(arm64.get(call));
            default -> Optional.empty();
        };
    }

    private static SystemCalls load() {
        try (InputStream in = SystemCalls.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the resource " + RESOURCE + " is missing");
            }
            SystemCalls known = new SystemCalls();
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(" "))
                    .forEach(words -> {
                        known.names.add(words[0]);
                        known.amd64.put(words[1], words[0]);
                        known.arm64.put(words[2], words[0]);
                    });
            known.amd64.remove(NONE);
            known.arm64.remove(NONE);
            return known;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
