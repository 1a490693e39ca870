package io.jenkins.lib.containergate.signature.contenttrust;

import io.jenkins.lib.containergate.signature.Bytes;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The metadata of one repository as its server delivers them; nothing of them is checked.
 *
 * @param roots oldest first, each followed by the next version
 * @param targets by role: {@code targets} and its delegations
 */
public record TrustData(List<Bytes> roots, Bytes timestamp, Bytes snapshot, Map<String, Bytes> targets) {
    public TrustData {
        roots = List.copyOf(roots);
        targets = Map.copyOf(targets);
    }

    Optional<Bytes> targetsOf(RoleName role) {
        return Optional.ofNullable(targets.get(role.text()));
    }
}
