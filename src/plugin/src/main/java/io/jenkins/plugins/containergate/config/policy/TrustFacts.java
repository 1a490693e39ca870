package io.jenkins.plugins.containergate.config.policy;

import hudson.Util;
import hudson.util.FormValidation;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.signature.crypto.Certificates;
import io.jenkins.lib.containergate.signature.crypto.PublicKeys;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What an administrator wants to see of a key or certificate that was pasted: is it usable, which one is it, until when. */
final class TrustFacts {
    private static final String NAME = "this";

    private TrustFacts() {}

    static FormValidation ofKey(String pem) {
        if (Util.fixEmptyAndTrim(pem) == null) {
            return FormValidation.ok();
        }
        try {
            return FormValidation.ok("SHA-256 fingerprint: "
                    + PublicKeys.fingerprint(PublicKeys.ofPem(pem, NAME)).hex());
        } catch (GateException e) {
            return FormValidation.error(e.getMessage());
        }
    }

    static FormValidation ofCertificates(String pem, Clock clock) {
        if (Util.fixEmptyAndTrim(pem) == null) {
            return FormValidation.ok();
        }
        try {
            List<String> lines = new ArrayList<>();
            boolean expired = false;
            for (X509Certificate certificate : Certificates.ofPem(pem, NAME)) {
                Instant end = certificate.getNotAfter().toInstant();
                expired |= end.isBefore(clock.instant());
                lines.add(certificate.getSubjectX500Principal().getName() + ", until " + end + ", SHA-256 fingerprint: "
                        + Digest.of(certificate.getEncoded()).hex());
            }
            String text = String.join("; ", lines);
            return expired ? FormValidation.warning("expired: " + text) : FormValidation.ok(text);
        } catch (GateException e) {
            return FormValidation.error(e.getMessage());
        } catch (CertificateEncodingException e) {
            return FormValidation.error("this is not a certificate");
        }
    }
}
