package io.jenkins.lib.containergate.secret.scan;

import io.jenkins.lib.containergate.secret.text.Characters;
import io.jenkins.lib.containergate.secret.text.TextWindow;

/**
 * How a scan treats what it finds.
 *
 * @param inlineAllows whether a comment in the same line ({@code gitleaks:allow}, {@code container-gate:allow}) takes a
 *     value out; whoever can write the file can write the comment, so only a policy may say yes
 */
public record ScanOptions(Redaction redaction, boolean inlineAllows) {
    private static final int LINE = 2_000;

    boolean allowed(TextWindow text, int start, int end) {
        if (!inlineAllows) {
            return false;
        }
        String line = line(text, start, end);
        return line.contains("gitleaks:allow") || line.contains("container-gate:allow");
    }

    /** The line around a stretch, at most 2,000 bytes on either side. */
    String line(TextWindow text, int start, int end) {
        int from = start;
        while (from > start - LINE && !ends(text.at(from - 1))) {
            from--;
        }
        int to = end;
        while (to < end + LINE && !ends(text.at(to))) {
            to++;
        }
        return text.text(from, to);
    }

    private static boolean ends(int c) {
        return c == TextWindow.NOTHING || Characters.lineBreak(c);
    }
}
