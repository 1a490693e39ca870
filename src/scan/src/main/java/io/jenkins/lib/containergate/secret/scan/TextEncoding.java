package io.jenkins.lib.containergate.secret.scan;

import java.io.InputStream;

/** How a text holds bytes that are none. */
enum TextEncoding {
    BASE_64("(base 64)") {
        @Override
        InputStream decoded(InputStream text) {
            return new Base64Text(text);
        }
    },
    UUENCODE("(uuencode)") {
        @Override
        InputStream decoded(InputStream text) {
            return new UuencodedText(text);
        }
    };

    private final String entry;

    TextEncoding(String entry) {
        this.entry = entry;
    }

    /** What is encoded at the beginning of a text, as far as it goes. */
    abstract InputStream decoded(InputStream text);

    /** Instead of the name that it has not. */
    String entry() {
        return entry;
    }
}
