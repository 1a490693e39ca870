package io.jenkins.lib.containergate.hardening.account;

import java.util.Optional;

/**
 * The user part of {@code USER}, {@code docker run --user} or a task definition's {@code user}: {@code name},
 * {@code name:group}, {@code uid}, {@code uid:gid}, or nothing, which is root.
 *
 * @param name what stands before the colon, blanks around it dropped; empty for the default
 * @param uid present when that is a number
 */
public record UserSpec(String name, Optional<NumericId> uid) {
    public static UserSpec parse(String text) {
        int colon = text.indexOf(':');
        String name = (colon < 0 ? text : text.substring(0, colon)).strip();
        return new UserSpec(name, NumericId.parse(name));
    }

    public boolean isDefault() {
        return name.isEmpty();
    }
}
