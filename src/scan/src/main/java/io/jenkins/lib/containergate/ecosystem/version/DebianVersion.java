package io.jenkins.lib.containergate.ecosystem.version;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * {@code [epoch:]upstream[-revision]}.
 *
 * @see <a href="https://www.debian.org/doc/debian-policy/ch-controlfields.html#version">Debian Policy 5.6.12</a>
 */
record DebianVersion(String epoch, String upstream, String revision) implements Version {
    private static final Pattern EPOCH = Pattern.compile("[0-9]{1,10}");
    private static final Pattern UPSTREAM = Pattern.compile("[A-Za-z0-9.+~:-]++");
    private static final Pattern REVISION = Pattern.compile("[A-Za-z0-9.+~]++");

    static Optional<DebianVersion> parse(String text) {
        int colon = text.indexOf(':');
        int dash = text.lastIndexOf('-');
        String epoch = colon < 0 ? "0" : text.substring(0, colon);
        String upstream = text.substring(colon + 1, dash > colon ? dash : text.length());
        String revision = dash > colon ? text.substring(dash + 1) : "0";
        boolean valid = EPOCH.matcher(epoch).matches()
                && UPSTREAM.matcher(upstream).matches()
                && REVISION.matcher(revision).matches();
        return valid ? Optional.of(new DebianVersion(epoch, upstream, revision)) : Optional.empty();
    }

    @Override
    public int compareTo(Version version) {
        DebianVersion other = (DebianVersion) version;
        int byEpoch = Digits.compare(epoch, other.epoch);
        if (byEpoch != 0) {
            return byEpoch;
        }
        int byUpstream = compareParts(upstream, other.upstream);
        return byUpstream != 0 ? byUpstream : compareParts(revision, other.revision);
    }

    /** Alternating runs of non-digits, by {@link #weight}, and digits, as numbers; the end sorts after {@code ~} only. */
    private static int compareParts(String a, String b) {
        int i = 0;
        int j = 0;
        while (i < a.length() || j < b.length()) {
            while (isNonDigit(a, i) || isNonDigit(b, j)) {
                int difference = Integer.compare(weight(a, i), weight(b, j));
                if (difference != 0) {
                    return difference;
                }
                i++;
                j++;
            }
            int endA = Digits.end(a, Math.min(i, a.length()));
            int endB = Digits.end(b, Math.min(j, b.length()));
            int difference = Digits.compare(a.substring(i, endA), b.substring(j, endB));
            if (difference != 0) {
                return difference;
            }
            i = endA;
            j = endB;
        }
        return 0;
    }

    private static boolean isNonDigit(String text, int i) {
        return i < text.length() && !Digits.isDigit(text.charAt(i));
    }

    private static int weight(String text, int i) {
        if (!isNonDigit(text, i)) {
            return 0;
        }
        char c = text.charAt(i);
        if (c == '~') {
            return -1;
        }
        boolean letter = c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
        return letter ? c : c + 256;
    }
}
