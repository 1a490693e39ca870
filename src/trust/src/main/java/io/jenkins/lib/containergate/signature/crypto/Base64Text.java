package io.jenkins.lib.containergate.signature.crypto;

import io.jenkins.lib.containergate.signature.RejectedSignatureException;
import java.util.Base64;

/** Base64 as the formats write it: no blanks, no line breaks. */
public final class Base64Text {
    private Base64Text() {}

    /** @param what the member it is the value of */
    public static byte[] decode(String text, String what) throws RejectedSignatureException {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new RejectedSignatureException("its " + what + " is not base64", e);
        }
    }

    /** The URL-safe alphabet without padding (RFC 7515). */
    public static byte[] decodeUrl(String text, String what) throws RejectedSignatureException {
        if (text.indexOf('=') >= 0) {
            throw new RejectedSignatureException("its " + what + " is padded");
        }
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new RejectedSignatureException("its " + what + " is not base64url", e);
        }
    }
}
