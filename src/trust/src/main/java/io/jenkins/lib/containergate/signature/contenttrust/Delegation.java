package io.jenkins.lib.containergate.signature.contenttrust;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.StrictJson;
import io.jenkins.lib.containergate.signature.RejectedSignatureException;
import java.util.List;

/**
 * What targets metadata hand on to another role (C.6.6).
 *
 * @param paths what the names of targets there have to begin with; {@code ""} is everything
 */
record Delegation(RoleKeys keys, List<String> paths) {
    Delegation {
        paths = List.copyOf(paths);
    }

    /** @throws RejectedSignatureException unless the parent delegates to the role, and only once */
    static Delegation find(TrustMetadata parent, RoleName role) throws GateException {
        StrictJson delegations = parent.signed()
                .member("delegations")
                .orElseThrow(() -> new RejectedSignatureException(parent.role() + " has no delegation"));
        Delegation found = null;
        for (StrictJson each : delegations.elementsOf("roles")) {
            if (each.textOf("name").equals(role.text())) {
                if (found != null) {
                    throw new RejectedSignatureException(parent.role() + " delegates twice to " + role);
                }
                found = new Delegation(RoleKeys.parse(each, RoleKeys.defined(delegations)), each.textsOf("paths"));
            }
        }
        if (found == null) {
            throw new RejectedSignatureException(parent.role() + " does not delegate to " + role);
        }
        return found;
    }

    boolean covers(String target) {
        return paths.stream().anyMatch(target::startsWith);
    }
}
