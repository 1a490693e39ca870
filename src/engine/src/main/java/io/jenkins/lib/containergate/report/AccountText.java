package io.jenkins.lib.containergate.report;

import io.jenkins.lib.containergate.finding.Account;
import io.jenkins.lib.containergate.text.Counted;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * An {@link Account} in two phrases: {@code 3 task definitions, 2 services} and
 * {@code 1 AWS::ECS::Gateway (unknown type)}. The text is data of the evaluated input: whoever shows it bounds it and
 * makes it visible.
 */
public final class AccountText {
    private AccountText() {}

    /** What was evaluated; empty when the gate evaluated nothing or keeps no account. */
    public static Optional<String> evaluated(Account account, int maxEntries) {
        return list(account.evaluated(), maxEntries, entry -> Counted.of(entry.count(), entry.kind()));
    }

    /** What was not evaluated, each with the reason; empty when nothing was left out. */
    public static Optional<String> notEvaluated(Account account, int maxEntries) {
        return list(
                account.notEvaluated(),
                maxEntries,
                entry -> Counted.of(entry.count(), entry.kind()) + " (" + entry.reason() + ")");
    }

    private static <T> Optional<String> list(List<T> entries, int maxEntries, Function<T, String> text) {
        if (entries.isEmpty()) {
            return Optional.empty();
        }
        String shown = entries.stream().limit(maxEntries).map(text).collect(Collectors.joining(", "));
        int more = entries.size() - maxEntries;
        return Optional.of(more > 0 ? shown + ", and " + more + " more kinds" : shown);
    }
}
