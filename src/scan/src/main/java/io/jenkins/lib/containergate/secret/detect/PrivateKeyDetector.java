package io.jenkins.lib.containergate.secret.detect;

import com.google.re2j.Pattern;
import io.jenkins.lib.containergate.secret.text.TextWindow;
import java.util.Optional;
import java.util.Set;

/**
 * A private key in PEM, OpenSSH, OpenPGP or PuTTY armour. The body is decoded: an encrypted key, a public certificate
 * and a key cut off in a document are none.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7468">RFC 7468</a>
 */
final class PrivateKeyDetector implements Detector {
    private static final String BEGIN = "-----BEGIN ";
    private static final String PUTTY = "PuTTY-User-Key-File-";
    /** As a file, and as string literals of a program. */
    private static final Pattern PUTTY_FILE = Pattern.compile("PuTTY-User-Key-File-[0-9]: [a-z0-9-]+"
            + "[^A-Za-z0-9]+Encryption: none[^A-Za-z0-9](?s:.*?)Private-Lines: [0-9]+[^A-Za-z0-9]+[A-Za-z0-9+/]{16}");

    private static final String DASHES = "-----";
    private static final int LABEL = 48;
    private static final Set<String> LABELS = Set.of(
            "PRIVATE KEY",
            "RSA PRIVATE KEY",
            "EC PRIVATE KEY",
            "DSA PRIVATE KEY",
            "OPENSSH PRIVATE KEY",
            "PGP PRIVATE KEY BLOCK",
            "ANY PRIVATE KEY");

    @Override
    public Optional<Span> detect(Candidate candidate) {
        TextWindow text = candidate.text();
        int start = candidate.from();
        if (text.startsWith(PUTTY, start)) {
            return putty(candidate);
        }
        if (!text.startsWith(BEGIN, start)) {
            return Optional.empty();
        }
        String head = text.text(start + BEGIN.length(), start + BEGIN.length() + LABEL);
        int labelEnd = head.indexOf(DASHES);
        if (labelEnd < 0 || !LABELS.contains(head.substring(0, labelEnd))) {
            return Optional.empty();
        }
        int body = start + BEGIN.length() + labelEnd + 5;
        // no body holds dashes: another begin ends it as well
        int end = text.indexOf(DASHES, body, start + REACH);
        String armoured = text.text(body, end < 0 ? start + REACH : end);
        boolean openPgp = head.startsWith("PGP");
        boolean usable = openPgp ? OpenPgpKey.unprotected(armoured) : KeyArmour.unprotected(armoured);
        return usable
                ? Optional.of(Span.of(start, body + armoured.length()).illustrating(candidate.sampleName()))
                : Optional.empty();
    }

    private static Optional<Span> putty(Candidate candidate) {
        int start = candidate.from();
        String file = candidate.text().text(start, candidate.until(REACH));
        boolean open =
                PUTTY_FILE.matcher(file.replace("\\r", "").replace("\\n", "\n")).lookingAt();
        return open ? Optional.of(Span.of(start, start + Math.min(file.length(), 4096))) : Optional.empty();
    }
}
