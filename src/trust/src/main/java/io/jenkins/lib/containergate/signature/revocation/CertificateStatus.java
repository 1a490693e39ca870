package io.jenkins.lib.containergate.signature.revocation;

import java.time.Instant;

/** What an authority says of one of its certificates; that it says nothing is an exception. */
sealed interface CertificateStatus {
    /** Not revoked, as far as the authority knows. */
    record Good() implements CertificateStatus {}

    /** Also while it is only on hold. */
    record Revoked(Instant at) implements CertificateStatus {}
}
