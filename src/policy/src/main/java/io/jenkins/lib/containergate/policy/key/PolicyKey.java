package io.jenkins.lib.containergate.policy.key;

import io.jenkins.lib.containergate.policy.format.ValueFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One setting of the policy.
 *
 * @param segments its key, one segment for each level of the file
 * @param format how it is read and written
 * @param order how it tightens
 * @param byDefault what an outermost layer means that does not state it; empty for "nothing"
 * @param bySilence the same when the layer does not even state the section the key is in
 * @param fallback the setting whose value counts where this one is not stated
 * @param text its row in the documentation
 */
public record PolicyKey<T>(
        List<String> segments,
        ValueFormat<T> format,
        TighteningOrder<T> order,
        Optional<T> byDefault,
        Optional<T> bySilence,
        Optional<PolicyKey<T>> fallback,
        KeyText text)
        implements Comparable<PolicyKey<?>> {
    public PolicyKey {
        segments = List.copyOf(segments);
    }

    static <T> PolicyKey<T> unset(ValueFormat<T> format, TighteningOrder<T> order, String... segments) {
        return new PolicyKey<>(
                List.of(segments),
                format,
                order,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                KeyText.of(format.values(), "none"));
    }

    static <T> PolicyKey<T> of(T byDefault, ValueFormat<T> format, TighteningOrder<T> order, String... segments) {
        return new PolicyKey<>(
                List.of(segments),
                format,
                order,
                Optional.of(byDefault),
                Optional.of(byDefault),
                Optional.empty(),
                KeyText.of(format.values(), "`" + format.text(byDefault) + "`"));
    }

    PolicyKey<T> silent(T bySilence) {
        return new PolicyKey<>(segments, format, order, byDefault, Optional.of(bySilence), fallback, text);
    }

    PolicyKey<T> fallingBackTo(PolicyKey<T> other) {
        return new PolicyKey<>(segments, format, order, byDefault, bySilence, Optional.of(other), text);
    }

    /** @param stricter which of two values is the stricter one, to complete "stricter is ..." */
    PolicyKey<T> stricter(String stricter) {
        return with(new KeyText(text.values(), text.unset(), stricter));
    }

    /** @param values what may be written, where the format alone does not say it */
    PolicyKey<T> values(String values) {
        return with(new KeyText(values, text.unset(), text.stricter()));
    }

    /** @param unset what holds where no layer states it */
    PolicyKey<T> unsetMeans(String unset) {
        return with(new KeyText(text.values(), unset, text.stricter()));
    }

    private PolicyKey<T> with(KeyText other) {
        return new PolicyKey<>(segments, format, order, byDefault, bySilence, fallback, other);
    }

    /** {@code vulnerabilities.max.critical}. */
    public String path() {
        return String.join(".", segments);
    }

    /** The last segment. */
    public String name() {
        return segments.get(segments.size() - 1);
    }

    /** The path of the mapping the key stands in; empty for the root. */
    public String section() {
        return String.join(".", segments.subList(0, segments.size() - 1));
    }

    /** Keys are the same when their paths are. */
    @Override
    public boolean equals(Object other) {
        return other instanceof PolicyKey<?> key && key.segments.equals(segments);
    }

    @Override
    public int hashCode() {
        return segments.hashCode();
    }

    @Override
    public int compareTo(PolicyKey<?> other) {
        return Arrays.compare(segments.toArray(String[]::new), other.segments.toArray(String[]::new));
    }

    @Override
    public String toString() {
        return path();
    }

    /**
     * The row of a key in the table of settings, in Markdown.
     *
     * @param values what may be written
     * @param unset what holds where no layer states it
     * @param stricter which of two values is the stricter one
     */
    public record KeyText(String values, String unset, String stricter) {
        static KeyText of(String values, String unset) {
            return new KeyText(values, unset, "");
        }
    }
}
