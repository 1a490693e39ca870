package io.jenkins.lib.containergate.hardening.account;

import java.util.List;

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
}
