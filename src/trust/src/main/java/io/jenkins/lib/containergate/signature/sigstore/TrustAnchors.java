package io.jenkins.lib.containergate.signature.sigstore;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.MediaType;
import io.jenkins.lib.containergate.image.StrictJson;
import io.jenkins.lib.containergate.signature.Bytes;
import io.jenkins.lib.containergate.signature.RejectedSignatureException;
import io.jenkins.lib.containergate.signature.UndecidedSignatureException;
import io.jenkins.lib.containergate.signature.crypto.Base64Text;
import io.jenkins.lib.containergate.signature.crypto.Certificates;
import io.jenkins.lib.containergate.signature.crypto.PublicKeys;
import io.jenkins.lib.containergate.text.InstantText;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What one Sigstore instance is trusted by.
 *
 * @param unusable what the trusted root names and nothing can be verified with; whatever needs it is undecided
 */
record TrustAnchors(
        List<LogKey> logs,
        List<LogKey> certificateLogs,
        List<Authority> authorities,
        List<Authority> timestampAuthorities,
        List<Unusable> unusable) {
    private static final int MAX_ENTRIES = 200;
    private static final String MEDIA_TYPE = "application/vnd.dev.sigstore.trustedroot";
    private static final String REMEDY = "name a trusted_root.json";

    TrustAnchors {
        logs = List.copyOf(logs);
        certificateLogs = List.copyOf(certificateLogs);
        authorities = List.copyOf(authorities);
        timestampAuthorities = List.copyOf(timestampAuthorities);
        unusable = List.copyOf(unusable);
    }

    /**
     * An entry of the trusted root that cannot be used.
     *
     * @param what {@code the transparency log https://rekor.example}
     * @param logId empty for an authority
     * @param reason a clause
     */
    record Unusable(String what, Optional<Bytes> logId, String reason) {
        @Override
        public String toString() {
            return what + ": " + reason;
        }
    }

    static TrustAnchors parse(StrictJson root, String name) throws GateException {
        if (!root.textOf("mediaType").startsWith(MEDIA_TYPE)) {
            throw new GateException(name + " is not a Sigstore trusted root", REMEDY);
        }
        List<Unusable> unusable = new ArrayList<>();
        return new TrustAnchors(
                keys(root, "tlogs", "the transparency log", unusable),
                keys(root, "ctlogs", "the certificate log", unusable),
                authorities(root, "certificateAuthorities", "the certificate authority", unusable),
                authorities(root, "timestampAuthorities", "the timestamp authority", unusable),
                unusable);
    }

    /** @throws UndecidedSignatureException when the log is one that cannot be used */
    void usable(Bytes logId) throws UndecidedSignatureException {
        for (Unusable each : unusable) {
            if (each.logId().equals(Optional.of(logId))) {
                throw new UndecidedSignatureException(
                        "its log cannot be checked with the trusted root: " + each,
                        "give a trusted root with a usable key of that log");
            }
        }
    }

    private static List<LogKey> keys(StrictJson root, String member, String kind, List<Unusable> unusable)
            throws GateException {
        List<LogKey> keys = new ArrayList<>();
        Set<Bytes> ids = new HashSet<>();
        for (StrictJson log : bounded(root, member)) {
            StrictJson key = log.required("publicKey");
            String address = log.textOf("baseUrl");
            String what = named(kind, address);
            Bytes id = bytes(log.required("logId"), "keyId");
            if (!ids.add(id)) {
                throw new GateException(what + " has the id of another log at " + log.place(), REMEDY);
            }
            byte[] encoded = bytes(key, "rawBytes").toArray();
            Validity validity = Validity.of(key, what);
            try {
                LogKey read = new LogKey(id, PublicKeys.ofLog(encoded), validity, host(address));
                if (read.identified()) {
                    keys.add(read);
                } else {
                    unusable.add(new Unusable(what, Optional.of(id), "its id is not that of its key"));
                }
            } catch (RejectedSignatureException e) {
                unusable.add(new Unusable(what, Optional.of(id), e.problem()));
            }
        }
        return keys;
    }

    private static String named(String kind, String address) {
        return address.isEmpty() ? kind : kind + " " + MediaType.shown(address);
    }

    private static Optional<String> host(String address) {
        try {
            return Optional.ofNullable(URI.create(address).getHost());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static List<Authority> authorities(StrictJson root, String member, String kind, List<Unusable> unusable)
            throws GateException {
        List<Authority> authorities = new ArrayList<>();
        for (StrictJson authority : bounded(root, member)) {
            String what = named(kind, authority.textOf("uri"));
            List<StrictJson> certificates = authority.required("certChain").elementsOf("certificates");
            if (certificates.isEmpty()) {
                throw new GateException("no certificates at " + authority.place(), REMEDY);
            }
            Validity validity = Validity.of(authority, what);
            List<Bytes> encoded = new ArrayList<>();
            for (StrictJson certificate : certificates) {
                encoded.add(bytes(certificate, "rawBytes"));
            }
            try {
                List<X509Certificate> chain = new ArrayList<>();
                for (Bytes der : encoded) {
                    chain.add(Certificates.ofDer(der.toArray()));
                }
                authorities.add(new Authority(chain, validity));
            } catch (RejectedSignatureException e) {
                unusable.add(new Unusable(what, Optional.empty(), e.problem()));
            }
        }
        return authorities;
    }

    private static List<StrictJson> bounded(StrictJson root, String member) throws GateException {
        List<StrictJson> elements = root.elementsOf(member);
        if (elements.size() > MAX_ENTRIES) {
            throw new GateException("more than " + MAX_ENTRIES + " " + member + " at " + root.place(), REMEDY);
        }
        return elements;
    }

    private static Bytes bytes(StrictJson owner, String member) throws GateException {
        return Bytes.of(Base64Text.decode(owner.required(member).text(), member));
    }

    /**
     * A certificate authority or timestamp authority.
     *
     * @param chain from the lowest to the self-signed root
     */
    record Authority(List<X509Certificate> chain, Validity validity) {
        Authority {
            chain = List.copyOf(chain);
        }

        X509Certificate root() {
            return chain.get(chain.size() - 1);
        }

        List<X509Certificate> intermediates() {
            return chain.subList(0, chain.size() - 1);
        }

        /** @return the certificate that issued the leaf */
        X509Certificate check(X509Certificate leaf, Instant moment) throws RejectedSignatureException {
            if (!validity.covers(moment)) {
                throw new RejectedSignatureException("its authority was not trusted at " + moment);
            }
            boolean own = chain.get(0).equals(leaf);
            List<X509Certificate> above = own ? chain.subList(1, chain.size()) : chain;
            if (above.isEmpty()) {
                throw new RejectedSignatureException("its certificate is a root");
            }
            Certificates.checkPath(leaf, above.subList(0, above.size() - 1), root(), moment);
            return above.get(0);
        }
    }

    /** When a key or an authority was in use; both ends included. Without a start it would count for ever. */
    record Validity(Instant start, Optional<Instant> end) {
        private static final String REMEDY = "write validFor with a start, and an end once it is out of use";

        /**
         * @param owner has the member {@code validFor}
         * @param what it is, for the message: {@code the transparency log https://rekor.example}
         * @throws GateException when it has no start, or ends before it starts
         */
        static Validity of(StrictJson owner, String what) throws GateException {
            Optional<StrictJson> period = owner.member("validFor");
            Optional<Instant> start = period.isEmpty() ? Optional.empty() : instant(period.get(), "start");
            if (start.isEmpty()) {
                throw new GateException(what + " has no validFor.start at " + owner.place(), REMEDY);
            }
            Optional<Instant> end = instant(period.get(), "end");
            if (end.isPresent() && end.get().isBefore(start.get())) {
                throw new GateException(
                        what + " has a validFor that ends before it starts at " + owner.place(), REMEDY);
            }
            return new Validity(start.get(), end);
        }

        private static Optional<Instant> instant(StrictJson period, String name) throws GateException {
            String text = period.textOf(name);
            try {
                return text.isEmpty() ? Optional.empty() : Optional.of(InstantText.parse(text));
            } catch (DateTimeParseException e) {
                throw new GateException("'" + name + "' at " + period.place() + " is not a time", "use RFC 3339", e);
            }
        }

        boolean covers(Instant moment) {
            return !moment.isBefore(start) && end.filter(moment::isAfter).isEmpty();
        }
    }
}
