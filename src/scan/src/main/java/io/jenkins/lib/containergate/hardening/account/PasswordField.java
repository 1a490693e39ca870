package io.jenkins.lib.containergate.hardening.account;

/** What the second field of a line of {@code passwd} or {@code shadow} allows. The value itself is never kept. */
public enum PasswordField {
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
