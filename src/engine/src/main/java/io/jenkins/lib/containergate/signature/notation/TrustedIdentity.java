package io.jenkins.lib.containergate.signature.notation;

import io.jenkins.lib.containergate.fault.GateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/** Who may have signed, under a trusted root (C.4.6, C.5.3). */
public sealed interface TrustedIdentity {
    String SUBJECT = "x509.subject:";

    /** As the policy has it. */
    String text();

    /**
     * A certificate's subject.
     *
     * @param attributes all of them have to be in the subject, equal; others may be there too
     */
    record Subject(String text, Map<String, String> attributes) implements TrustedIdentity {
        public Subject {
            attributes = Map.copyOf(attributes);
        }

        boolean matches(X509Certificate leaf) {
            try {
                Map<String, String> found = TrustedIdentity.attributes(
                        leaf.getSubjectX500Principal().getName());
                return attributes.entrySet().stream()
                        .allMatch(wanted -> wanted.getValue().equals(found.get(wanted.getKey())));
            } catch (GateException e) {
                return false;
            }
        }
    }

    /**
     * A signing profile of AWS Signer.
     *
     * @param version the ARN names one version of the profile, not all
     */
    record SigningProfile(String text, boolean version) implements TrustedIdentity {
        /** ARN of the profile, whatever its version. */
        String name() {
            return version ? text.substring(0, text.lastIndexOf('/')) : text;
        }

        /** @param profileVersion the ARN that the signature names */
        boolean matches(String profileVersion) {
            return version ? profileVersion.equals(text) : profileVersion.startsWith(text + "/");
        }
    }

    /** @throws GateException when it names nobody: a wildcard, or a subject without country, state and organisation */
    static TrustedIdentity parse(String text) throws GateException {
        if (text.startsWith(SUBJECT)) {
            Map<String, String> attributes =
                    attributes(text.substring(SUBJECT.length()).strip());
            if (!attributes.keySet().containsAll(List.of("C", "ST", "O"))) {
                throw wrong(text, "it lacks one of C, ST and O");
            }
            return new Subject(text, attributes);
        }
        List<String> parts = List.of(text.split(":", -1));
        boolean signer =
                parts.size() == 6 && parts.get(0).equals("arn") && parts.get(2).equals("signer");
        if (signer && parts.get(5).matches("/signing-profiles/[A-Za-z0-9_]{2,64}(/[A-Za-z0-9]{10})?")) {
            return new SigningProfile(text, parts.get(5).split("/").length > 3);
        }
        throw wrong(text, "it is neither a subject nor the ARN of a signing profile");
    }

    private static Map<String, String> attributes(String name) throws GateException {
        Map<String, String> attributes = new HashMap<>();
        List<Rdn> parts;
        try {
            parts = new ArrayList<>(new LdapName(name).getRdns());
        } catch (InvalidNameException e) {
            throw wrong(name, "it is not a distinguished name");
        }
        for (Rdn part : parts) {
            if (part.size() != 1 || !(part.getValue() instanceof String value)) {
                throw wrong(name, "it has a part of several attributes, or one that is no text");
            }
            String type = part.getType().toUpperCase(Locale.ROOT);
            if (attributes.put(type.equals("S") ? "ST" : type, value) != null) {
                throw wrong(name, "it has the attribute " + type + " twice");
            }
        }
        return attributes;
    }

    private static GateException wrong(String text, String why) {
        return new GateException(
                "'" + text + "' is not a trusted identity: " + why,
                "write 'x509.subject: C=..., ST=..., O=...' or arn:aws:signer:REGION:ACCOUNT:/signing-profiles/NAME");
    }
}
