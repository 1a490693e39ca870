package io.jenkins.lib.containergate.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

class YamlEventsTest {
    private static final int LENGTH = 1 << 20;
    private static final int MOST_BYTES_A_CHARACTER = 64;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%s",
                "k: %s",
                "? %s",
                "\"%s\"",
                "'%s'",
                "k: |\n  %s\n",
                "k: >\n  %s\n",
                "# %s",
                "&a%s k",
                "!a%s k",
                "[%s]"
            })
    void oneLongWordTakesMemoryInProportionToItsLength(String around) {
        String text = around.formatted("a".repeat(LENGTH));
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();

        long before = thread.getCurrentThreadAllocatedBytes();
        parse(text);
        long allocated = thread.getCurrentThreadAllocatedBytes() - before;

        assertThat(allocated).isLessThan((long) MOST_BYTES_A_CHARACTER * LENGTH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "\ud83d\ude00", "\u00e9\u20ac\ud83d\ude00"})
    void aTextIsReadToItsLastCharacter(String text) {
        assertThat(parse(text)).isEqualTo(text.isEmpty() ? List.of() : List.of(text));
        assertThat(parse("- \"" + text + "\"")).containsExactly(text);
    }

    @Test
    void halfACharacterAtTheEndIsRefused() {
        assertThatThrownBy(() -> parse("a\ud83d")).isInstanceOf(YamlEngineException.class);
    }

    @Test
    void aDocumentOfMoreCodePointsThanAllowedIsRefused() {
        String text = "a b c";
        LoadSettings settings = YamlEvents.settings("document", text, 3);

        assertThatThrownBy(() -> YamlEvents.of(settings, text).forEach(event -> {}))
                .isInstanceOf(YamlEngineException.class);
    }

    private static List<String> parse(String text) {
        List<String> scalars = new ArrayList<>();
        for (Event event : YamlEvents.of(YamlEvents.settings("document", text, 2 * LENGTH), text)) {
            if (event instanceof ScalarEvent scalar) {
                scalars.add(scalar.getValue());
            }
        }
        return scalars;
    }
}
