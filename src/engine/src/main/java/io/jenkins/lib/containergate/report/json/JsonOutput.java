package io.jenkins.lib.containergate.report.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import io.jenkins.lib.containergate.text.SafeText;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The JSON syntax of all reports: UTF-8, two spaces, {@code \n}, keys in the order written, and every character that
 * would steer a terminal or an editor as an escape.
 */
public final class JsonOutput {
    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .characterEscapes(new VisibleEscapes())
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .disable(StreamWriteFeature.AUTO_CLOSE_CONTENT)
            .enable(StreamWriteFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private JsonOutput() {}

    /** Closing the generator does not close {@code out}. */
    public static JsonGenerator open(OutputStream out) throws IOException {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter(Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                .withObjectEmptySeparator("")
                .withArrayEmptySeparator("")
                .withRootSeparator(null));
        printer.indentObjectsWith(indenter);
        printer.indentArraysWith(indenter);
        return FACTORY.createGenerator(out).setPrettyPrinter(printer);
    }

    /** Ends the document with a line feed. */
    public static void finish(JsonGenerator json) throws IOException {
        json.writeRaw('\n');
        json.flush();
    }

    /**
     * Escapes beyond those JSON demands, so that a report shown by {@code cat} or in a browser shows what it holds:
     * controls, bidirectional overrides, invisible characters, and all characters beyond the basic plane.
     */
    static final class VisibleEscapes extends CharacterEscapes {
        private static final long serialVersionUID = 1L;
        private static final int DELETE = 0x7F;

        @Override
        public int[] getEscapeCodesForAscii() {
            int[] codes = CharacterEscapes.standardAsciiEscapesForJSON();
            codes[DELETE] = CharacterEscapes.ESCAPE_STANDARD;
            return codes;
        }

        /** @param unit a UTF-16 unit; which character a half of a surrogate pair belongs to is not known here */
        @Override
        public @Nullable SerializableString getEscapeSequence(int unit) {
            return SafeText.isTreacherous(unit)
                    ? new SerializedString("\\u" + HexFormat.of().toHexDigits((char) unit))
                    : null;
        }
    }
}
