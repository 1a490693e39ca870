package io.jenkins.lib.containergate.secret.setting;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Passwords in options that only their program gives that meaning: {@code curl -u user:x}, {@code mysql -px}. */
final class ProgramSecrets {
    private static final Set<String> CURL = Set.of("curl");
    private static final Set<String> MYSQL =
            Set.of("mysql", "mysqladmin", "mysqldump", "mariadb", "mariadb-admin", "mariadb-dump");
    private static final Set<String> LOGIN_OPTIONS = Set.of("-u", "--user", "-U", "--proxy-user");
    private static final Pattern LOGIN_OPTION =
            Pattern.compile("(?:-[uU]|--(?:proxy-)?user=)([^-=].*)", Pattern.DOTALL);
    private static final Pattern LOGIN = Pattern.compile("[^:\\s]+:(.+)", Pattern.DOTALL);
    private static final Pattern PASSWORD_OPTION = Pattern.compile("-p(.+)", Pattern.DOTALL);

    /** Words looked back for the program: bounds the work on a long line. */
    private static final int REACH = 40;

    private ProgramSecrets() {}

    /** What the word at an index holds; never the word. */
    static Optional<String> in(List<String> words, int index) {
        String word = words.get(index);
        List<String> before = words.subList(Math.max(0, index - REACH), index);
        if (names(before, CURL)) {
            Matcher option = LOGIN_OPTION.matcher(word);
            String login = option.matches() ? option.group(1) : word;
            boolean asked = option.matches() || LOGIN_OPTIONS.contains(words.get(index - 1));
            return asked ? secret(LOGIN.matcher(login), "a user name with its password") : Optional.empty();
        }
        return names(before, MYSQL) ? secret(PASSWORD_OPTION.matcher(word), "a password") : Optional.empty();
    }

    private static Optional<String> secret(Matcher value, String kind) {
        return value.matches() && !SecretText.harmless(value.group(1)) ? Optional.of(kind) : Optional.empty();
    }

    private static boolean names(List<String> words, Set<String> programs) {
        return words.stream().anyMatch(word -> programs.contains(word.substring(word.lastIndexOf('/') + 1)));
    }
}
