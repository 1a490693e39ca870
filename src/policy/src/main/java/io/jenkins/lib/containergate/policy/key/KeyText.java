package io.jenkins.lib.containergate.policy.key;

/**
 * The row of a key in the table of settings, in Markdown.
 *
 * @param values what may be written
 * @param unset what holds where no layer states it
 * @param stricter which of two values is the stricter one
 */
public record KeyText(String values, String unset, String stricter) {
    static KeyText of(String values, String unset) {
        return new KeyText(values, unset, "");
    }
}
