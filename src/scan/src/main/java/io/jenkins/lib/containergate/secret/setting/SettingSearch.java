package io.jenkins.lib.containergate.secret.setting;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.secret.catalogue.CustomRule;
import io.jenkins.lib.containergate.secret.scan.CollectedSecrets;
import io.jenkins.lib.containergate.secret.scan.FoundSecret;
import io.jenkins.lib.containergate.secret.scan.SecretScanner;
import io.jenkins.lib.containergate.secret.scan.SecretSearch;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether one setting holds a secret: because of what it looks like, what it is called, or by a rule of the search. One buffer
 * serves all settings, one after the other.
 */
public final class SettingSearch {
    /** What settings of images are called there: their values need no quotes. */
    private static final String KIND = "image.env";

    private static final Duration ALLOWED = Duration.ofMinutes(10);
    private static final int MOST = 1;
    /** No rule finds anything in less. */
    private static final int SHORTEST = 5;
    /** Fleets repeat their settings: so many short ones are answered from memory. */
    private static final int REMEMBERED = 4_096;

    private static final int LONGEST_REMEMBERED = 256;

    private final Supplier<SecretSearch> search;
    private final Clock clock;
    private final Map<String, Optional<Objection>> answers = new LinkedHashMap<>();
    private @Nullable SecretScanner scanner;

    /** @param search asked for when the first setting is searched */
    SettingSearch(Supplier<SecretSearch> search, Clock clock) {
        this.search = search;
        this.clock = clock;
    }

    /** @param own rules besides this project's */
    public static SettingSearch with(List<CustomRule> own) {
        return new SettingSearch(() -> search(own), Clock.systemUTC());
    }

    private static SecretSearch search(List<CustomRule> own) {
        SecretSearch standard = Standard.SEARCH;
        return own.isEmpty()
                ? standard
                : new SecretSearch(
                        standard.catalogue().with(own), standard.options(), standard.limits(), standard.secretLimits());
    }

    /** Rules are read once, when the first setting is searched. */
    private static final class Standard {
        private static final SecretSearch SEARCH = SecretSearch.standard(Limits.defaults());
    }

    /** @param name empty for a text without one */
    public Optional<Objection> in(String name, String value) {
        return SecretText.objection(name, value).map(Objection::secret).or(() -> byRules(name, value));
    }

    private synchronized Optional<Objection> byRules(String name, String value) {
        if (value.length() < SHORTEST) {
            return Optional.empty();
        }
        String text = name.isEmpty() ? value : value + "\n" + name + "=" + value;
        Optional<Objection> known = answers.get(text);
        if (known != null) {
            return known;
        }
        Optional<Objection> answer = searched(text);
        if (text.length() <= LONGEST_REMEMBERED) {
            if (answers.size() == REMEMBERED) {
                answers.clear();
            }
            answers.put(text, answer);
        }
        return answer;
    }

    private Optional<Objection> searched(String text) {
        CollectedSecrets found = new CollectedSecrets(MOST);
        try {
            SecretScanner ready = scanner;
            if (ready == null) {
                ready = search.get().scanner(Deadline.after(ALLOWED, clock));
                scanner = ready;
            }
            ready.scanText(KIND, text, found);
        } catch (GateException e) {
            return Optional.of(Objection.undecided("it cannot be searched for secrets: " + e.problem()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of(Objection.undecided("the search for secrets was interrupted"));
        }
        if (!found.found().isEmpty()) {
            return Optional.of(Objection.secret(kind(found.found().get(0))));
        }
        return found.unsearched().isEmpty()
                ? Optional.empty()
                : Optional.of(Objection.undecided("it cannot be searched for secrets to its end"));
    }

    private static String kind(FoundSecret secret) {
        String title = secret.title();
        boolean word = title.length() > 1 && Character.isLowerCase(title.charAt(1));
        return "a secret: " + (word ? title.substring(0, 1).toLowerCase(Locale.ROOT) + title.substring(1) : title);
    }
}
