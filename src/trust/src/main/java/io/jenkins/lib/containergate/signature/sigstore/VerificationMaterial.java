package io.jenkins.lib.containergate.signature.sigstore;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.MediaType;
import io.jenkins.lib.containergate.image.StrictJson;
import io.jenkins.lib.containergate.signature.Bytes;
import io.jenkins.lib.containergate.signature.RejectedSignatureException;
import io.jenkins.lib.containergate.signature.crypto.Base64Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a bundle brings along to verify its signature with.
 *
 * @param certificate DER of the signing certificate; empty when it was made with a bare key
 * @param proofDemanded whether its version needs inclusion proofs rather than promises
 */
record VerificationMaterial(
        Optional<Bytes> certificate, List<LogEntry> entries, List<Bytes> timestamps, boolean proofDemanded) {
    private static final int MAX_ENTRIES = 32;
    private static final String BASE = "application/vnd.dev.sigstore.bundle";

    VerificationMaterial {
        entries = List.copyOf(entries);
        timestamps = List.copyOf(timestamps);
    }

    /** @param bundle whose version says what is needed */
    static VerificationMaterial of(StrictJson bundle) throws GateException {
        String version = version(bundle.required("mediaType").text());
        StrictJson material = bundle.required("verificationMaterial");
        return new VerificationMaterial(
                certificate(material), entries(material), timestamps(material), !version.equals("0.1"));
    }

    private static String version(String mediaType) throws RejectedSignatureException {
        return switch (mediaType) {
            case BASE + "+json;version=0.1" -> "0.1";
            case BASE + "+json;version=0.2" -> "0.2";
            case BASE + "+json;version=0.3", BASE + ".v0.3+json" -> "0.3";
            default ->
                throw new RejectedSignatureException("its bundle is of the unknown kind " + MediaType.shown(mediaType));
        };
    }

    /** A key's hint or a certificate, never none or both (C.2.5). */
    private static Optional<Bytes> certificate(StrictJson material) throws GateException {
        Optional<StrictJson> hint = material.member("publicKey");
        Optional<StrictJson> single = material.member("certificate");
        Optional<StrictJson> chain = material.member("x509CertificateChain");
        long kinds = List.of(hint, single, chain).stream()
                .filter(Optional::isPresent)
                .count();
        if (kinds != 1) {
            throw new RejectedSignatureException("its bundle names " + kinds + " keys or certificates instead of one");
        }
        if (single.isPresent()) {
            return Optional.of(raw(single.get(), "rawBytes"));
        }
        if (chain.isPresent()) {
            List<StrictJson> certificates = chain.get().elementsOf("certificates");
            if (certificates.isEmpty()) {
                throw new RejectedSignatureException("its certificate chain is empty");
            }
            return Optional.of(raw(certificates.get(0), "rawBytes"));
        }
        return Optional.empty();
    }

    private static List<LogEntry> entries(StrictJson material) throws GateException {
        List<LogEntry> entries = new ArrayList<>();
        for (StrictJson entry : bounded(material.elementsOf("tlogEntries"))) {
            entries.add(LogEntry.ofBundle(entry));
        }
        return entries;
    }

    private static List<Bytes> timestamps(StrictJson material) throws GateException {
        List<Bytes> timestamps = new ArrayList<>();
        Optional<StrictJson> data = material.member("timestampVerificationData");
        if (data.isPresent()) {
            for (StrictJson timestamp : bounded(data.get().elementsOf("rfc3161Timestamps"))) {
                timestamps.add(raw(timestamp, "signedTimestamp"));
            }
        }
        return timestamps;
    }

    private static List<StrictJson> bounded(List<StrictJson> elements) throws RejectedSignatureException {
        if (elements.size() > MAX_ENTRIES) {
            throw new RejectedSignatureException("it brings more than " + MAX_ENTRIES + " log entries or timestamps");
        }
        return elements;
    }

    private static Bytes raw(StrictJson owner, String name) throws GateException {
        return Bytes.of(Base64Text.decode(owner.required(name).text(), name));
    }
}
