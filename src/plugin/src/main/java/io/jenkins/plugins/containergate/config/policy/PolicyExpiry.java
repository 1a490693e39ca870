package io.jenkins.plugins.containergate.config.policy;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.policy.document.PolicyDocument;
import io.jenkins.lib.containergate.policy.key.WithOrigin;
import io.jenkins.lib.containergate.policy.setting.Waiver;
import io.jenkins.lib.containergate.policy.signer.ContentTrustSigner;
import io.jenkins.lib.containergate.policy.signer.NotationSigner;
import io.jenkins.lib.containergate.policy.signer.Signer;
import io.jenkins.lib.containergate.signature.crypto.Certificates;
import io.jenkins.plugins.containergate.Messages;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What in a policy ends by itself: waivers, and the certificates of signers. Other keys have no end. */
public final class PolicyExpiry {
    private static final Duration WAIVER_SOON = Duration.ofDays(14);
    private static final Duration CERTIFICATE_SOON = Duration.ofDays(30);
    private static final String CERTIFICATE = "-----BEGIN CERTIFICATE-----";

    private final Clock clock;

    public PolicyExpiry(Clock clock) {
        this.clock = clock;
    }

    /** What has expired or soon will, a sentence each, in the order of the policy. */
    public List<String> problems(PolicyDocument policy) {
        List<String> problems = new ArrayList<>();
        policy.waivers().forEach(waiver -> waiver(waiver).ifPresent(problems::add));
        policy.signatures()
                .forEach(entry -> entry.value()
                        .signers()
                        .forEach(signer -> problems.addAll(
                                certificates(signer, entry.origin().place()))));
        return problems;
    }

    /** Whether a waiver has expired, or expires within two weeks. */
    public boolean expiresSoon(Waiver waiver) {
        return waiver.expired(Clock.offset(clock, WAIVER_SOON));
    }

    private Optional<String> waiver(WithOrigin<Waiver> sourced) {
        Waiver waiver = sourced.value();
        String place = sourced.origin().place();
        String day = waiver.expires().toString();
        if (waiver.expired(clock)) {
            return Optional.of(Messages.PolicyExpiry_waiverExpired(place, waiver.rule(), waiver.owner(), day));
        }
        return expiresSoon(waiver)
                ? Optional.of(Messages.PolicyExpiry_waiverExpires(place, waiver.rule(), waiver.owner(), day))
                : Optional.empty();
    }

    private List<String> certificates(Signer signer, String place) {
        List<String> problems = new ArrayList<>();
        pems(signer).forEach(pem -> {
            try {
                for (X509Certificate certificate : Certificates.ofPem(pem, signer.name())) {
                    certificate(certificate, signer, place).ifPresent(problems::add);
                }
            } catch (GateException e) {
                problems.add(Messages.PolicyExpiry_unreadable(place, signer.name(), e.getMessage()));
            }
        });
        return problems;
    }

    private static Stream<String> pems(Signer signer) {
        if (signer instanceof NotationSigner notation) {
            return Stream.concat(Stream.of(notation.trustStore()), notation.timestampStore().stream());
        }
        return signer instanceof ContentTrustSigner trust
                ? trust.rootKeys().stream().filter(key -> key.contains(CERTIFICATE))
                : Stream.empty();
    }

    private Optional<String> certificate(X509Certificate certificate, Signer signer, String place) {
        Instant end = certificate.getNotAfter().toInstant();
        Instant now = clock.instant();
        if (end.isAfter(now.plus(CERTIFICATE_SOON))) {
            return Optional.empty();
        }
        String subject = certificate.getSubjectX500Principal().getName();
        LocalDate day = end.atZone(ZoneOffset.UTC).toLocalDate();
        return Optional.of(
                end.isAfter(now)
                        ? Messages.PolicyExpiry_certificateExpires(place, signer.name(), subject, day)
                        : Messages.PolicyExpiry_certificateExpired(place, signer.name(), subject, day));
    }
}
