package io.jenkins.lib.containergate.secret.scan;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.layer.FileContent;
import io.jenkins.lib.containergate.secret.detect.FileKind;
import io.jenkins.lib.containergate.text.SafeText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Names of the entries of one archive and targets of links in it, each on a line, which are searched as a text of their own. */
final class EntryNames {
    private static final int TOGETHER = 64 << 10;
    private static final int LONGEST_NAME = 512;
    private static final String NAMES = "(names of entries)";
    private static final String NOTES = "(comments and attributes of entries)";

    private final TextSearch search;
    private final ScannedFile subject;
    private final ScannedFile.Place names;
    private final StringBuilder text = new StringBuilder();

    private EntryNames(TextSearch search, ScannedFile subject, ScannedFile.Place archive, String shown) {
        this.search = search;
        this.subject = subject;
        this.names = new ScannedFile.Place(
                archive.path() + "!/" + shown, FileKind.PROSE, archive.archiveDepth() + 1, archive.kinds());
    }

    /** A name as it may stand in a path that is shown. */
    static String shortened(String name) {
        return SafeText.bounded(name, LONGEST_NAME);
    }

    static EntryNames names(TextSearch search, ScannedFile subject, ScannedFile.Place archive) {
        return new EntryNames(search, subject, archive, NAMES);
    }

    /** What an archive says of its entries beside their names. */
    static EntryNames notes(TextSearch search, ScannedFile subject, ScannedFile.Place archive) {
        return new EntryNames(search, subject, archive, NOTES);
    }

    /** A text that is no name. */
    void note(String note) throws IOException, GateException, InterruptedException {
        if (!note.isEmpty()) {
            text.append(note).append('\n');
        }
        if (text.length() >= TOGETHER) {
            finish();
        }
    }

    void link(String target) throws IOException, GateException, InterruptedException {
        for (String line : LinkText.lines(target)) {
            note(line.replace('\n', ' '));
        }
    }

    void add(String name) throws IOException, GateException, InterruptedException {
        note(name.replace('\n', ' ').replace('/', '\n'));
    }

    /** Searches the rest. */
    void finish() throws IOException, GateException, InterruptedException {
        if (!text.isEmpty() && !subject.exhausted()) {
            byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
            search.search(new FileContent.MemoryContent(names.path(), bytes), subject, names);
        }
        text.setLength(0);
    }
}
