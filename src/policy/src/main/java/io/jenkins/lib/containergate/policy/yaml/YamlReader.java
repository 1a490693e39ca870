package io.jenkins.lib.containergate.policy.yaml;

import io.jenkins.lib.containergate.yaml.YamlEvents;
import java.util.Iterator;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads one YAML 1.2 document from hostile text: bounded in characters, depth, nodes and aliases, without tags and
 * without duplicate keys.
 *
 * <p>Built on the parser's events, not on its object constructor: nothing is instantiated from the text, and the
 * bounds hold while reading.
 */
public final class YamlReader {
    /** Characters of one policy file. */
    public static final int MAX_CHARACTERS = 1 << 20;

    private static final String UNDEFINED_HANDLE = "found undefined tag handle";

    private YamlReader() {}

    /** The document's root; empty when a problem was reported. */
    public static Optional<YamlValue> read(String file, String text, Problems problems) {
        if (text.length() > MAX_CHARACTERS) {
            problems.report(1, "longer than " + MAX_CHARACTERS + " characters");
            return Optional.empty();
        }
        LoadSettings settings = YamlEvents.settings(file, text, MAX_CHARACTERS);
        try {
            Iterator<Event> events = YamlEvents.of(settings, text).iterator();
            return Optional.of(new YamlTree(settings, events).document());
        } catch (YamlTree.Malformed e) {
            problems.report(e.line(), e.getMessage());
        } catch (MarkedYamlEngineException e) {
            problems.report(e.getProblemMark().map(Mark::getLine).orElse(0) + 1, "not YAML: " + problem(e));
        } catch (YamlEngineException e) {
            problems.report(1, "not YAML");
        }
        return Optional.empty();
    }

    /** The parser's messages quote single characters only, with one exception. */
    private static String problem(MarkedYamlEngineException e) {
        String problem = String.valueOf(e.getProblem());
        return problem.startsWith(UNDEFINED_HANDLE) ? UNDEFINED_HANDLE : problem;
    }
}
