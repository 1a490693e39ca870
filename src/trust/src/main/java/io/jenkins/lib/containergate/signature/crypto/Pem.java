package io.jenkins.lib.containergate.signature.crypto;

import io.jenkins.lib.containergate.fault.GateException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Textual encodings of keys and certificates. */
public final class Pem {
    private static final int MAX_LENGTH = 1 << 20;
    private static final Pattern BLOCK = Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,40})-----([^-]*)-----END \\1-----");

    private Pem() {}

    /**
     * The contents of all blocks, in order.
     *
     * @param label such as {@code PUBLIC KEY} (RFC 7468)
     * @param name what it is, for messages, which never show the text
     * @throws GateException when there is none, or anything else besides
     */
    public static List<byte[]> all(String pem, String label, String name) throws GateException {
        if (pem.length() > MAX_LENGTH) {
            throw new GateException(name + " is longer than " + MAX_LENGTH + " characters", "give less");
        }
        List<byte[]> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(pem);
        int end = 0;
        while (matcher.find()) {
            boolean gap = !pem.substring(end, matcher.start()).isBlank();
            if (gap || !matcher.group(1).equals(label)) {
                throw wrong(name, label);
            }
            try {
                blocks.add(Base64.getMimeDecoder().decode(matcher.group(2)));
            } catch (IllegalArgumentException e) {
                throw wrong(name, label);
            }
            end = matcher.end();
        }
        if (blocks.isEmpty() || !pem.substring(end).isBlank()) {
            throw wrong(name, label);
        }
        return blocks;
    }

    public static byte[] only(String pem, String label, String name) throws GateException {
        List<byte[]> blocks = all(pem, label, name);
        if (blocks.size() != 1) {
            throw new GateException(name + " holds " + blocks.size() + " keys", "give one");
        }
        return blocks.get(0);
    }

    private static GateException wrong(String name, String label) {
        return new GateException(
                name + " is not PEM of the kind " + label, "give text that begins with -----BEGIN " + label + "-----");
    }
}
