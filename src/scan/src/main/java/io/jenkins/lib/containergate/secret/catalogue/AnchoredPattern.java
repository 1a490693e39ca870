package io.jenkins.lib.containergate.secret.catalogue;

import com.google.re2j.Pattern;
import io.jenkins.lib.containergate.secret.text.Characters;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A pattern of an organisation of which every match holds a keyword at a known place near its begin. It is tried there and
 * nowhere else, which finds the same as to look for it in the whole text: RE2/J takes as long for that as the search for
 * all of this project's rules together.
 */
public final class AnchoredPattern {
    /** How gitleaks' own rules for values of a name begin, and what follows the name in them. */
    private static final String NAME_BEFORE = "[\\w.-]{0,50}?";

    private static final int NAME_LENGTH = 50;
    private static final String OPERATOR =
            "(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}";
    /** Characters of the longest operator and of what may stand between it and the value. */
    private static final int OPERATOR_LENGTH = 9;

    private static final String WORD_BOUNDARY = "\\b";
    private static final java.util.regex.Pattern FLAGS = java.util.regex.Pattern.compile("\\(\\?[ims]+\\)");
    private static final java.util.regex.Pattern LATER_FLAGS = java.util.regex.Pattern.compile("\\(\\?[a-zA-Z-]*\\)");
    private static final java.util.regex.Pattern GROUP = java.util.regex.Pattern.compile("\\(\\?[a-zA-Z-]*:");
    /** Nothing but words: of classes only those without ranges. */
    private static final java.util.regex.Pattern PLAIN_WORDS =
            java.util.regex.Pattern.compile("(?:[\\w|()?]|\\[\\w+\\])+");
    /** One literal, in the group that holds the secret or not. */
    private static final java.util.regex.Pattern LITERAL =
            java.util.regex.Pattern.compile("(?:\\\\b)?\\(?([\\w-]+)(?=\\[)");
    /** The longest name of gitleaks, what it lets follow, and some more. */
    private static final int FAR = 400;

    private final Pattern head;
    private final int before;
    private final Map<String, Set<Integer>> offsets;
    private final boolean wordStart;
    private final boolean assignment;
    private final ValueRun value;
    private final int literal;

    private AnchoredPattern(
            Pattern head,
            int before,
            Map<String, Set<Integer>> offsets,
            boolean wordStart,
            boolean assignment,
            ValueRun value,
            int literal) {
        this.head = head;
        this.before = before;
        this.offsets = Map.copyOf(offsets);
        this.wordStart = wordStart;
        this.assignment = assignment;
        this.value = value;
        this.literal = literal;
    }

    /** Empty where it is not certain that a match begins so. */
    static Optional<AnchoredPattern> of(String pattern, List<String> keywords) {
        String flags = "";
        String rest = pattern;
        java.util.regex.Matcher flag = FLAGS.matcher(rest);
        if (flag.lookingAt()) {
            flags = flag.group();
            rest = rest.substring(flag.end());
        }
        int before = 0;
        if (rest.startsWith(NAME_BEFORE)) {
            before = NAME_LENGTH;
            rest = rest.substring(NAME_BEFORE.length());
        }
        PatternHeads heads = PatternHeads.of(rest);
        Map<String, Set<Integer>> offsets = new HashMap<>();
        for (String head : heads.texts()) {
            if (!anchor(head, keywords, offsets)) {
                return Optional.empty();
            }
        }
        if (offsets.isEmpty()) {
            return Optional.empty();
        }
        boolean one = heads.branches() == 1;
        boolean assignment =
                one && rest.startsWith(OPERATOR, heads.firstEnd()) && words(rest.substring(0, heads.firstEnd()));
        java.util.regex.Matcher literal = LITERAL.matcher(rest);
        boolean begins = one && !assignment && literal.lookingAt() && !alternatives(rest);
        ValueRun value = ValueRun.NONE;
        if (LATER_FLAGS.matcher(rest).find()) {
            begins = false;
        } else if (assignment) {
            value = ValueRun.of(flags, rest, heads.firstEnd() + OPERATOR.length());
        } else if (begins) {
            value = ValueRun.of(flags, rest, literal.end());
        }
        return Optional.of(new AnchoredPattern(
                Pattern.compile(flags + rest),
                before,
                offsets,
                one && before == 0 && rest.startsWith(WORD_BOUNDARY),
                assignment,
                value,
                begins ? literal.group(1).length() : 0));
    }

    /** Whether what the part of a pattern matches has letters, digits and underlines alone. */
    private static boolean words(String part) {
        return PLAIN_WORDS.matcher(GROUP.matcher(part).replaceAll("(")).matches();
    }

    /** Whether the pattern, or the group that it begins with, has several alternatives. */
    private static boolean alternatives(String rest) {
        int open = rest.startsWith(WORD_BOUNDARY) ? WORD_BOUNDARY.length() : 0;
        int depth = 0;
        for (int i = open; i < rest.length(); i++) {
            char c = rest.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '[') {
                // a bracket in a class makes this end too early, and then the answer is yes
                i = Math.max(i, rest.indexOf(']', i + 2));
            } else if (c == '(') {
                depth++;
            } else if (c == ')') {
                depth--;
                if (depth == 0) {
                    return false;
                }
            } else if (c == '|' && depth <= 1) {
                return true;
            }
        }
        return false;
    }

    /** Texts in lower case, one of which is in every text that the pattern matches in; none where that is not certain. */
    static Set<String> needed(String pattern) {
        java.util.regex.Matcher flag = FLAGS.matcher(pattern);
        String rest = flag.lookingAt() ? pattern.substring(flag.end()) : pattern;
        Set<String> texts = PatternHeads.of(rest.startsWith(NAME_BEFORE) ? rest.substring(NAME_BEFORE.length()) : rest)
                .texts();
        return texts.contains("") ? Set.of() : texts;
    }

    private static boolean anchor(String head, List<String> keywords, Map<String, Set<Integer>> offsets) {
        for (int at = 0; at < head.length(); at++) {
            for (String keyword : keywords) {
                String word = keyword.toLowerCase(Locale.ROOT);
                if (!word.isEmpty() && head.startsWith(word, at)) {
                    offsets.computeIfAbsent(word, unused -> new TreeSet<>(Comparator.reverseOrder()))
                            .add(at);
                    return true;
                }
            }
        }
        return false;
    }

    /** The pattern without what may be missing before the keyword; where it does not match, the pattern does not. */
    public Pattern head() {
        return head;
    }

    /** Characters that a match may have before the head. */
    public int before() {
        return before;
    }

    /** How many characters into the head a keyword may stand, the most first: a search of the whole text finds the earliest match. */
    Set<Integer> offsets(String keyword) {
        return offsets.getOrDefault(keyword, Set.of());
    }

    /**
     * Whether it may match, by a look at the characters there: cheap, where a pattern is not.
     *
     * @param start of the head
     * @param keywordEnd of the keyword in it
     */
    public boolean possible(CharSequence text, int start, int keywordEnd) {
        if (wordStart
                && start > 0
                && start < text.length()
                && Characters.word(text.charAt(start)) == Characters.word(text.charAt(start - 1))) {
            return false;
        }
        if (literal > 0) {
            return value.least() == 0 || value.at(text, start + literal);
        }
        return !assignment || given(text, keywordEnd);
    }

    /** Something is given to a name: an operator follows, with nothing but words and quotes between, and a value. */
    private boolean given(CharSequence text, int keywordEnd) {
        int end = Math.min(text.length(), keywordEnd + FAR);
        for (int i = keywordEnd; i < end; i++) {
            char c = text.charAt(i);
            if ("=>:|?,".indexOf(c) >= 0) {
                return value.least() == 0 || valueAfter(text, i);
            }
            if (!Characters.word(c) && ".-'\" \t\n\r\f\u000B".indexOf(c) < 0) {
                return false;
            }
        }
        return false;
    }

    private boolean valueAfter(CharSequence text, int operator) {
        for (int from = operator + 1; from <= operator + OPERATOR_LENGTH; from++) {
            if (value.at(text, from)) {
                return true;
            }
        }
        return false;
    }
}
