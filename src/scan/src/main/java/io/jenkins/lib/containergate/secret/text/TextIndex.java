package io.jenkins.lib.containergate.secret.text;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Where a text says something that other places of it refer to: anchors of YAML, and rows that SQL inserts into a table without
 * naming the columns. Read once for each text and kind, whatever the number of references.
 */
final class TextIndex {
    private static final int NAME = 64;
    private static final int GAP = 48;
    private static final String INSERT = "insert into ";
    private static final String VALUES = "values";
    private static final String CREATE = "create table ";

    private final TextWindow text;
    private @Nullable Map<String, TreeMap<Integer, Integer>> anchors;
    private @Nullable Map<String, Integer> rows;
    private @Nullable TreeSet<Integer> tables;

    TextIndex(TextWindow text) {
        this.text = text;
    }

    /** Behind the last anchor of that name before a position; -1 for none. */
    int anchor(String name, int before) {
        Map<String, TreeMap<Integer, Integer>> all = anchors;
        if (all == null) {
            all = readAnchors();
            anchors = all;
        }
        TreeMap<Integer, Integer> places = all.get(name);
        Map.Entry<Integer, Integer> last = places == null ? null : places.lowerEntry(before);
        return last == null ? -1 : last.getValue();
    }

    /** Behind the bracket of the first row that is inserted into a table; -1 for none. */
    int row(String table) {
        Map<String, Integer> all = rows;
        if (all == null) {
            all = readRows();
            rows = all;
        }
        return all.getOrDefault(table, -1);
    }

    /** Behind the words of the last statement before a position that creates a table; -1 for none. */
    int created(int before) {
        TreeSet<Integer> all = tables;
        if (all == null) {
            all = new TreeSet<>();
            for (int at = text.indexOf(CREATE, text.start(), text.end());
                    at >= 0;
                    at = text.indexOf(CREATE, at + 1, text.end())) {
                all.add(at + CREATE.length());
            }
            tables = all;
        }
        Integer last = all.lower(before);
        return last == null ? -1 : last;
    }

    private Map<String, TreeMap<Integer, Integer>> readAnchors() {
        Map<String, TreeMap<Integer, Integer>> all = new HashMap<>();
        for (int at = text.start(); at < text.end(); at++) {
            if (text.at(at) != '&' || ":-,[{".indexOf(beforeBlanks(at)) < 0) {
                continue;
            }
            int end = at + 1;
            while (end < at + NAME && anchorByte(text.at(end))) {
                end++;
            }
            if (end > at + 1 && (Characters.blank(text.at(end)) || Characters.lineBreak(text.at(end)))) {
                all.computeIfAbsent(text.text(at + 1, end), none -> new TreeMap<>())
                        .put(at, end);
            }
        }
        return all;
    }

    private int beforeBlanks(int from) {
        int at = from - 1;
        while (at > from - GAP && Characters.blank(text.at(at))) {
            at--;
        }
        return text.at(at);
    }

    static boolean anchorByte(int c) {
        return Characters.word(c) || c == '-' || c == '.';
    }

    private Map<String, Integer> readRows() {
        Map<String, Integer> all = new HashMap<>();
        int at = text.indexOf(INSERT, text.start(), text.end());
        while (at >= 0) {
            int from = at + INSERT.length();
            int end = nameEnd(text, from);
            int values = spaces(text, end);
            int row = spaces(text, values + VALUES.length());
            if (end > from && text.indexOf(VALUES, values, values + VALUES.length()) == values && text.at(row) == '(') {
                all.putIfAbsent(table(text.text(from, end)), row + 1);
            }
            at = text.indexOf(INSERT, from, text.end());
        }
        return all;
    }

    /** The end of the name of a table, with its quotes and that of its schema. */
    static int nameEnd(TextWindow text, int from) {
        int end = from;
        while (end < from + NAME && (Characters.word(text.at(end)) || "`\"[].$".indexOf(text.at(end)) >= 0)) {
            end++;
        }
        return end;
    }

    /** Without quotes and the schema: different statements of one dump write them differently. */
    static String table(String written) {
        String bare = written.replaceAll("[`\"\\[\\]]", "");
        return bare.substring(bare.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    static int spaces(TextWindow text, int from) {
        int at = from;
        while (at < from + GAP && (Characters.blank(text.at(at)) || Characters.lineBreak(text.at(at)))) {
            at++;
        }
        return at;
    }
}
