package io.jenkins.lib.containergate.awssdk;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;

/**
 * One action that is asked about many things: some at a time, and each time for every page.
 *
 * @param subject what is asked about, before its names
 */
record BatchedQuestion(AwsAction action, String subject, Deadline deadline) {
    private static final int IDS = 200;

    /** Asks for one page. */
    interface Page<R> {
        R ask(List<String> ids, @Nullable String token, AwsRequestOverrideConfiguration settings);
    }

    /**
     * @param next token of the page after one
     * @param items what one page lists
     */
    <R, T> List<T> ask(List<String> ids, Page<R> page, Function<R, @Nullable String> next, Function<R, List<T>> items)
            throws UnansweredException, DeadlineExceededException, InterruptedException {
        List<T> all = new ArrayList<>();
        for (List<String> batch : AwsCalls.batches(ids, IDS)) {
            String about = subject + String.join(", ", batch);
            AwsCalls.pages(
                            about,
                            token ->
                                    AwsCalls.ask(action, about, deadline, settings -> page.ask(batch, token, settings)),
                            next)
                    .forEach(answer -> all.addAll(items.apply(answer)));
        }
        return all;
    }
}
