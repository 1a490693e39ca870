package io.jenkins.lib.containergate.ecs.account.iam;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What comes of single actions of IAM, from the resource {@code actions.txt}, which has the sources. */
public final class Escalations {
    private static final String RESOURCE = "actions.txt";
    private static final String HARMLESS = "harmless:";
    private static final Escalations KNOWN = load();

    /** What comes of an action. */
    public enum Kind {
        IDENTITY("that changes what identities may do, or who may act as them"),
        ROLE("that is any role"),
        ACCESS("that gives access, or lifts what limits it"),
        CODE("that runs code with the rights of something else"),
        POLICY("that opens resources to others"),
        TRACES("that switches off what watches and filters"),
        CONTENT("that reaches the content of all there is"),
        LOSS("that destroys data, or takes a copy of it away");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        /** One clause, to follow what is allowed. */
        public String text() {
            return text;
        }
    }

    private final Map<String, Kind> kinds;
    private final SortedMap<String, String> harmless;

    private Escalations(Map<String, Kind> kinds, SortedMap<String, String> harmless) {
        this.kinds = Map.copyOf(kinds);
        this.harmless = Collections.unmodifiableSortedMap(new TreeMap<>(harmless));
    }

    public static Escalations known() {
        return KNOWN;
    }

    private static Escalations load() {
        try (InputStream in = Escalations.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the resource " + RESOURCE + " is missing");
            }
            return read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Escalations read(String text) {
        Map<String, Kind> kinds = new HashMap<>();
        SortedMap<String, String> harmless = new TreeMap<>();
        String section = "";
        for (String line : text.lines()
                .filter(each -> !each.isBlank() && !each.startsWith("#"))
                .toList()) {
            if (line.startsWith("[")) {
                section = line.substring(1, line.indexOf(']'));
                continue;
            }
            String[] words = line.split(" ");
            for (int i = 1; i < words.length; i++) {
                String action = (words[0] + words[i]).toLowerCase(Locale.ROOT);
                if (kinds.containsKey(action) || harmless.containsKey(action)) {
                    throw new IllegalStateException(action + " is twice in " + RESOURCE);
                }
                if (section.startsWith(HARMLESS)) {
                    harmless.put(action, section.substring(HARMLESS.length()).strip());
                } else {
                    kinds.put(action, Kind.valueOf(section.toUpperCase(Locale.ROOT)));
                }
            }
        }
        return new Escalations(kinds, harmless);
    }

    /** By action in lower case: why nothing comes of it. */
    public SortedMap<String, String> harmless() {
        return harmless;
    }

    /** By action in lower case. */
    public SortedMap<String, Kind> escalating() {
        return new TreeMap<>(kinds);
    }

    /** The kinds of all actions that the pattern matches. */
    Set<Kind> of(String pattern) {
        if (!Wildcards.any(pattern)) {
            Kind kind = kinds.get(pattern);
            return kind == null ? Set.of() : Set.of(kind);
        }
        Set<Kind> found = EnumSet.noneOf(Kind.class);
        String known = pattern.substring(0, pattern.indexOf(':') + 1);
        kinds.forEach((action, kind) -> {
            if (!found.contains(kind) && action.startsWith(known) && Wildcards.covers(pattern, action)) {
                found.add(kind);
            }
        });
        return found;
    }
}
