package io.jenkins.lib.containergate.ecosystem.version;

/** Runs of ASCII digits as numbers without a size limit. */
final class Digits {
    private Digits() {}

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** Not empty, and nothing but digits. */
    static boolean areAll(String text) {
        return !text.isEmpty() && end(text, 0) == text.length();
    }

    /** Index of the first character at or after {@code from} that is no digit. */
    static int end(String text, int from) {
        int i = from;
        while (i < text.length() && isDigit(text.charAt(i))) {
            i++;
        }
        return i;
    }

    /** Numeric order; the empty run counts as 0. */
    static int compare(String a, String b) {
        String x = withoutLeadingZeros(a);
        String y = withoutLeadingZeros(b);
        int byLength = Integer.compare(x.length(), y.length());
        return byLength != 0 ? byLength : Integer.signum(x.compareTo(y));
    }

    static boolean isZero(String digits) {
        return withoutLeadingZeros(digits).isEmpty();
    }

    private static String withoutLeadingZeros(String digits) {
        int i = 0;
        while (i < digits.length() && digits.charAt(i) == '0') {
            i++;
        }
        return digits.substring(i);
    }
}
