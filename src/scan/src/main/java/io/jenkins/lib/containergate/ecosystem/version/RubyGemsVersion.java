package io.jenkins.lib.containergate.ecosystem.version;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A gem version: runs of digits and letters, letters before numbers, trailing zeros insignificant.
 *
 * @see <a href="https://docs.ruby-lang.org/en/master/Gem/Version.html">Gem::Version</a>
 */
record RubyGemsVersion(List<String> segments) implements Version {
    private static final Pattern SHAPE =
            Pattern.compile("[0-9][0-9A-Za-z]*+(?:\\.[0-9A-Za-z]++)*+(?:-[0-9A-Za-z-]++(?:\\.[0-9A-Za-z-]++)*+)?");
    private static final Pattern SEGMENT = Pattern.compile("[0-9]++|[A-Za-z]++");

    /** The platform a gem with native code was built for follows its version in file names: no pre-release. */
    private static final Pattern PLATFORM = Pattern.compile("-(?:java|jruby|mswin[0-9]*+|(?:x86_64|x86|x64|i[3-6]86"
            + "|amd64|aarch64|arm64|armv[5-8][a-z]?|arm|ppc64le|powerpc|s390x|riscv64|universal|sparc64|sparc)"
            + "-[0-9A-Za-z_.-]++)$");

    static Optional<RubyGemsVersion> parse(String written) {
        String text = PLATFORM.matcher(written).replaceFirst("");
        if (!SHAPE.matcher(text).matches()) {
            return Optional.empty();
        }
        List<String> numbers = new ArrayList<>();
        List<String> rest = new ArrayList<>();
        Matcher segment = SEGMENT.matcher(text.replace("-", ".pre."));
        while (segment.find()) {
            boolean leading = rest.isEmpty() && Digits.areAll(segment.group());
            (leading ? numbers : rest).add(segment.group());
        }
        dropTrailingZeros(numbers);
        dropTrailingZeros(rest);
        numbers.addAll(rest);
        return Optional.of(new RubyGemsVersion(List.copyOf(numbers)));
    }

    private static void dropTrailingZeros(List<String> segments) {
        while (!segments.isEmpty()) {
            String last = segments.get(segments.size() - 1);
            if (!Digits.areAll(last) || !Digits.isZero(last)) {
                return;
            }
            segments.remove(segments.size() - 1);
        }
    }

    @Override
    public int compareTo(Version version) {
        RubyGemsVersion other = (RubyGemsVersion) version;
        for (int i = 0; i < Math.max(segments.size(), other.segments.size()); i++) {
            String a = segment(i);
            String b = other.segment(i);
            boolean number = Digits.areAll(a);
            int difference;
            if (number != Digits.areAll(b)) {
                difference = number ? 1 : -1;
            } else {
                difference = number ? Digits.compare(a, b) : Integer.signum(a.compareTo(b));
            }
            if (difference != 0) {
                return difference;
            }
        }
        return 0;
    }

    private String segment(int i) {
        return i < segments.size() ? segments.get(i) : "0";
    }
}
