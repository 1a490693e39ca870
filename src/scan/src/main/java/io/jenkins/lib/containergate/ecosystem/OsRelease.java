package io.jenkins.lib.containergate.ecosystem;

import java.util.List;
import java.util.Optional;

/**
 * The distribution, from {@code etc/os-release} or {@code usr/lib/os-release}.
 *
 * @param id {@code ID}, lower case: {@code debian}
 * @param idLike {@code ID_LIKE}, closest first
 * @param versionId {@code VERSION_ID}: {@code 12}, {@code 3.20.1}; absent for rolling releases
 * @param codename {@code VERSION_CODENAME}
 * @param prettyName {@code PRETTY_NAME}
 * @see <a href="https://www.freedesktop.org/software/systemd/man/latest/os-release.html">os-release(5)</a>
 */
public record OsRelease(
        String id, List<String> idLike, Optional<String> versionId, Optional<String> codename, String prettyName) {
    public OsRelease {
        idLike = List.copyOf(idLike);
    }
}
