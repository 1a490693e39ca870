package io.jenkins.lib.containergate.finding;

import io.jenkins.lib.containergate.text.SafeText;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * What a VEX document (Vulnerability Exploitability eXchange) states of one finding. Texts are the document's own: show
 * them as hostile data.
 *
 * @param justification the document's own word, such as {@code vulnerable_code_not_present}
 * @param impact why the product is not affected, in prose
 * @param at when it was stated; empty when the document does not say
 */
public record VexStatement(
        Source source, Status status, Optional<String> justification, Optional<String> impact, Optional<Instant> at) {
    private static final int SHOWN = 200;

    /** How a document came to the gate. */
    public enum Origin {
        /** A file that the caller or the job named. */
        FILES,
        /** Attested beside the image, signed by a signer of the policy. */
        ATTESTATIONS,
        /** A VEX repository. */
        REPOSITORY;

        /** Its name in policy files and reports. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Who states it.
     *
     * @param document the document's ID
     * @param author as the document says: a claim, which anyone can write
     * @param place where the document was found, such as a path
     * @param signer name in the policy of the signer that signed the document
     */
    public record Source(Origin origin, String document, String author, String place, Optional<String> signer) {
        /** Address of the VEX repository, which begins the places in it; empty for what is in none. */
        public String repository() {
            int end = place.indexOf(' ');
            return origin == Origin.REPOSITORY && end > 0 ? place.substring(0, end) : "";
        }
    }

    /** The statuses of OpenVEX, to which those of other formats are translated. */
    public enum Status {
        NOT_AFFECTED,
        FIXED,
        AFFECTED,
        UNDER_INVESTIGATION,
        /** One that no specification has. */
        UNKNOWN;

        /** As OpenVEX writes it. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether it says that the vulnerability does no harm. */
        public boolean excuses() {
            return this == NOT_AFFECTED || this == FIXED;
        }
    }

    /** {@code not_affected} needs a reason: without one it states nothing. */
    public boolean complete() {
        return status != Status.NOT_AFFECTED || justification.isPresent() || impact.isPresent();
    }

    /** In one line: status, reason, author, document, signer. */
    public String line() {
        String why = justification
                .or(() -> impact)
                .map(reason -> " (" + SafeText.oneLine(reason, SHOWN) + ")")
                .orElse("");
        String signed = source.signer()
                .map(name -> ", signed by " + SafeText.oneLine(name, SHOWN))
                .orElse("");
        String when = at.map(time -> ", stated at " + time).orElse("");
        return "VEX " + status.key() + why + " by " + SafeText.oneLine(source.author(), SHOWN) + " in "
                + SafeText.oneLine(source.document(), SHOWN) + " ("
                + source.origin().key() + ": "
                + SafeText.oneLine(source.place(), SHOWN) + ")" + signed + when;
    }
}
