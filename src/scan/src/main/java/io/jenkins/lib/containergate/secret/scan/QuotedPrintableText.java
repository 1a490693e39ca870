package io.jenkins.lib.containergate.secret.scan;

import com.google.re2j.Pattern;
import io.jenkins.lib.containergate.bounds.BulkInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * A mail with its quoted-printable parts decoded; the others stay as they are, unless they hold an equals sign before a line break
 * or two digits. Lines keep their numbers: breaks that are only for the width of a line are written behind the whole one.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc2045#section-6.7">RFC 2045, section 6.7</a>
 */
final class QuotedPrintableText extends BulkInputStream {
    /** Fields that mails begin with, the line before a mail in a mailbox, and contacts. */
    private static final Pattern MAIL =
            Pattern.compile("(?im)^(?:(?-i:From )|(?:return-path|received|delivered-to|mime-version"
                    + "|message-id|content-transfer-encoding|dkim-signature|arc-seal|x-mozilla-status):|begin:vcard)");

    private final InputStream text;
    /** Read already, and given back. */
    private final int[] ahead = new int[2];

    private int waiting;
    private int breaks;

    QuotedPrintableText(InputStream text) {
        this.text = new BufferedInputStream(text);
    }

    /** @param head the first bytes of a file */
    static boolean possible(byte[] head) {
        return MAIL.matcher(new String(head, StandardCharsets.ISO_8859_1)).find();
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int filled = 0;
        while (filled < length) {
            int c = decoded();
            if (c < 0) {
                break;
            }
            target[offset + filled++] = (byte) c;
        }
        return filled == 0 && length > 0 ? -1 : filled;
    }

    private int decoded() throws IOException {
        int c = next();
        while (c == '=') {
            int first = next();
            int second = first == '\n' ? ' ' : next();
            if (first == '\n' || first == '\r' && second == '\n') {
                breaks++;
                c = next();
                continue;
            }
            int high = Character.digit(first, 16);
            int low = Character.digit(second, 16);
            if (high >= 0 && low >= 0) {
                return high << 4 | low;
            }
            giveBack(second);
            giveBack(first);
            return c;
        }
        if (c == '\n' && breaks > 0) {
            breaks--;
            giveBack(c);
        }
        return c;
    }

    private int next() throws IOException {
        return waiting > 0 ? ahead[--waiting] : text.read();
    }

    private void giveBack(int c) {
        ahead[waiting++] = c;
    }

    @Override
    public void close() throws IOException {
        text.close();
    }
}
