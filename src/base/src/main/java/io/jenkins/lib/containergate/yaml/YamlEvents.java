package io.jenkins.lib.containergate.yaml;

import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;

/** How the parser takes a text, so that no text takes more than its length makes it take. */
public final class YamlEvents {
    private YamlEvents() {}

    /**
     * The parser reads a text in pieces and copies what it has of a scalar for each further piece: of a long scalar in
     * small pieces, the square of its length. So the whole text is one piece.
     *
     * @param label that the parser's problems name
     * @param mostCodePoints of one document
     */
    public static LoadSettings settings(String label, String text, int mostCodePoints) {
        return LoadSettings.builder()
                .setLabel(label)
                .setCodePointLimit(mostCodePoints)
                .setBufferSize(text.length() + 2)
                .build();
    }

    /** @param settings those of this text */
    public static Iterable<Event> of(LoadSettings settings, String text) {
        return new Parse(settings).parseString(text);
    }
}
