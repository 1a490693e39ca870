package io.jenkins.lib.containergate.signature.contenttrust;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A role of Notary v1: {@code root}, {@code timestamp}, {@code snapshot}, {@code targets} or a delegation below that. */
record RoleName(String text) {
    static final RoleName ROOT = new RoleName("root");
    static final RoleName TIMESTAMP = new RoleName("timestamp");
    static final RoleName SNAPSHOT = new RoleName("snapshot");
    static final RoleName TARGETS = new RoleName("targets");

    /** The role that delegates to this one; empty for a role of the root. */
    Optional<RoleName> parent() {
        int slash = text.lastIndexOf('/');
        return slash < 0 ? Optional.empty() : Optional.of(new RoleName(text.substring(0, slash)));
    }

    /** The delegations that lead here from {@code targets}, which comes first. */
    List<RoleName> path() {
        List<RoleName> path = new ArrayList<>();
        Optional<RoleName> role = Optional.of(this);
        while (role.isPresent()) {
            path.add(0, role.get());
            role = role.get().parent();
        }
        return path;
    }

    @Override
    public String toString() {
        return text;
    }
}
