package io.jenkins.lib.containergate.hardening.account;

import java.util.Optional;

/**
 * One line of {@code etc/passwd}.
 *
 * @param line from 1
 * @param uid empty when the field is missing or no number: runtimes then take it as 0
 * @see <a href="https://man7.org/linux/man-pages/man5/passwd.5.html">passwd(5)</a>
 */
public record PasswdEntry(int line, String name, PasswordField password, Optional<NumericId> uid) {
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
