package io.jenkins.lib.containergate.signature.contenttrust;

import java.net.URI;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * How the policy recognises a signer of Docker Content Trust.
 *
 * @param server address of the Notary v1 server
 * @param pins at least one
 * @param delegations every one of them must have signed: {@code targets/releases}, or {@code targets} for the owner of
 *     the repository
 */
public record ContentTrustPolicy(URI server, List<RootPin> pins, List<String> delegations) {
    public ContentTrustPolicy {
        pins = List.copyOf(pins);
        delegations = List.copyOf(delegations);
        if (pins.isEmpty() || delegations.isEmpty()) {
            throw new IllegalArgumentException("a signer of Docker Content Trust needs pinned roots and delegations");
        }
    }

    /** What makes two names one signer. */
    public String identity() {
        return pins.stream().map(RootPin::shown).sorted().collect(Collectors.joining(", ")) + ", for "
                + String.join(", ", new TreeSet<>(delegations));
    }
}
