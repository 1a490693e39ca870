package io.jenkins.lib.containergate.signature.notation;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.signature.RejectedSignatureException;
import io.jenkins.lib.containergate.signature.crypto.DistinguishedName;
import java.security.cert.X509Certificate;
import java.util.List;

/** Who may have signed, under a trusted root (C.4.6, C.5.3). */
public sealed interface TrustedIdentity {
    String SUBJECT = "x509.subject:";

    /** As the policy has it. */
    String text();

    /**
     * A certificate's subject.
     *
     * @param attributes all of them have to be in the subject, with the same values and no further ones; other attributes
     *     may be there too
     */
    record Subject(String text, DistinguishedName attributes) implements TrustedIdentity {
        boolean matches(X509Certificate leaf) throws RejectedSignatureException {
            return DistinguishedName.of(leaf.getSubjectX500Principal()).includes(attributes);
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
            DistinguishedName attributes =
                    DistinguishedName.parse(text.substring(SUBJECT.length()).strip());
            for (String type : List.of("C", "ST", "O")) {
                if (attributes.values(type).isEmpty()) {
                    throw wrong(text, "it lacks one of C, ST and O");
                }
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

    private static GateException wrong(String text, String why) {
        return new GateException(
                "'" + text + "' is not a trusted identity: " + why,
                "write 'x509.subject: C=..., ST=..., O=...' or arn:aws:signer:REGION:ACCOUNT:/signing-profiles/NAME");
    }
}
