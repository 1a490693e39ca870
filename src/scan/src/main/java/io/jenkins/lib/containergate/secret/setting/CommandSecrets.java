package io.jenkins.lib.containergate.secret.setting;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Secrets in the words of a command: {@code --password x}, {@code --password=x}, {@code -Ddb.password=x},
 * {@code PASSWORD=x}; a word of several words is a shell command and read the same way.
 */
public final class CommandSecrets {
    private static final int MAX_SHELL_WORDS = 10_000;
    private static final Pattern ASSIGNMENT =
            Pattern.compile("-{0,2}([A-Za-z][A-Za-z0-9_.-]{0,100})=(.*)", Pattern.DOTALL);
    private static final Pattern OPTION = Pattern.compile("--?([A-Za-z][A-Za-z0-9_.-]{0,100})");

    private CommandSecrets() {}

    /** What the word at an index holds, such as "a private key"; never the word. */
    public static Optional<String> in(List<String> words, int index) {
        String word = words.get(index);
        Optional<String> found = SecretShapes.in(word)
                .or(() -> assigned(word))
                .or(() -> following(words, index))
                .or(() -> ProgramSecrets.in(words, index));
        if (found.isPresent() || word.indexOf(' ') < 0) {
            return found;
        }
        String[] inner = word.split("[\\s'\";]+", MAX_SHELL_WORDS);
        List<String> shell = List.of(inner);
        for (int i = 0; i < shell.size(); i++) {
            int at = i;
            Optional<String> inside =
                    assigned(shell.get(i)).or(() -> following(shell, at)).or(() -> ProgramSecrets.in(shell, at));
            if (inside.isPresent()) {
                return inside;
            }
        }
        return Optional.empty();
    }

    /** The option that the word at an index is the value of, if it is called like a secret; empty otherwise. */
    public static String option(List<String> words, int index) {
        Matcher option = OPTION.matcher(index == 0 ? "" : words.get(index - 1));
        return option.matches() && SecretName.matches(option.group(1)) ? option.group(1) : "";
    }

    private static Optional<String> assigned(String word) {
        Matcher assignment = ASSIGNMENT.matcher(word);
        boolean secret = assignment.matches()
                && SecretName.matches(assignment.group(1))
                && !SecretText.harmless(assignment.group(2));
        return secret ? Optional.of("a value that is called like a secret") : Optional.empty();
    }

    /** The word is the value of the option before it. */
    private static Optional<String> following(List<String> words, int index) {
        if (index == 0 || words.get(index).startsWith("-") || SecretText.harmless(words.get(index))) {
            return Optional.empty();
        }
        return option(words, index).isEmpty()
                ? Optional.empty()
                : Optional.of("the value of an option that is called like a secret");
    }
}
