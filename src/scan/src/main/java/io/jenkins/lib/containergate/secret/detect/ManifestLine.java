package io.jenkins.lib.containergate.secret.detect;

import io.jenkins.lib.containergate.secret.text.Characters;
import java.util.Optional;

/**
 * {@code  name: value} in a block of a manifest, either in quotes or not.
 *
 * @param start of the value in the document
 */
record ManifestLine(String name, String value, int start) {
    int end() {
        return start + value.length();
    }

    static Optional<ManifestLine> of(String document, int start, int end) {
        int name = quote(document, skipBlanks(document, start, end), end);
        int nameEnd = name;
        while (nameEnd < end && nameByte(document.charAt(nameEnd))) {
            nameEnd++;
        }
        int colon = quote(document, nameEnd, end);
        if (nameEnd == name || colon >= end || document.charAt(colon) != ':') {
            return Optional.empty();
        }
        int blanks = skipBlanks(document, colon + 1, end);
        int value = quote(document, blanks, end);
        int valueEnd = value;
        while (valueEnd < end && valueByte(document.charAt(valueEnd))) {
            valueEnd++;
        }
        return blanks == colon + 1 || valueEnd == value
                ? Optional.empty()
                : Optional.of(new ManifestLine(
                        document.substring(name, nameEnd), document.substring(value, valueEnd), value));
    }

    private static int skipBlanks(String document, int from, int end) {
        int at = from;
        while (at < end && Characters.blank(document.charAt(at))) {
            at++;
        }
        return at;
    }

    private static int quote(String document, int at, int end) {
        return at < end && (document.charAt(at) == '"' || document.charAt(at) == '\'') ? at + 1 : at;
    }

    private static boolean nameByte(char c) {
        return Characters.word(c) || c == '.' || c == '-';
    }

    private static boolean valueByte(char c) {
        return c > ' ' && c != '"' && c != '\'' && c != '#';
    }

    /** May hold a secret. */
    @Override
    public String toString() {
        return "ManifestLine[" + name + "]";
    }
}
