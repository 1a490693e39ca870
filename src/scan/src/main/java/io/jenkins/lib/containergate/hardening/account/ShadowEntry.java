package io.jenkins.lib.containergate.hardening.account;

/**
 * One line of {@code etc/shadow}, without its hash.
 *
 * @param line from 1
 * @see <a href="https://man7.org/linux/man-pages/man5/shadow.5.html">shadow(5)</a>
 */
public record ShadowEntry(int line, String name, PasswordField password) {
    static ShadowEntry of(int line, String[] fields) {
        return new ShadowEntry(line, fields[0], PasswordField.of(fields));
    }
}
