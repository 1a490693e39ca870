package io.jenkins.lib.containergate.finding;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * Where an image with a flaw runs, as far as it is known. It decides nothing about an outcome: what is not known to run counts as
 * much as what does.
 *
 * @param inUse in how many running tasks and pods
 * @param lastInUse when one ran for the last time
 * @param internet whether the internet reaches a service that runs it; empty when that was not evaluated
 */
public record Exposure(OptionalInt inUse, Optional<Instant> lastInUse, Optional<Boolean> internet) {
    public Exposure {
        if (inUse.isPresent() && inUse.getAsInt() < 0) {
            throw new IllegalArgumentException("an image is in use no less than never");
        }
    }

    public static Exposure unknown() {
        return new Exposure(OptionalInt.empty(), Optional.empty(), Optional.empty());
    }

    /** The same of a service that the internet reaches, or not. */
    public Exposure reachable(boolean reached) {
        return new Exposure(inUse, lastInUse, Optional.of(reached));
    }

    /** What is known, as phrases: {@code in use by 4 tasks or pods}. */
    public List<String> facts() {
        List<String> facts = new ArrayList<>();
        internet.ifPresent(
                reached -> facts.add(reached ? "reachable from the internet" : "not reachable from the internet"));
        inUse.ifPresent(count -> facts.add(
                count == 0 ? "not in use" : "in use by " + count + (count == 1 ? " task or pod" : " tasks or pods")));
        lastInUse.ifPresent(last -> facts.add("last in use " + last.truncatedTo(ChronoUnit.SECONDS)));
        return facts;
    }

    /** What two sources know: the worse of each. */
    public Exposure worse(Exposure other) {
        return new Exposure(
                Stream.of(inUse, other.inUse).flatMapToInt(OptionalInt::stream).max(),
                Stream.of(lastInUse, other.lastInUse).flatMap(Optional::stream).max(Comparator.naturalOrder()),
                Stream.of(internet, other.internet).flatMap(Optional::stream).reduce(Boolean::logicalOr));
    }
}
