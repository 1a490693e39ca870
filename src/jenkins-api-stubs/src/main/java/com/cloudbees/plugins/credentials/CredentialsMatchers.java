package com.cloudbees.plugins.credentials;

import io.jenkins.lib.containergate.stubs.Signature;

public class CredentialsMatchers {
    CredentialsMatchers() {}

    public static CredentialsMatcher always() {
        throw Signature.only();
    }
}
