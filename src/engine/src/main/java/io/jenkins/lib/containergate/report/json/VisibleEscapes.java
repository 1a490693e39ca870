package io.jenkins.lib.containergate.report.json;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import io.jenkins.lib.containergate.report.SafeText;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Escapes beyond those JSON demands, so that a report shown by {@code cat} or in a browser shows what it holds:
 * controls, bidirectional overrides, invisible characters.
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

    /** @param unit a UTF-16 unit; halves of a surrogate pair belong to a character and stay as they are */
    @Override
    public @Nullable SerializableString getEscapeSequence(int unit) {
        boolean escaped = !Character.isSurrogate((char) unit) && SafeText.isTreacherous(unit);
        return escaped ? new SerializedString(String.format(Locale.ROOT, "\\u%04x", unit)) : null;
    }
}
