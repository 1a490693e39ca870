package io.jenkins.lib.containergate.policy.key;

import java.util.Optional;

/**
 * A setting whose values stand in one line, the smallest the strictest. A floor that does not state it allows all.
 *
 * @param words how a floor speaks of its value: {@code allows at most}, {@code demands}
 */
record TotalOrder<T extends Comparable<? super T>>(String words) implements Monotone<T> {
    @Override
    public boolean loosens(Optional<T> floor, T asked) {
        return floor.isPresent() && asked.compareTo(floor.get()) > 0;
    }

    @Override
    public T tighten(Optional<T> floor, T asked) {
        return floor.filter(f -> f.compareTo(asked) <= 0).orElse(asked);
    }

    @Override
    public String stance(Optional<String> floor) {
        return floor.map(value -> words + " " + value).orElse("allows any");
    }
}
