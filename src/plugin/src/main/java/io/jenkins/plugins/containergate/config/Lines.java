package io.jenkins.plugins.containergate.config;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A list of texts from a form, which sends a text area as one text, or from YAML, which sends a list. */
public final class Lines {
    private Lines() {}

    /** Each line one entry, without blank ones; an {@code ArrayList}, which XStream writes in plain words. */
    public static List<String> of(List<String> texts) {
        return texts.stream()
                .flatMap(String::lines)
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .collect(Collectors.toCollection(ArrayList::new));
    }
}
