package io.jenkins.plugins.containergate.config.policy;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.policy.document.PolicyDocument;
import io.jenkins.lib.containergate.policy.signer.CosignSigner;
import io.jenkins.lib.containergate.policy.signer.NotationSigner;
import io.jenkins.lib.containergate.policy.signer.Signer;
import io.jenkins.lib.containergate.signature.crypto.Certificates;
import io.jenkins.lib.containergate.signature.crypto.PublicKeys;
import io.jenkins.plugins.containergate.Messages;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What an administrator wants to see of keys and certificates that were pasted: are they usable, which are they, until when. */
final class SignerFacts {
    private final Clock clock;
    private final List<String> problems = new ArrayList<>();
    private final List<PolicyEffect.Line> lines = new ArrayList<>();

    SignerFacts(Clock clock, PolicyDocument policy) {
        this.clock = clock;
        policy.signatures().forEach(entry -> entry.value().signers().forEach(this::add));
    }

    /** Why keys or certificates cannot be used. */
    List<String> problems() {
        return List.copyOf(problems);
    }

    List<PolicyEffect.Line> lines() {
        return List.copyOf(lines);
    }

    private void add(Signer signer) {
        try {
            if (signer instanceof CosignSigner cosign && cosign.key() instanceof CosignSigner.Pem pem) {
                line(signer, Messages.SignerFacts_key(key(signer, pem.text())));
            }
            if (signer instanceof NotationSigner notation) {
                certificates(signer, notation.trustStore());
                if (notation.timestampStore().isPresent()) {
                    certificates(signer, notation.timestampStore().get());
                }
            }
        } catch (GateException e) {
            problems.add(e.getMessage());
        } catch (CertificateEncodingException e) {
            problems.add(Messages.SignerFacts_notACertificate(signer.name()));
        }
    }

    private static String key(Signer signer, String pem) throws GateException {
        return PublicKeys.fingerprint(PublicKeys.ofPem(pem, signer.name())).hex();
    }

    private void certificates(Signer signer, String pem) throws GateException, CertificateEncodingException {
        for (X509Certificate certificate : Certificates.ofPem(pem, signer.name())) {
            Instant end = certificate.getNotAfter().toInstant();
            String text = Messages.SignerFacts_certificate(
                    certificate.getSubjectX500Principal().getName(),
                    end.toString(),
                    Digest.of(certificate.getEncoded()).hex());
            line(signer, end.isBefore(clock.instant()) ? Messages.SignerFacts_expired(text) : text);
        }
    }

    private void line(Signer signer, String fact) {
        lines.add(new PolicyEffect.Line("signatures", fact, signer.name()));
    }
}
