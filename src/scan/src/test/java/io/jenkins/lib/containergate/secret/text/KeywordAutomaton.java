package io.jenkins.lib.containergate.secret.text;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/**
 * Finds all occurrences of all keywords in one pass over bytes, whatever their case: an Aho-Corasick automaton made
 * deterministic, one table look-up a byte.
 *
 * @see <a href="https://doi.org/10.1145/360825.360855">Aho, Corasick: Efficient string matching, CACM 18(6), 1975</a>
 */
public final class KeywordAutomaton {
    /** Classes of bytes; bytes that occur in no keyword share class 0. */
    private static final int CLASS_BITS = 6;

    private static final int MAX_STATES = 1 << 16;

    private final List<String> keywords;
    private final byte[] classes = new byte[256];
    private final char[] table;
    /** States are numbered so that those where a keyword ends come last. */
    private final int firstOutput;

    private final int[][] outputs;
    private final int longest;

    /** Told of each occurrence, in the order of their ends. */
    @FunctionalInterface
    public interface Occurrences {
        /**
         * @param keyword index in {@link #keywords()}
         * @param end position after its last byte
         */
        void at(int keyword, int end);
    }

    /**
     * @param words ASCII; case does not matter
     * @throws IllegalArgumentException when they use more than 63 different characters or need more than 65,536 states
     */
    public KeywordAutomaton(Collection<String> words) {
        TreeSet<String> folded = new TreeSet<>();
        words.forEach(word -> folded.add(word.toLowerCase(Locale.ROOT)));
        if (folded.contains("")) {
            throw new IllegalArgumentException("a keyword has at least one character");
        }
        keywords = List.copyOf(folded);
        longest = keywords.stream().mapToInt(String::length).max().orElse(0);
        classify();
        Trie trie = new Trie(keywords, classes);
        int[] order = trie.statesWithOutputsLast();
        firstOutput = trie.silent();
        int[] renumbered = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            renumbered[order[i]] = i;
        }
        table = new char[order.length << CLASS_BITS];
        outputs = new int[order.length - firstOutput][];
        for (int i = 0; i < order.length; i++) {
            int[] next = trie.next.get(order[i]);
            for (int c = 0; c < next.length; c++) {
                table[i << CLASS_BITS | c] = (char) renumbered[next[c]];
            }
            if (i >= firstOutput) {
                outputs[i - firstOutput] = trie.output.get(order[i]);
            }
        }
    }

    private void classify() {
        int known = 0;
        for (String keyword : keywords) {
            for (byte b : keyword.getBytes(StandardCharsets.ISO_8859_1)) {
                if (classes[b & 0xff] == 0) {
                    if (++known == 1 << CLASS_BITS) {
                        throw new IllegalArgumentException("the keywords use too many different characters");
                    }
                    classes[b & 0xff] = (byte) known;
                    classes[Character.toUpperCase(b & 0xff) & 0xff] = (byte) known;
                }
            }
        }
    }

    /** In lower case, sorted, each once. */
    public List<String> keywords() {
        return keywords;
    }

    /** Length of the longest keyword. */
    public int longest() {
        return longest;
    }

    /** The state before the first byte. */
    public int start() {
        return 0;
    }

    /** @return the state to go on with at {@code to} */
    public int search(byte[] bytes, int from, int to, int state, Occurrences occurrences) {
        char[] transitions = table;
        byte[] classOf = classes;
        int silent = firstOutput;
        int current = state;
        for (int i = from; i < to; i++) {
            current = transitions[current << CLASS_BITS | classOf[bytes[i] & 0xff]];
            if (current >= silent) {
                for (int keyword : outputs[current - silent]) {
                    occurrences.at(keyword, i + 1);
                }
            }
        }
        return current;
    }

    /** The automaton while it is built: states in the order of their making, 0 is the root. */
    private static final class Trie {
        private static final int[] NONE = {};

        final List<int[]> next = new ArrayList<>();
        final List<int[]> output = new ArrayList<>();

        Trie(List<String> keywords, byte[] classes) {
            state();
            for (int k = 0; k < keywords.size(); k++) {
                int state = 0;
                for (byte b : keywords.get(k).getBytes(StandardCharsets.ISO_8859_1)) {
                    int c = classes[b & 0xff];
                    int following = next.get(state)[c];
                    if (following < 0) {
                        following = state();
                        next.get(state)[c] = following;
                    }
                    state = following;
                }
                output.set(state, with(output.get(state), new int[] {k}));
            }
            complete();
        }

        private int state() {
            if (next.size() == MAX_STATES) {
                throw new IllegalArgumentException("the keywords are too many or too long");
            }
            int[] transitions = new int[1 << CLASS_BITS];
            Arrays.fill(transitions, -1);
            next.add(transitions);
            output.add(NONE);
            return next.size() - 1;
        }

        /** Breadth first: what no keyword continues goes where the longest proper suffix goes. */
        private void complete() {
            int[] fallback = new int[next.size()];
            Deque<Integer> queue = new ArrayDeque<>();
            for (int c = 0; c < 1 << CLASS_BITS; c++) {
                int child = next.get(0)[c];
                if (child < 0) {
                    next.get(0)[c] = 0;
                } else {
                    queue.add(child);
                }
            }
            while (!queue.isEmpty()) {
                int state = queue.remove();
                int[] shorter = next.get(fallback[state]);
                output.set(state, with(output.get(state), output.get(fallback[state])));
                int[] transitions = next.get(state);
                for (int c = 0; c < transitions.length; c++) {
                    if (transitions[c] < 0) {
                        transitions[c] = shorter[c];
                    } else {
                        fallback[transitions[c]] = shorter[c];
                        queue.add(transitions[c]);
                    }
                }
            }
        }

        private static int[] with(int[] some, int[] more) {
            int[] all = Arrays.copyOf(some, some.length + more.length);
            System.arraycopy(more, 0, all, some.length, more.length);
            return all;
        }

        int silent() {
            return (int) output.stream().filter(each -> each.length == 0).count();
        }

        int[] statesWithOutputsLast() {
            int[] order = new int[next.size()];
            int front = 0;
            int back = silent();
            for (int state = 0; state < order.length; state++) {
                if (output.get(state).length == 0) {
                    order[front++] = state;
                } else {
                    order[back++] = state;
                }
            }
            return order;
        }
    }
}
