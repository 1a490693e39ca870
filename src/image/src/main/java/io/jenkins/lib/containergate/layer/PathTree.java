package io.jenkins.lib.containergate.layer;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.UUID;

/**
 * Paths as a tree of names, a number for each, in about 25 bytes plus the name. Hundreds of thousands of paths have to
 * fit beside everything else in a small heap.
 *
 * <p>The hash table over (parent, name) uses a polynomial over a prime field at a secret random point, so that no list
 * of names can be made whose members collide.
 */
final class PathTree {
    static final int ROOT = 0;
    private static final int NONE = -1;
    private static final long PRIME = (1L << 61) - 1;

    private final long point = secretPoint();
    private int[] parents = new int[1024];
    private int[] names = new int[1024];
    private byte[] pool = new byte[16 << 10];
    private int poolSize;
    /** Node number + 1, or 0 for a free slot. */
    private int[] table = new int[4096];

    private int size = 1;

    /** From the runtime's shared secure generator; folded, because each half of a UUID has fixed bits. */
    private static long secretPoint() {
        UUID secret = UUID.randomUUID();
        long folded = secret.getMostSignificantBits() ^ Long.rotateLeft(secret.getLeastSignificantBits(), 32);
        return (folded & Long.MAX_VALUE) % PRIME;
    }

    int size() {
        return size;
    }

    int parent(int node) {
        return parents[node];
    }

    /** The canonical path of a node. */
    String path(int node) {
        Deque<String> segments = new ArrayDeque<>();
        for (int at = node; at != ROOT; at = parents[at]) {
            segments.push(new String(pool, names[at] + 1, pool[names[at]] & 0xff, StandardCharsets.UTF_8));
        }
        return String.join("/", segments);
    }

    /** The node of a name in a directory, negative when there is none. */
    int find(int directory, String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        return child(directory, bytes, 0, bytes.length, false);
    }

    /** The node of a name in a directory, added when it is new. */
    int add(int directory, String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        return child(directory, bytes, 0, bytes.length, true);
    }

    /** The node of a canonical path, added with its parents when it is new; parents have lower numbers. */
    int add(String path) {
        return walk(path, true);
    }

    /** The node of a canonical path, negative when there is none. */
    int find(String path) {
        return walk(path, false);
    }

    private int walk(String path, boolean adding) {
        byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
        int node = ROOT;
        for (int start = 0; start < bytes.length; ) {
            int end = start;
            while (end < bytes.length && bytes[end] != '/') {
                end++;
            }
            int child = child(node, bytes, start, end, adding);
            if (child < 0) {
                return NONE;
            }
            node = child;
            start = end + 1;
        }
        return node;
    }

    private int child(int parent, byte[] bytes, int start, int end, boolean adding) {
        int slot = slot(hash(parent, bytes, start, end));
        while (table[slot] != 0) {
            int node = table[slot] - 1;
            int name = names[node];
            int length = pool[name] & 0xff;
            if (parents[node] == parent
                    && length == end - start
                    && Arrays.equals(pool, name + 1, name + 1 + length, bytes, start, end)) {
                return node;
            }
            slot = slot + 1 & table.length - 1;
        }
        if (!adding) {
            return NONE;
        }
        int node = append(parent, bytes, start, end);
        table[slot] = node + 1;
        if (size * 2 > table.length) {
            rehash();
        }
        return node;
    }

    private int append(int parent, byte[] bytes, int start, int end) {
        if (size == parents.length) {
            parents = Arrays.copyOf(parents, size * 2);
            names = Arrays.copyOf(names, size * 2);
        }
        int length = end - start;
        if (poolSize + length + 1 > pool.length) {
            pool = Arrays.copyOf(pool, pool.length * 2);
        }
        parents[size] = parent;
        names[size] = poolSize;
        pool[poolSize] = (byte) length;
        System.arraycopy(bytes, start, pool, poolSize + 1, length);
        poolSize += length + 1;
        return size++;
    }

    private void rehash() {
        table = new int[table.length * 2];
        for (int node = 1; node < size; node++) {
            int name = names[node];
            int slot = slot(hash(parents[node], pool, name + 1, name + 1 + (pool[name] & 0xff)));
            while (table[slot] != 0) {
                slot = slot + 1 & table.length - 1;
            }
            table[slot] = node + 1;
        }
    }

    private int slot(long hash) {
        return (int) (hash >>> 29) & table.length - 1;
    }

    private long hash(int parent, byte[] bytes, int start, int end) {
        long hash = multiply(parent + 1L, point) + (end - start);
        for (int i = start; i < end; i++) {
            hash = multiply(hash, point) + (bytes[i] & 0xff);
        }
        return multiply(hash, point);
    }

    /** Product modulo 2^61 - 1 of numbers below 2^61 + 2^9. */
    private static long multiply(long a, long b) {
        long low = a * b;
        long high = Math.multiplyHigh(a, b);
        long sum = (low & PRIME) + (low >>> 61 | high << 3);
        return sum >= PRIME ? sum - PRIME : sum;
    }
}
