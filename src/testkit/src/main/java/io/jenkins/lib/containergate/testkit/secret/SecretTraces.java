package io.jenkins.lib.containergate.testkit.secret;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Looks for what is left of secrets: plain or in another form, also in UTF-16. */
public final class SecretTraces {
    /** Characters that give a value away. The masked sample shows fewer. */
    private static final int LENGTH = 10;

    private static final int SHORTEST = 3;
    private static final int BUCKETS = 1 << 16;

    /** By a number made of its first bytes. */
    private final List<List<Trace>> traces = new ArrayList<>();

    private SecretTraces() {
        for (int i = 0; i < BUCKETS; i++) {
            traces.add(List.of());
        }
    }

    /** What is looked for, and of what it is a trace. */
    private record Trace(byte[] part, String of) {
        boolean at(byte[] content, int start) {
            int end = start + part.length;
            return end <= content.length && Arrays.equals(content, start, end, part, 0, part.length);
        }
    }

    /**
     * Any ten characters on end of a value.
     *
     * @throws IllegalArgumentException when a value is shorter
     */
    public static SecretTraces of(Collection<String> values) {
        return of(values, LENGTH);
    }

    /** Of values that are no random characters, so that parts of them may stand elsewhere: the whole. */
    public static SecretTraces ofWhole(Collection<String> values) {
        return of(values, Integer.MAX_VALUE);
    }

    private static SecretTraces of(Collection<String> values, int length) {
        SecretTraces traces = new SecretTraces();
        for (String value : values) {
            if (value.length() < (length == LENGTH ? LENGTH : SHORTEST)) {
                throw new IllegalArgumentException("too short to be looked for: " + value);
            }
            for (SecretForms form : SecretForms.values()) {
                form.of(value).forEach(text -> traces.add(text, Math.min(length, text.length()), form + " " + value));
            }
        }
        return traces;
    }

    private void add(String text, int length, String what) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i + length <= bytes.length; i++) {
            int bucket = bucket(bytes, i);
            List<Trace> more = new ArrayList<>(traces.get(bucket));
            more.add(new Trace(Arrays.copyOfRange(bytes, i, i + length), what));
            traces.set(bucket, more);
        }
    }

    private static int bucket(byte[] bytes, int at) {
        return ((bytes[at] & 0xff) << 10 ^ (bytes[at + 1] & 0xff) << 5 ^ bytes[at + 2] & 0xff) & BUCKETS - 1;
    }

    /** The values of which there are traces, each after its form. */
    public Set<String> in(String text) {
        return in(text.getBytes(StandardCharsets.UTF_8));
    }

    public Set<String> in(byte[] content) {
        Set<String> found = new TreeSet<>();
        search(content, found);
        search(narrowed(content), found);
        return found;
    }

    private void search(byte[] content, Set<String> found) {
        for (int i = 0; i + SHORTEST <= content.length; i++) {
            for (Trace trace : traces.get(bucket(content, i))) {
                if (trace.at(content, i)) {
                    found.add(trace.of);
                }
            }
        }
    }

    /** Without zero bytes, so that UTF-16 reads as ASCII; nothing when there are none. */
    private static byte[] narrowed(byte[] content) {
        byte[] narrow = new byte[content.length];
        int length = 0;
        for (byte b : content) {
            if (b != 0) {
                narrow[length++] = b;
            }
        }
        return length == content.length ? new byte[0] : Arrays.copyOf(narrow, length);
    }
}
