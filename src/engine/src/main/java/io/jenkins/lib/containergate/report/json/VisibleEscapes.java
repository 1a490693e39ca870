package io.jenkins.lib.containergate.report.json;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import io.jenkins.lib.containergate.text.SafeText;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Escapes beyond those JSON demands, so that a report shown by {@code cat} or in a browser shows what it holds:
 * controls, bidirectional overrides, invisible characters, and all characters beyond the basic plane.
 */
final class VisibleEscapes extends CharacterEscapes {
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
