package io.jenkins.plugins.containergate.ui;

/** Text of bounded length: what an image is called must not make {@code build.xml} grow. */
final class ShortText {
    private static final int MAX_LENGTH = 300;

    private ShortText() {}

    static String of(String text) {
        if (text.length() <= MAX_LENGTH) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(MAX_LENGTH - 2)) ? MAX_LENGTH - 2 : MAX_LENGTH - 1;
        return text.substring(0, end) + "\u2026";
    }
}
