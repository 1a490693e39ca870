package io.jenkins.lib.containergate.secret.detect;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.jenkins.lib.containergate.secret.text.Characters;
import io.jenkins.lib.containergate.secret.text.LatePattern;
import io.jenkins.lib.containergate.secret.text.Placeholders;
import io.jenkins.lib.containergate.secret.text.TextWindow;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Passwords in the arguments of commands that have no name for them: {@code sshpass -p ...}, {@code mysql -p...}. */
final class CommandPasswordDetector implements Detector {
    private static final int LINE = 1500;
    private static final int BEFORE = 200;
    private static final int SHORTEST = 6;
    private static final int BLANKS = 4;
    private static final String IDENTIFIED = "identified by";
    private static final Map<String, PasswordArgument> PLACES = Stream.of(
                    CommandPasswords.ALL, WrittenSecrets.ALL, CallPasswords.ALL)
            .flatMap(List::stream)
            .collect(Collectors.toUnmodifiableMap(PasswordArgument::keyword, place -> place));

    /** An account as {@code /etc/passwd} has it (passwd(5)), whose password is in another file. */
    private static final Pattern ACCOUNT = Pattern.compile(
            "(?:[\\w.-]{1,64}:)?[x*!]{1,2}:[0-9]{1,10}:[0-9]{1,10}:[^:]{0,100}:/[^:]{0,100}:/[^:]{0,100}");

    /** Those that are given a password as one word with their option. */
    private static final Set<String> CLIENTS = Set.of("mysql", "mariadb");

    static List<String> keywords() {
        return PLACES.keySet().stream().sorted().toList();
    }

    @Override
    public boolean possible(TextWindow text, int from) {
        return !Characters.word(text.at(from)) || !Characters.word(text.at(from - 1));
    }

    @Override
    public Optional<Span> detect(Candidate candidate) {
        if (candidate.kind() == FileKind.PROSE) {
            return Optional.empty();
        }
        TextWindow text = candidate.text();
        String keyword = text.text(candidate.from(), candidate.to()).toLowerCase(Locale.ROOT);
        if (keyword.equals(IDENTIFIED) && !identified(text, candidate.to())) {
            return Optional.empty();
        }
        String rest = text.text(candidate.from(), candidate.from() + LINE);
        PasswordArgument place = PLACES.get(keyword);
        for (LatePattern pattern : mayFollow(place, rest) ? place.after() : List.<LatePattern>of()) {
            Matcher matcher = pattern.get().matcher(rest);
            if (matcher.lookingAt() && password(matcher.group(1), candidate)) {
                return Optional.of(Span.of(candidate.from() + matcher.start(1), candidate.from() + matcher.end(1)));
            }
        }
        if (place.before().isPresent()) {
            int start = Math.max(text.start(), candidate.from() - BEFORE);
            Matcher matcher = place.before().get().get().matcher(text.text(start, candidate.from()));
            if (matcher.find() && password(matcher.group(1), candidate)) {
                return Optional.of(Span.of(start + matcher.start(1), start + matcher.end(1)));
            }
        }
        return Optional.empty();
    }

    /** Whether a quote or a word follows that is long enough: in prose nearly always neither does. */
    private static boolean identified(TextWindow text, int behind) {
        int at = behind;
        while (at < behind + BLANKS && text.at(at) <= ' ' && text.at(at) != TextWindow.NOTHING) {
            at++;
        }
        if (text.at(at) == '"' || text.at(at) == '\'') {
            return true;
        }
        int end = at;
        while (end < at + SHORTEST && Characters.printable(text.at(end)) && text.at(end) != ' ') {
            end++;
        }
        return end == at + SHORTEST;
    }

    private static boolean mayFollow(PasswordArgument place, String rest) {
        return CLIENTS.contains(place.keyword()) ? attached(rest) || rest.contains("password") : place.mayFollow(rest);
    }

    /** Whether an option {@code -p} has a value in the same word, as the clients of MySQL need it. */
    private static boolean attached(String rest) {
        for (int at = rest.indexOf(" -p"); at >= 0; at = rest.indexOf(" -p", at + 1)) {
            int end = at + " -p".length();
            while (end < rest.length() && end < at + " -p".length() + SHORTEST && rest.charAt(end) > ' ') {
                end++;
            }
            if (end == at + " -p".length() + SHORTEST) {
                return true;
            }
        }
        return rest.contains("\t-p") || rest.contains("\n-p") || rest.contains("-p\"") || rest.contains("\"-p");
    }

    /** Whether somebody chose it and nothing says that it only shows where one goes. */
    private static boolean password(String value, Candidate candidate) {
        boolean mixed =
                value.chars().anyMatch(Characters::digit) && value.chars().anyMatch(Characters::letter);
        return value.length() >= SHORTEST
                && (mixed || Randomness.of(value))
                && !Placeholders.placeholder(value)
                && !ACCOUNT.matches(value)
                && !value.toLowerCase(Locale.ROOT).contains("pass")
                && (candidate.kind() == FileKind.SETTINGS || !Placeholders.illustration(value))
                && !candidate.madeUp(value);
    }
}
