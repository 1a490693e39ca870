package io.jenkins.lib.containergate.secret.scan;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.secret.text.Base64Run;
import io.jenkins.lib.containergate.secret.text.Characters;
import io.jenkins.lib.containergate.secret.text.TextWindow;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Finds the stretches of a buffer that are base 64, hexadecimal or percent-encoded text, and has them searched. */
final class Decoding {
    /** Fewest characters of a run: shorter ones decode to no secret worth the name. */
    private static final int SHORTEST = 24;

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

    /** Searches decoded text. */
    @FunctionalInterface
    interface Search {
        List<Hit> in(byte[] decoded) throws GateException, InterruptedException;
    }

    private final TextWindow text;
    private final BufferSearch.Stretch stretch;
    private final Base64Lines lines;
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
        this.lines = new Base64Lines(text, stretch.bytes(), SHORTEST);
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
            int end = lines.end(start);
            run(lines.begin(start), end, hits);
            start = Base64Run.find(bytes, end, last, SHORTEST);
        }
    }

    private void run(int start, int end, List<Hit> hits) throws GateException, InterruptedException {
        if (HexadecimalRun.begins(text, start, end)) {
            HexadecimalRun run = new HexadecimalRun(text, start, end);
            if (readable(run.beginning())) {
                found(run.decoded(), start, run.lastEnd(), "hexadecimal", hits);
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
        PercentEncodedWord word = PercentEncodedWord.around(text, escape);
        if (word.decoded().length >= shortest) {
            found(word.decoded(), word.start(), word.end(), "percent-encoding", hits);
        }
        return Math.max(word.end(), escape + 1);
    }
}
