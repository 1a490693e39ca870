package io.jenkins.lib.containergate.hardening.account;

import java.util.List;
import java.util.Optional;

/**
 * One account database as found in a layer or, layers applied, in the image.
 *
 * @param <E> its entries
 */
public sealed interface AccountFile<E> {

    record Absent<E>() implements AccountFile<E> {}

    /**
     * @param at path of what is in the way: the database, or the directory above it
     * @param reason a clause about the database, as in "is a symbolic link"
     */
    record Unreadable<E>(String at, String reason) implements AccountFile<E> {}

    record Entries<E>(List<E> entries) implements AccountFile<E> {
        public Entries {
            entries = List.copyOf(entries);
        }
    }

    /**
     * One line of {@code etc/passwd}.
     *
     * @param line from 1
     * @param uid empty when the field is missing or no number: runtimes then take it as 0
     * @see <a href="https://man7.org/linux/man-pages/man5/passwd.5.html">passwd(5)</a>
     */
    record PasswdEntry(int line, String name, PasswordField password, Optional<NumericId> uid) {
        static PasswdEntry of(int line, String[] fields) {
            return new PasswdEntry(
                    line,
                    fields[0],
                    PasswordField.of(fields),
                    fields.length < 3 ? Optional.empty() : NumericId.parse(fields[2]));
        }

        /** Whether a container started as this account is surely not root. */
        public boolean unprivileged() {
            return uid.map(NumericId::unprivileged).orElse(false);
        }
    }

    /**
     * One line of {@code etc/shadow}, without its hash.
     *
     * @param line from 1
     * @see <a href="https://man7.org/linux/man-pages/man5/shadow.5.html">shadow(5)</a>
     */
    record ShadowEntry(int line, String name, PasswordField password) {
        static ShadowEntry of(int line, String[] fields) {
            return new ShadowEntry(line, fields[0], PasswordField.of(fields));
        }
    }

    /**
     * One line of {@code etc/group}.
     *
     * @param line from 1
     * @see <a href="https://man7.org/linux/man-pages/man5/group.5.html">group(5)</a>
     */
    record GroupEntry(int line, String name, Optional<NumericId> gid) {
        static GroupEntry of(int line, String[] fields) {
            return new GroupEntry(line, fields[0], fields.length < 3 ? Optional.empty() : NumericId.parse(fields[2]));
        }
    }

    /** What the second field of a line of {@code passwd} or {@code shadow} allows. The value itself is never kept. */
    enum PasswordField {
        /** Logging in needs no password. */
        EMPTY,
        /** A hash, a lock, or a reference to {@code shadow}. */
        GUARDED,
        /** The line has no second field, so it names no account one can log in to. */
        ABSENT;

        /** @param fields of one line, split at colons */
        static PasswordField of(String[] fields) {
            if (fields.length < 2) {
                return ABSENT;
            }
            return fields[1].isEmpty() ? EMPTY : GUARDED;
        }
    }
}
