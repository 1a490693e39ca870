package io.jenkins.plugins.checks.api;

import io.jenkins.lib.containergate.stubs.Signature;

public class ChecksDetails {
    ChecksDetails() {}

    public static class ChecksDetailsBuilder {
        public ChecksDetailsBuilder() {}

        public ChecksDetailsBuilder withName(String name) {
            throw Signature.only();
        }

        public ChecksDetailsBuilder withStatus(ChecksStatus status) {
            throw Signature.only();
        }

        public ChecksDetailsBuilder withDetailsURL(String detailsURL) {
            throw Signature.only();
        }

        public ChecksDetailsBuilder withConclusion(ChecksConclusion conclusion) {
            throw Signature.only();
        }

        public ChecksDetailsBuilder withOutput(ChecksOutput output) {
            throw Signature.only();
        }

        public ChecksDetails build() {
            throw Signature.only();
        }
    }
}
