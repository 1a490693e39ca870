package com.cloudbees.plugins.credentials.domains;

import io.jenkins.lib.containergate.stubs.Signature;
import java.util.List;

public class URIRequirementBuilder {
    URIRequirementBuilder() {}

    public static URIRequirementBuilder fromUri(String uri) {
        throw Signature.only();
    }

    public List<DomainRequirement> build() {
        throw Signature.only();
    }
}
