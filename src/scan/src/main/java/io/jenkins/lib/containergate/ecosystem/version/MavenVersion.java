package io.jenkins.lib.containergate.ecosystem.version;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Maven version as a list of tokens in the order "qualifier before the end before {@code sp} and unknown qualifiers
 * before a number after a hyphen before a number after a dot".
 *
 * <p>Maven's own {@code ComparableVersion} is not transitive for odd mixtures of qualifiers (three versions can each be
 * older than the next in a circle). This order is total, and the same for the versions that are in use.
 *
 * @see <a href="https://maven.apache.org/pom.html#version-order-specification">Version order specification</a>
 */
record MavenVersion(List<Token> tokens) implements Version {
    private static final Pattern SHAPE = Pattern.compile("[0-9A-Za-z!#%&'+.@^_~-]++");
    private static final Pattern PART = Pattern.compile("([.-]?)([0-9]++|[^0-9.-]++|(?=[.-])|$)");
    private static final List<String> BEFORE_RELEASE = List.of("alpha", "beta", "milestone", "rc", "snapshot");
    private static final Set<String> PLATFORMS = Set.of("jre", "android", "jdk", "java");
    private static final Set<String> VENDORS = Set.of("redhat", "jbossorg", "fuse", "cdh", "amzn", "emr");
    private static final Pattern BY_VENDOR = Pattern.compile(
            "(?i)(.*?)[.-](?:" + String.join("|", new TreeSet<>(VENDORS)) + ")(?:[^a-z].*)?", Pattern.DOTALL);

    private static final Token END = new Token(Kind.END, "");

    private enum Kind {
        PRE_RELEASE,
        END,
        SERVICE_PACK,
        DOT_QUALIFIER,
        HYPHEN_QUALIFIER,
        HYPHEN_NUMBER,
        DOT_NUMBER
    }

    private record Token(Kind kind, String value) {
        int order(Token other) {
            int byKind = kind.compareTo(other.kind);
            if (byKind != 0) {
                return byKind;
            }
            return switch (kind) {
                case PRE_RELEASE -> Integer.compare(BEFORE_RELEASE.indexOf(value), BEFORE_RELEASE.indexOf(other.value));
                case HYPHEN_NUMBER, DOT_NUMBER -> Digits.compare(value, other.value);
                default -> Integer.signum(value.compareTo(other.value));
            };
        }

        /** It names the platform or the vendor that a release was built for, and no later release. */
        boolean isBuild() {
            return (kind == Kind.DOT_QUALIFIER || kind == Kind.HYPHEN_QUALIFIER)
                    && (PLATFORMS.contains(value) || VENDORS.contains(value));
        }

        boolean isNull() {
            return kind == Kind.END || kind.compareTo(Kind.HYPHEN_NUMBER) >= 0 && Digits.isZero(value);
        }
    }

    /** The version that a vendor's build is of; any other as it is. */
    static String withoutVendor(String version) {
        Matcher build = BY_VENDOR.matcher(version);
        return build.matches() && !build.group(1).isEmpty() ? build.group(1) : version;
    }

    static Optional<MavenVersion> parse(String text) {
        if (!SHAPE.matcher(text).matches()) {
            return Optional.empty();
        }
        String version = text.toLowerCase(Locale.ROOT);
        List<Token> tokens = new ArrayList<>();
        Matcher part = PART.matcher(version);
        while (part.lookingAt() && part.end() > part.start()) {
            boolean beforeDigit = part.end() < version.length() && Digits.isDigit(version.charAt(part.end()));
            boolean dot = part.start() == 0 || part.group(1).equals(".");
            Token token = token(part.group(2), dot, beforeDigit);
            if (!dot || token.kind().compareTo(Kind.HYPHEN_NUMBER) < 0) {
                dropTrailingNulls(tokens);
            }
            tokens.add(token);
            part.region(part.end(), version.length());
        }
        dropTrailingNulls(tokens);
        return Optional.of(new MavenVersion(List.copyOf(tokens)));
    }

    private static Token token(String value, boolean dot, boolean beforeDigit) {
        if (value.isEmpty() || Digits.areAll(value)) {
            return new Token(dot ? Kind.DOT_NUMBER : Kind.HYPHEN_NUMBER, value);
        }
        String qualifier =
                switch (value) {
                    case "a" -> beforeDigit ? "alpha" : value;
                    case "b" -> beforeDigit ? "beta" : value;
                    case "m" -> beforeDigit ? "milestone" : value;
                    case "cr" -> "rc";
                    default -> value;
                };
        return switch (qualifier) {
            case "ga", "final", "release" -> END;
            case "sp" -> new Token(Kind.SERVICE_PACK, "");
            case "alpha", "beta", "milestone", "rc", "snapshot" -> new Token(Kind.PRE_RELEASE, qualifier);
            default -> new Token(dot ? Kind.DOT_QUALIFIER : Kind.HYPHEN_QUALIFIER, qualifier);
        };
    }

    private static void dropTrailingNulls(List<Token> tokens) {
        while (!tokens.isEmpty() && tokens.get(tokens.size() - 1).isNull()) {
            tokens.remove(tokens.size() - 1);
        }
    }

    @Override
    public int compareTo(Version version) {
        MavenVersion other = (MavenVersion) version;
        for (int i = 0; i < Math.max(tokens.size(), other.tokens.size()); i++) {
            int difference = token(i).order(other.token(i));
            if (difference != 0) {
                return difference;
            }
        }
        return 0;
    }

    /** {@code 2.14.1.redhat-00002} is a build of {@code 2.14.1}, and {@code 31.1-jre} one of {@code 31.1}. */
    @Override
    public int compareToNamed(Version named) {
        List<Token> others = ((MavenVersion) named).tokens;
        int build = build();
        boolean ofNamed = build >= 0
                && build >= others.size()
                && new MavenVersion(tokens.subList(0, build)).compareTo(named) == 0;
        return ofNamed ? 0 : compareTo(named);
    }

    @Override
    public boolean isBuild() {
        return build() >= 0;
    }

    private int build() {
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i).isBuild()) {
                return i;
            }
        }
        return -1;
    }

    private Token token(int i) {
        return i < tokens.size() ? tokens.get(i) : END;
    }
}
