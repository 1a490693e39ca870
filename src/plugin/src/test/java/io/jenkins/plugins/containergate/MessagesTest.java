package io.jenkins.plugins.containergate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;

class MessagesTest {
    /** Every message goes through {@code MessageFormat}, for which one apostrophe begins a quotation. */
    @Test
    void anApostropheIsWrittenTwiceAndSoShown() {
        ResourceBundle messages = ResourceBundle.getBundle("io.jenkins.plugins.containergate.Messages");
        assertThat(messages.keySet())
                .isNotEmpty()
                .allSatisfy(key -> assertThat(messages.getString(key).replace("''", ""))
                        .as(key)
                        .doesNotContain("'"));
    }
}
