package io.jenkins.plugins.containergate.ui;

import io.jenkins.lib.containergate.text.SafeText;
import io.jenkins.plugins.containergate.JenkinsWords;

/** Text of bounded length: what an image is called must not make {@code build.xml} grow. */
final class ShortText {
    private static final int MAX_LENGTH = 300;

    private ShortText() {}

    static String of(String text) {
        return SafeText.bounded(JenkinsWords.of(text), MAX_LENGTH);
    }
}
