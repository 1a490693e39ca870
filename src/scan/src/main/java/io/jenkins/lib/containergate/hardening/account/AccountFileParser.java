package io.jenkins.lib.containergate.hardening.account;

import io.jenkins.lib.containergate.hardening.account.AccountFile.GroupEntry;
import io.jenkins.lib.containergate.hardening.account.AccountFile.PasswdEntry;
import io.jenkins.lib.containergate.hardening.account.AccountFile.ShadowEntry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads lines of colon-separated fields as leniently as container runtimes do: blanks around a line are dropped, empty
 * lines and comments skipped, missing fields tolerated. A line a runtime would act on must not be lost here.
 *
 * @param <E> entries it makes
 */
public final class AccountFileParser<E> {
    /** Larger files, and more entries, are no honest account database. */
    public static final int MAX_BYTES = 64 << 10;

    public static final int MAX_ENTRIES = 1_000;

    private final String path;
    private final EntryFactory<E> factory;

    private AccountFileParser(String path, EntryFactory<E> factory) {
        this.path = path;
        this.factory = factory;
    }

    public static AccountFileParser<PasswdEntry> passwd() {
        return new AccountFileParser<>("etc/passwd", PasswdEntry::of);
    }

    public static AccountFileParser<ShadowEntry> shadow() {
        return new AccountFileParser<>("etc/shadow", ShadowEntry::of);
    }

    public static AccountFileParser<GroupEntry> group() {
        return new AccountFileParser<>("etc/group", GroupEntry::of);
    }

    /** Where the database is in an image. */
    public String path() {
        return path;
    }

    /** Unreadable, never cut short, when the content breaks a bound. */
    public AccountFile<E> parse(byte[] content) {
        if (content.length > MAX_BYTES) {
            return unreadable("is larger than " + MAX_BYTES + " bytes");
        }
        List<E> entries = new ArrayList<>();
        String[] lines = new String(content, StandardCharsets.UTF_8).split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            String line = trim(lines[i]);
            if (line.isEmpty() || line.charAt(0) == '#') {
                continue;
            }
            if (entries.size() == MAX_ENTRIES) {
                return unreadable("has more than " + MAX_ENTRIES + " entries");
            }
            entries.add(factory.entry(i + 1, line.split(":", -1)));
        }
        return new AccountFile.Entries<>(entries);
    }

    /** @param reason see {@link AccountFile.Unreadable#reason} */
    public AccountFile<E> unreadable(String reason) {
        return new AccountFile.Unreadable<>(path, reason);
    }

    /** Drops every character a runtime takes for a blank, no-break spaces included. */
    private static String trim(String line) {
        int start = 0;
        int end = line.length();
        while (start < end && isBlank(line.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(line.charAt(end - 1))) {
            end--;
        }
        return line.substring(start, end);
    }

    private static boolean isBlank(char character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character) || character == '\u0085';
    }

    private interface EntryFactory<E> {
        E entry(int line, String[] fields);
    }
}
