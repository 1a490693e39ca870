package io.jenkins.lib.containergate.secret.text;

/**
 * A value given to a name: {@code db_password: "..."}, {@code --token=...}, {@code <secret>...</secret>}.
 *
 * @param name as written, such as {@code spring.datasource.password}
 * @param value as written between its quotes, or up to what ends an unquoted value, with {@link Escapes} resolved
 * @param start position of the value
 * @param end position after it
 * @param quoted whether quotes, tags or the parts of a connection string delimit it
 * @param spaced whether only white space stands between name and value, as in {@code ENV TOKEN ...}
 */
public record Assignment(String name, String value, int start, int end, boolean quoted, boolean spaced) {
    /** The value may be a secret. */
    @Override
    public String toString() {
        return "Assignment[" + value.length() + " characters]";
    }
}
