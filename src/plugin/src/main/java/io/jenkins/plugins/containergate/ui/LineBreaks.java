package io.jenkins.plugins.containergate.ui;

import java.util.List;

/** Where a path, or the name of a setting, can go on in the next line of a narrow column: after a separator. */
final class LineBreaks {
    private static final String AFTER_SEPARATOR = "(?<=[./=:])";

    private LineBreaks() {}

    /** The parts of the text between which the page puts {@code <wbr>}; together they are the text. */
    static List<String> in(String text) {
        return List.of(text.split(AFTER_SEPARATOR));
    }
}
