package io.jenkins.lib.containergate.benchmarks.samples;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The strings in a file of Go, as far as literals, names of strings, sums and {@code fmt.Sprintf} make them. */
final class GoSource {
    private static final Pattern TOKEN = Pattern.compile("\\s+|//[^\\n]*|(?s:/\\*.*?\\*/)|`(?<raw>[^`]*)`"
            + "|\"(?<quoted>(?:[^\"\\\\\\n]|\\\\.)*+)\"|(?<name>[A-Za-z_][A-Za-z0-9_.]*)|(?<sign>:=|.)");

    private static final String FORMAT = "fmt.Sprintf";

    private final List<Token> tokens = new ArrayList<>();
    private final Map<String, String> strings = new HashMap<>();
    private int next;

    private enum Kind {
        STRING,
        NAME,
        SIGN
    }

    private record Token(Kind kind, String text) {
        boolean sign(String sign) {
            return kind == Kind.SIGN && text.equals(sign);
        }

        boolean name(String name) {
            return kind == Kind.NAME && text.equals(name);
        }
    }

    /**
     * A line of a table of tests.
     *
     * @param wanted whether the test wants anything to be found in the text
     */
    record Entry(String text, boolean wanted) {}

    GoSource(String source) {
        Matcher matcher = TOKEN.matcher(source);
        while (matcher.lookingAt()) {
            if (matcher.group("raw") != null) {
                tokens.add(new Token(Kind.STRING, matcher.group("raw")));
            } else if (matcher.group("quoted") != null) {
                tokens.add(new Token(Kind.STRING, unescaped(matcher.group("quoted"))));
            } else if (matcher.group("name") != null) {
                tokens.add(new Token(Kind.NAME, matcher.group("name")));
            } else if (matcher.group("sign") != null) {
                tokens.add(new Token(Kind.SIGN, matcher.group("sign")));
            }
            matcher.region(matcher.end(), source.length());
        }
        assignments();
    }

    private void assignments() {
        for (int i = 1; i < tokens.size(); i++) {
            Token operator = tokens.get(i);
            if ((operator.sign("=") || operator.sign(":=")) && tokens.get(i - 1).kind() == Kind.NAME) {
                next = i + 1;
                String name = tokens.get(i - 1).text();
                sum().ifPresent(value -> strings.putIfAbsent(name, value));
            }
        }
    }

    /** Of each field of the first name the text, and whether the next of the second name holds any string. */
    List<Entry> entries(String textField, String wantedField) {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i + 1 < tokens.size(); i++) {
            if (tokens.get(i).name(textField) && tokens.get(i + 1).sign(":")) {
                next = i + 2;
                Optional<String> text = sum();
                int wanted = i + 2;
                while (wanted + 1 < tokens.size()
                        && !tokens.get(wanted).name(textField)
                        && !(tokens.get(wanted).name(wantedField)
                                && tokens.get(wanted + 1).sign(":"))) {
                    wanted++;
                }
                if (text.isPresent()
                        && wanted + 2 < tokens.size()
                        && tokens.get(wanted).name(wantedField)) {
                    entries.add(new Entry(text.get(), anything(wanted + 2)));
                }
            }
        }
        return entries;
    }

    /** {@code []string{x}}, not {@code nil} or {@code []string{}}. */
    private boolean anything(int at) {
        int i = at;
        while (i < tokens.size()
                && (tokens.get(i).sign("[")
                        || tokens.get(i).sign("]")
                        || tokens.get(i).name("string"))) {
            i++;
        }
        return i + 1 < tokens.size()
                && tokens.get(i).sign("{")
                && !tokens.get(i + 1).sign("}");
    }

    private Optional<String> sum() {
        Optional<String> first = operand();
        StringBuilder sum = new StringBuilder(first.orElse(""));
        while (first.isPresent() && next < tokens.size() && tokens.get(next).sign("+")) {
            next++;
            Optional<String> more = operand();
            if (more.isEmpty()) {
                return Optional.empty();
            }
            sum.append(more.get());
        }
        return first.map(string -> sum.toString());
    }

    private Optional<String> operand() {
        if (next >= tokens.size()) {
            return Optional.empty();
        }
        Token token = tokens.get(next++);
        if (token.kind() == Kind.STRING) {
            return Optional.of(token.text());
        }
        if (token.name(FORMAT) && next < tokens.size() && tokens.get(next).sign("(")) {
            return formatted();
        }
        return token.kind() == Kind.NAME ? Optional.ofNullable(strings.get(token.text())) : Optional.empty();
    }

    private Optional<String> formatted() {
        List<String> arguments = new ArrayList<>();
        do {
            next++;
            if (next < tokens.size() && tokens.get(next).sign(")")) {
                break;
            }
            Optional<String> argument = sum();
            if (argument.isEmpty()) {
                return Optional.empty();
            }
            arguments.add(argument.get());
        } while (next < tokens.size() && tokens.get(next).sign(","));
        next++;
        String format = arguments.isEmpty() ? "" : arguments.get(0);
        for (String argument : arguments.subList(Math.min(1, arguments.size()), arguments.size())) {
            format = format.replaceFirst("%[svq]", Matcher.quoteReplacement(argument));
        }
        return Optional.of(format);
    }

    private static String unescaped(String quoted) {
        return quoted.replace("\\n", "\n")
                .replace("\\t", "\t")
                .replace("\\\"", "\"")
                .replace("\\\\", "\\");
    }
}
