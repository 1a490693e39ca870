package io.jenkins.lib.containergate.secret.catalogue;

import com.google.re2j.Pattern;
import io.jenkins.lib.containergate.secret.catalogue.PatternPart.Choice;
import io.jenkins.lib.containergate.secret.catalogue.PatternPart.Condition;
import io.jenkins.lib.containergate.secret.catalogue.PatternPart.Group;
import io.jenkins.lib.containergate.secret.catalogue.PatternPart.OneOf;
import io.jenkins.lib.containergate.secret.catalogue.PatternPart.Repeat;
import io.jenkins.lib.containergate.secret.catalogue.PatternPart.Sequence;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Reads the parts of patterns that RE2 has accepted. Which characters a class or an escape stands for is asked of RE2
 * itself, so it cannot be understood in another way.
 *
 * @see <a href="https://github.com/google/re2/wiki/Syntax">syntax of RE2</a>
 */
final class PatternReader {
    private static final int CHARACTERS = 256;
    /** Each character where its number says. */
    private static final String ALL =
            IntStream.range(0, CHARACTERS).mapToObj(Character::toString).collect(Collectors.joining());
    /** One with a leading zero is text to RE2. */
    private static final java.util.regex.Pattern COUNT =
            java.util.regex.Pattern.compile("\\{(0|[1-9][0-9]{0,3})(,(0|[1-9][0-9]{0,3})?)?\\}");

    private static final java.util.regex.Pattern GROUP =
            java.util.regex.Pattern.compile("\\((\\?(?:P?<[A-Za-z0-9_]+>|([ims]*(?:-[ims]+)?)([:)])))?");

    /** Classes of characters that were asked for, by flags and text. */
    private final Map<String, BitSet> known = new HashMap<>();

    /** Empty where it holds something that this does not know. */
    Optional<PatternPart> read(String pattern) {
        try {
            Reading reading = new Reading(pattern);
            PatternPart whole = reading.choice();
            return reading.at == pattern.length() ? Optional.of(whole) : Optional.empty();
        } catch (Unknown e) {
            return Optional.empty();
        }
    }

    /** Something that is not read. */
    private static final class Unknown extends Exception {
        private static final long serialVersionUID = 1;

        Unknown() {
            super("unknown", null, false, false);
        }
    }

    private BitSet characters(String flags, String text) {
        return known.computeIfAbsent(flags + text, unused -> {
            // runs of them are asked for, not each: that takes a fraction of the time
            com.google.re2j.Matcher runs =
                    Pattern.compile(flags + "(?:" + text + ")+").matcher(ALL);
            BitSet all = new BitSet(CHARACTERS);
            while (runs.find()) {
                all.set(runs.start(), runs.end());
            }
            return all;
        });
    }

    private final class Reading {
        private final String pattern;
        private int at;
        private boolean anyCase;
        private boolean lines;
        private boolean dotAll;

        Reading(String pattern) {
            this.pattern = pattern;
        }

        private boolean next(String chars) {
            return at < pattern.length() && chars.indexOf(pattern.charAt(at)) >= 0;
        }

        PatternPart choice() throws Unknown {
            List<PatternPart> parts = new ArrayList<>(List.of(sequence()));
            while (next("|")) {
                at++;
                parts.add(sequence());
            }
            return parts.size() == 1 ? parts.get(0) : new Choice(parts);
        }

        private PatternPart sequence() throws Unknown {
            List<PatternPart> parts = new ArrayList<>();
            while (at < pattern.length() && !next("|)")) {
                PatternPart part = repeated(element());
                if (part instanceof Sequence inner) {
                    parts.addAll(inner.parts());
                } else {
                    parts.add(part);
                }
            }
            return parts.size() == 1 ? parts.get(0) : new Sequence(parts);
        }

        private PatternPart repeated(PatternPart part) throws Unknown {
            int from = 0;
            int to = PatternPart.UNBOUNDED;
            Matcher count = COUNT.matcher(pattern).region(at, pattern.length());
            if (count.lookingAt()) {
                from = Integer.parseInt(count.group(1));
                if (count.group(2) == null) {
                    to = from;
                } else if (count.group(3) != null) {
                    to = Integer.parseInt(count.group(3));
                }
                at = count.end();
            } else if (next("*+?")) {
                char c = pattern.charAt(at++);
                from = c == '+' ? 1 : 0;
                to = c == '?' ? 1 : to;
            } else {
                return part;
            }
            boolean greedy = !next("?");
            at += greedy ? 0 : 1;
            if (next("*+?")
                    || COUNT.matcher(pattern).region(at, pattern.length()).lookingAt()
                    || part.least() == 0
                    || to > 1 && part.captures()) {
                // engines differ in what groups hold when they take part several times, or may be nothing
                throw new Unknown();
            }
            return new Repeat(part, from, to, greedy);
        }

        private PatternPart element() throws Unknown {
            char c = pattern.charAt(at);
            return switch (c) {
                case '(' -> group();
                case '[' -> {
                    int end = Math.min(pattern.length(), PatternSize.classEnd(pattern, at));
                    yield asked(end);
                }
                case '\\' -> escape();
                case '.' -> {
                    at++;
                    yield new OneOf(characters(dotAll ? "(?s)" : "", "."));
                }
                case '^' -> condition(lines ? Condition.LINE_BEGIN : Condition.TEXT_BEGIN, 1);
                case '$' -> condition(lines ? Condition.LINE_END : Condition.TEXT_END, 1);
                case '*', '+', '?' -> throw new Unknown();
                default -> literal(c, 1);
            };
        }

        private PatternPart condition(Condition condition, int length) {
            at += length;
            return condition;
        }

        /** What RE2 says of the text up to a place. */
        private PatternPart asked(int end) {
            String text = pattern.substring(at, end);
            at = end;
            return new OneOf(characters(anyCase ? "(?i)" : "", text));
        }

        private PatternPart literal(char c, int length) throws Unknown {
            if (c >= 0x80) {
                throw new Unknown();
            }
            at += length;
            BitSet one = new BitSet(CHARACTERS);
            one.set(c);
            if (anyCase && Character.isLetter(c)) {
                one.set(Character.toLowerCase(c));
                one.set(Character.toUpperCase(c));
            }
            return new OneOf(one);
        }

        private PatternPart escape() throws Unknown {
            if (at + 1 >= pattern.length()) {
                throw new Unknown();
            }
            char c = pattern.charAt(at + 1);
            return switch (c) {
                case 'b' -> condition(Condition.WORD_BOUNDARY, 2);
                case 'B' -> condition(Condition.NO_WORD_BOUNDARY, 2);
                case 'A' -> condition(Condition.TEXT_BEGIN, 2);
                case 'z' -> condition(Condition.TEXT_END, 2);
                case 'd', 'D', 'w', 'W', 's', 'S', 't', 'n', 'r', 'f', 'v', 'a' -> asked(at + 2);
                case 'x' -> {
                    if (at + 4 > pattern.length() || pattern.charAt(at + 2) == '{') {
                        throw new Unknown();
                    }
                    yield asked(at + 4);
                }
                default -> {
                    if (Character.isLetterOrDigit(c)) {
                        throw new Unknown();
                    }
                    yield literal(c, 2);
                }
            };
        }

        private PatternPart group() throws Unknown {
            Matcher opening = GROUP.matcher(pattern).region(at, pattern.length());
            if (!opening.lookingAt() || opening.group(1) == null && pattern.startsWith("(?", at)) {
                throw new Unknown();
            }
            at = opening.end();
            String flags = opening.group(2);
            if (flags != null && opening.group(3).equals(")")) {
                set(flags);
                return new Sequence(List.of());
            }
            boolean outerCase = anyCase;
            boolean outerLines = lines;
            boolean outerDot = dotAll;
            if (flags != null) {
                set(flags);
            }
            PatternPart inner = choice();
            if (!next(")")) {
                throw new Unknown();
            }
            at++;
            anyCase = outerCase;
            lines = outerLines;
            dotAll = outerDot;
            return flags == null ? new Group(inner) : inner;
        }

        private void set(String flags) {
            boolean on = true;
            for (char flag : flags.toCharArray()) {
                switch (flag) {
                    case '-' -> on = false;
                    case 'i' -> anyCase = on;
                    case 'm' -> lines = on;
                    default -> dotAll = on;
                }
            }
        }
    }
}
