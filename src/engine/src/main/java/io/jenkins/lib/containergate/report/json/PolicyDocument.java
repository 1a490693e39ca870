package io.jenkins.lib.containergate.report.json;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.policy.PolicyIdentity;
import java.util.List;

record PolicyDocument(String digest, List<String> layers) {
    static PolicyDocument of(PolicyIdentity policy) {
        return new PolicyDocument(
                policy.digest().toString(),
                policy.layers().stream().map(Bounded::text).toList());
    }

    PolicyIdentity identity() throws GateException {
        return new PolicyIdentity(Digest.parse(digest), layers);
    }
}
