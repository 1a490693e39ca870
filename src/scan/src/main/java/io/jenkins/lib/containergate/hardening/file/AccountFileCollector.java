package io.jenkins.lib.containergate.hardening.file;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.hardening.account.AccountFile;
import io.jenkins.lib.containergate.hardening.account.AccountFileParser;
import io.jenkins.lib.containergate.layer.FileContent;
import io.jenkins.lib.containergate.layer.LayerEntry;
import java.io.IOException;

/**
 * Takes one account database out of a layer. What is no plain, small file becomes unreadable, never absent: the last
 * entry of its path counts.
 *
 * @param <E> its entries
 */
final class AccountFileCollector<E> {
    private static final String DIRECTORY = "etc";

    private final AccountFileParser<E> parser;
    private AccountFile<E> file = new AccountFile.Absent<>();

    AccountFileCollector(AccountFileParser<E> parser) {
        this.parser = parser;
    }

    /** Whether the content is needed. */
    boolean wants(LayerEntry entry) {
        if (entry.path().equals(DIRECTORY) && entry.kind() != LayerEntry.Kind.DIRECTORY) {
            file = new AccountFile.Unreadable<>(
                    DIRECTORY, "lies behind " + DIRECTORY + ", which is a " + word(entry.kind()));
            return false;
        }
        if (!entry.path().equals(parser.path())) {
            return false;
        }
        if (entry.kind() != LayerEntry.Kind.FILE) {
            file = parser.unreadable("is a " + word(entry.kind()) + ", not a plain file");
            return false;
        }
        if (entry.size() > AccountFileParser.MAX_BYTES) {
            file = parser.unreadable("is larger than " + AccountFileParser.MAX_BYTES + " bytes");
            return false;
        }
        return true;
    }

    void visit(LayerEntry entry, FileContent content) throws GateException, IOException {
        if (entry.path().equals(parser.path())) {
            file = parser.parse(content.bytes(AccountFileParser.MAX_BYTES));
        }
    }

    AccountFile<E> finish() {
        return file;
    }

    private static String word(LayerEntry.Kind kind) {
        return switch (kind) {
            case FILE -> "file";
            case DIRECTORY -> "directory";
            case SYMBOLIC_LINK -> "symbolic link";
            case HARD_LINK -> "hard link";
            case DEVICE -> "device node";
            case FIFO -> "named pipe";
        };
    }
}
