package io.jenkins.lib.containergate.report.sarif;

import com.fasterxml.jackson.core.JsonGenerator;
import io.jenkins.lib.containergate.text.SafeText;
import java.io.IOException;

/**
 * Plain text messages. Viewers turn {@code [text](target)} in them into links, so data cannot be allowed to hold one.
 *
 * @see <a href="https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html">SARIF 2.1.0, section 3.11.6</a>
 */
final class SarifText {
    private static final int MAX_TEXT = 2_000;

    private SarifText() {}

    static String of(String data) {
        return SafeText.visible(data, MAX_TEXT);
    }

    static void message(String field, String data, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart(field);
        json.writeStringField("text", of(data).replace("](", "] ("));
        json.writeEndObject();
    }
}
