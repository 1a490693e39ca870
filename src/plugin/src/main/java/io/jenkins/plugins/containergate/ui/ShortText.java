package io.jenkins.plugins.containergate.ui;

import io.jenkins.lib.containergate.text.SafeText;
import io.jenkins.plugins.containergate.JenkinsWords;

/** Text of bounded length: what an image is called must not make {@code build.xml} grow. */
final class ShortText {
    private static final int MAX_LENGTH = 300;

    private ShortText() {}

    /** A text of the engine. */
    static String of(String text) {
        return SafeText.bounded(JenkinsWords.of(text), MAX_LENGTH);
    }

    /** A name, which is none of the engine's words. */
    static String ofName(String name) {
        return SafeText.bounded(name, MAX_LENGTH);
    }
}
