package hudson.console;

import io.jenkins.lib.containergate.stubs.Signature;

public class ModelHyperlinkNote extends HyperlinkNote {
    ModelHyperlinkNote() {}

    public static String encodeTo(String url, String text) {
        throw Signature.only();
    }
}
