package io.jenkins.lib.containergate.secret.scan;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.secret.detect.Detector;
import io.jenkins.lib.containergate.secret.text.Base64Run;
import io.jenkins.lib.containergate.secret.text.Characters;
import io.jenkins.lib.containergate.secret.text.TextWindow;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** Finds the stretches of a buffer that are base 64, hexadecimal or percent-encoded text, and has them searched. */
final class Decoding {
    /** Fewest characters of a run: shorter ones decode to no secret worth the name. */
    private static final int SHORTEST = 24;

    private static final int SHORTEST_HEX = 32;
    /** Characters of most words with an escape in them. */
    private static final int URL = 256;

    /** The head of gzip in base 64. */
    private static final String GZIP = "H4sI";

    /** What a script begins with that may have an archive behind it. */
    private static final String SCRIPT = "IyEv";

    private static final String ELF = "f0VMRg";
    private static final String PE = "TVqQAA";

    /** Characters of an archive that may go on behind what is in memory. */
    private static final int LONG = 128 << 10;

    /** Characters that stand for the base 64 of the first header of every kind of archive. */
    private static final int BEGINNING = 1_200;

    private static final int PROBE = 16;
    private static final int PRINTABLE_OF_PROBE = 15;
    /** Lines of wrapped base 64 have 64 or 76 characters. */
    private static final int WRAPPED = 60;
    /** A line break with the indentation of the next line, as in a block of YAML. */
    private static final int MOST_INDENTED = 32;

    /** Searches decoded text. */
    @FunctionalInterface
    interface Search {
        List<Hit> in(byte[] decoded) throws GateException, InterruptedException;
    }

    private final TextWindow text;
    private final BufferSearch.Stretch stretch;
    private final int shortest;
    private final Search search;
    /** Characters that may belong to one encoded text. */
    record Run(int start, int end, TextEncoding encoding) {}

    /** Archives, which are opened by whoever can. */
    private final List<Run> archives = new ArrayList<>();

    /** @param shortest characters of the shortest text that may hold a secret */
    Decoding(TextWindow text, BufferSearch.Stretch stretch, int shortest, Search search) {
        this.text = text;
        this.stretch = stretch;
        this.shortest = shortest;
        this.search = search;
    }

    List<Run> archives() {
        return archives;
    }

    void base64AndHexadecimal(List<Hit> hits) throws GateException, InterruptedException {
        byte[] bytes = stretch.bytes();
        int last = Math.min(text.end(), stretch.to() + SHORTEST);
        int start = Base64Run.find(bytes, stretch.from(), last, SHORTEST);
        while (start < stretch.to() && start + SHORTEST <= last) {
            int end = runEnd(start);
            run(runBegin(start), end, hits);
            start = Base64Run.find(bytes, end, last, SHORTEST);
        }
    }

    /** Runs go on over line breaks where lines are as long as encoders wrap them. */
    private int runEnd(int position) {
        int end = Base64Run.end(stretch.bytes(), position, text.end());
        int lineStart = position;
        while (end - lineStart >= WRAPPED && wrap(end) > 0 || slash(end)) {
            lineStart = slash(end) ? end + 1 : end + wrap(end);
            end = Base64Run.end(stretch.bytes(), lineStart, text.end());
        }
        return end;
    }

    /** What stands before an escaped slash may be too short to be looked at by itself. */
    private int runBegin(int position) {
        int begin = position;
        while (begin > 1 && slash(begin - 1) && position - begin < SHORTEST * SHORTEST) {
            int before = begin - 1;
            while (before > 0 && begin - before <= SHORTEST && Characters.base64(text.at(before - 1))) {
                before--;
            }
            if (before == begin - 1) {
                return begin;
            }
            begin = before;
        }
        return begin;
    }

    /** A slash as some write it in JSON. */
    private boolean slash(int at) {
        return text.at(at) == '\\' && text.at(at + 1) == '/';
    }

    /** Length of a line break with base 64 on its other side, 0 otherwise; literal {@code \n} counts. */
    private int wrap(int at) {
        int length = text.at(at) == '\r' && text.at(at + 1) == '\n' || text.startsWith("\\n", at)
                ? 2
                : text.at(at) == '\n' ? 1 : 0;
        if (length == 0) {
            return 0;
        }
        int indented = length;
        while (indented < MOST_INDENTED && (text.at(at + indented) == ' ' || text.at(at + indented) == '\t')) {
            indented++;
        }
        return Characters.base64(text.at(at + indented)) ? indented : 0;
    }

    private void run(int start, int end, List<Hit> hits) throws GateException, InterruptedException {
        if (end - start >= SHORTEST_HEX && hexadecimal(start, start + SHORTEST_HEX)) {
            if (readable(HexFormat.of().parseHex(text.text(start, start + SHORTEST_HEX)))) {
                int hexEnd = hexadecimalEnd(start, end);
                String digits = hexadecimalDigits(start, hexEnd);
                byte[] decoded = HexFormat.of().parseHex(digits.substring(0, digits.length() - digits.length() % 2));
                found(decoded, start, hexEnd, "hexadecimal", hits);
            }
            return;
        }
        if (EncodedArchive.begins(text, start, end)
                || program(start)
                || end - start > LONG && (compressed(text, start) || twice(start))) {
            archives.add(new Run(start, end, TextEncoding.BASE_64));
            return;
        }
        if (compressed(text, start)) {
            found(base64(text.text(start, end).replace("\\n", "")), start, end, "base64", hits);
            return;
        }
        if (wide(start)) {
            byte[] decoded = base64(text.text(start, end).replace("\\n", ""));
            byte[] narrow = new byte[(decoded.length + 1) / 2];
            for (int i = 0; i < narrow.length; i++) {
                narrow[i] = decoded[2 * i];
            }
            if (readable(narrow)) {
                found(narrow, start, end, "base64", hits);
                return;
            }
        }
        for (int offset = 0; offset < 4 && end - start - offset >= SHORTEST; offset++) {
            if (Base64Run.readable(stretch.bytes(), start + offset, PROBE, PRINTABLE_OF_PROBE)) {
                String run = text.text(start + offset, end).replace("\\n", "");
                byte[] decoded = base64(run);
                if (text.startsWith(SCRIPT, start + offset) && (end == text.end() || goesOnOtherwise(decoded))) {
                    archives.add(new Run(start + offset, end, TextEncoding.BASE_64));
                }
                found(decoded, start + offset, end, "base64", hits);
                return;
            }
        }
    }

    /** Over the ends of lines of one length, as dumps have them. */
    private int hexadecimalEnd(int start, int end) {
        int at = start;
        while (at < end && (Characters.hexadecimal(text.at(at)) || space(text.at(at)) || broken(at))) {
            at += broken(at) ? 2 : 1;
        }
        return Math.min(at, end);
    }

    private static boolean space(int c) {
        return Characters.lineBreak(c) || Characters.blank(c);
    }

    private String hexadecimalDigits(int start, int end) {
        StringBuilder digits = new StringBuilder(end - start);
        for (int at = start; at < end; at++) {
            if (Characters.hexadecimal(text.at(at))) {
                digits.append((char) text.at(at));
            }
        }
        return digits.toString();
    }

    /** A line break as it is written within a string. */
    private boolean broken(int at) {
        return text.at(at) == '\\' && text.at(at + 1) == 'n';
    }

    /** Whether UTF-16 may begin here, as PowerShell takes commands: every other byte of the second and the fourth three is zero. */
    private boolean wide(int start) {
        return text.at(start + 4) == 'A'
                && text.at(start + 7) == 'A'
                && text.at(start + 12) == 'A'
                && text.at(start + 15) == 'A';
    }

    /** @param begin where the first line of uuencoded data may begin */
    void uuencoded(int begin) {
        if (UuencodedText.begins(text, begin)) {
            archives.add(new Run(begin, text.end(), TextEncoding.UUENCODE));
        }
    }

    /** Whether something else than text follows in it. */
    private static boolean goesOnOtherwise(byte[] decoded) {
        for (byte c : decoded) {
            if (c >= 0 && c < '\t') {
                return true;
            }
        }
        return false;
    }

    /** ELF and PE, which may have an archive behind their end. */
    private boolean program(int start) {
        return text.startsWith(ELF, start) || text.startsWith(PE, start);
    }

    /** Whether what is decoded is an archive in base 64 once more, as releases of Helm are. */
    private boolean twice(int start) {
        byte[] decoded = base64(text.text(start, start + BEGINNING).replace("\\n", ""));
        TextWindow inner = TextWindow.over(decoded, 0, decoded.length);
        return EncodedArchive.begins(inner, 0, decoded.length) || compressed(inner, 0);
    }

    /** Whether gzip or zlib may begin here, in base 64; of zlib the four headers that are written. */
    private static boolean compressed(TextWindow text, int start) {
        if (text.at(start) == 'H') {
            return text.startsWith(GZIP, start);
        }
        return text.at(start) == 'e'
                && switch (text.at(start + 1)) {
                    case 'A' -> text.at(start + 2) >= 'E' && text.at(start + 2) <= 'H';
                    case 'F' -> text.at(start + 2) >= '4' && text.at(start + 2) <= '7';
                    case 'J' -> text.at(start + 2) >= 'w' && text.at(start + 2) <= 'z';
                    case 'N' -> text.at(start + 2) >= 'o' && text.at(start + 2) <= 'r';
                    default -> false;
                };
    }

    private boolean hexadecimal(int from, int to) {
        for (int i = from; i < to; i++) {
            if (!Characters.hexadecimal(text.at(i))) {
                return false;
            }
        }
        return true;
    }

    private static byte[] base64(String run) {
        StringBuilder digits = new StringBuilder(run.length());
        for (int i = 0; i < run.length(); i++) {
            char c = run.charAt(i);
            if (Characters.base64(c)) {
                digits.append(c == '-' ? '+' : c == '_' ? '/' : c);
            }
        }
        if (digits.length() % 4 == 1) {
            digits.setLength(digits.length() - 1);
        }
        return Base64.getDecoder().decode(digits.toString());
    }

    private static boolean readable(byte[] decoded) {
        int length = Math.min(PROBE, decoded.length);
        int readable = 0;
        for (int i = 0; i < length; i++) {
            int c = decoded[i] & 0xff;
            readable += Characters.printable(c) || Characters.lineBreak(c) || c == '\t' ? 1 : 0;
        }
        return length == PROBE && readable >= PRINTABLE_OF_PROBE;
    }

    private void found(byte[] decoded, int start, int end, String encoding, List<Hit> hits)
            throws GateException, InterruptedException {
        for (Hit hit : search.in(decoded)) {
            hits.add(hit.within(start, end, encoding));
        }
    }

    /**
     * Decodes the word around an escape.
     *
     * @return position after the word
     */
    int percent(int escape, List<Hit> hits) throws GateException, InterruptedException {
        int start = escape;
        while (start > 0 && start > escape - Detector.REACH / 4 && urlByte(text.at(start - 1))) {
            start--;
        }
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(URL);
        int escapes = 0;
        int end = start;
        while (decoded.size() < Detector.REACH && urlByte(text.at(end))) {
            if (text.at(end) == '%'
                    && Characters.hexadecimal(text.at(end + 1))
                    && Characters.hexadecimal(text.at(end + 2))) {
                decoded.write(Character.digit(text.at(end + 1), 16) << 4 | Character.digit(text.at(end + 2), 16));
                escapes++;
                end += 3;
            } else {
                decoded.write(text.at(end++));
            }
        }
        if (escapes > 0 && decoded.size() >= shortest) {
            found(decoded.toByteArray(), start, end, "percent-encoding", hits);
        }
        return Math.max(end, escape + 1);
    }

    private static boolean urlByte(int c) {
        return c > ' ' && c < 0x7f && c != '"' && c != '\'' && c != '<' && c != '>' && c != '`';
    }
}
