package io.jenkins.lib.containergate.hardening.account;

import java.util.Optional;

/**
 * One line of {@code etc/group}.
 *
 * @param line from 1
 * @see <a href="https://man7.org/linux/man-pages/man5/group.5.html">group(5)</a>
 */
public record GroupEntry(int line, String name, Optional<NumericId> gid) {
    static GroupEntry of(int line, String[] fields) {
        return new GroupEntry(line, fields[0], fields.length < 3 ? Optional.empty() : NumericId.parse(fields[2]));
    }
}
