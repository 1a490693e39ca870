package io.jenkins.lib.containergate.policy.license;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * An SPDX licence expression (SPDX 2.3, annex D). What package managers wrote before they knew SPDX is read as far as its meaning is
 * plain; a part that means nothing is an unknown licence of the expression, and never left out of it.
 */
public sealed interface LicenseExpression {
    /** All of them apply. */
    record AllOf(List<LicenseExpression> parts) implements LicenseExpression {
        public AllOf {
            parts = List.copyOf(parts);
        }
    }

    /** Whoever takes the package chooses one of them. */
    record AnyOf(List<LicenseExpression> parts) implements LicenseExpression {
        public AnyOf {
            parts = List.copyOf(parts);
        }
    }

    record One(License license) implements LicenseExpression {}

    /** Of a text of any content and length. */
    static LicenseExpression parse(String text) {
        return Parser.parse(text);
    }

    /** What several declarations of one package amount to: each of them applies. */
    static LicenseExpression parse(List<String> declared) {
        List<LicenseExpression> parts =
                declared.stream().map(LicenseExpression::parse).toList();
        return parts.size() == 1 ? parts.get(0) : new AllOf(parts);
    }

    /** Reads one text; a fault of its grammar makes the whole of it unknown. */
    final class Parser {
        private static final String ONLY = "-only";
        private static final int LONGEST = 10_000;
        private static final int DEEPEST = 32;
        /** What follows an "or" and names no other licence. */
        private static final Pattern LATER = Pattern.compile(
                "(?:at your option,? )?(?:any )?(?:later|newer|higher)(?: versions?)?", Pattern.CASE_INSENSITIVE);

        private static final Pattern TOKENS = Pattern.compile("[()]|[^\\s()]+");

        private final List<String> tokens;
        private int next;

        private Parser(List<String> tokens) {
            this.tokens = tokens;
        }

        static LicenseExpression parse(String declared) {
            String text = declared.strip();
            if (text.length() > LONGEST) {
                return new One(License.unknown(text));
            }
            Optional<LicenseExpression> whole = named(text);
            if (whole.isPresent()) {
                return whole.get();
            }
            List<String> tokens =
                    TOKENS.matcher(text).results().map(MatchResult::group).toList();
            Parser parser = new Parser(tokens);
            Optional<LicenseExpression> parsed = parser.either(0).filter(any -> parser.next == tokens.size());
            return parsed.orElseGet(() -> new One(License.unknown(text)));
        }

        /** What has a meaning as a whole. */
        private static Optional<LicenseExpression> named(String text) {
            SpdxLicenses list = SpdxLicenses.get();
            return list.identified(text)
                    .or(() -> list.ofKind(text))
                    .<LicenseExpression>map(One::new)
                    .or(() -> list.meant(text).map(Parser::parse));
        }

        private Optional<LicenseExpression> either(int depth) {
            List<LicenseExpression> parts = new ArrayList<>();
            do {
                Optional<LicenseExpression> part = both(depth);
                if (part.isEmpty()) {
                    return Optional.empty();
                }
                parts.add(part.get());
            } while (take("or"));
            return Optional.of(parts.size() == 1 ? parts.get(0) : new AnyOf(parts));
        }

        private Optional<LicenseExpression> both(int depth) {
            List<LicenseExpression> parts = new ArrayList<>();
            do {
                Optional<LicenseExpression> part = primary(depth);
                if (part.isEmpty()) {
                    return Optional.empty();
                }
                parts.add(part.get());
            } while (take("and"));
            return Optional.of(parts.size() == 1 ? parts.get(0) : new AllOf(parts));
        }

        private Optional<LicenseExpression> primary(int depth) {
            if (take("(")) {
                Optional<LicenseExpression> inner = depth < DEEPEST ? either(depth + 1) : Optional.empty();
                return inner.filter(any -> take(")"));
            }
            String name = words();
            if (name.isEmpty()) {
                return Optional.empty();
            }
            if (later()) {
                name = orLater(name);
            }
            if (!take("with")) {
                String called = name;
                return Optional.of(named(called).orElseGet(() -> new One(License.unknown(called))));
            }
            String exception = words();
            return exception.isEmpty() ? Optional.empty() : Optional.of(with(name, exception));
        }

        /** Whether "or any later version" follows, which is then read. */
        private boolean later() {
            int before = next;
            if (take("or") && LATER.matcher(words()).matches()) {
                return true;
            }
            next = before;
            return false;
        }

        /** Where a licence has no such variant, later versions demand the same. */
        private static String orLater(String name) {
            Optional<License> license = named(name)
                    .filter(One.class::isInstance)
                    .map(one -> ((One) one).license())
                    .filter(one -> one.exception().isEmpty());
            return license.flatMap(License::id)
                    .filter(id -> id.endsWith(ONLY))
                    .map(id -> id.substring(0, id.length() - ONLY.length()) + "-or-later")
                    .filter(SpdxLicenses.get()::lists)
                    .orElse(name);
        }

        /** What is called an exception and is none of the list can as well be a further condition. */
        private static LicenseExpression with(String name, String exception) {
            String all = name + " with " + exception;
            SpdxLicenses list = SpdxLicenses.get();
            Optional<String> listed = list.exception(exception);
            if (named(name).orElse(null) instanceof One one
                    && one.license().id().isPresent()
                    && !one.license().custom()
                    && one.license().exception().isEmpty()
                    && listed.isPresent()) {
                License base = one.license();
                return new One(new License(all, base.id(), listed, list.under(base.reach(), listed.get())));
            }
            return named(all).orElseGet(() -> new One(License.unknown(all)));
        }

        private String words() {
            StringBuilder words = new StringBuilder();
            while (next < tokens.size() && !operator(tokens.get(next))) {
                words.append(words.isEmpty() ? "" : " ").append(tokens.get(next++));
            }
            return words.toString();
        }

        private static boolean operator(String token) {
            return switch (token.toLowerCase(Locale.ROOT)) {
                case "and", "or", "with", "(", ")" -> true;
                default -> false;
            };
        }

        private boolean take(String token) {
            boolean there = next < tokens.size()
                    && tokens.get(next).toLowerCase(Locale.ROOT).equals(token);
            next += there ? 1 : 0;
            return there;
        }
    }
}
