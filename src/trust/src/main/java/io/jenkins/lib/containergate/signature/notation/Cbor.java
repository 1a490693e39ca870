package io.jenkins.lib.containergate.signature.notation;

import io.jenkins.lib.containergate.signature.Bytes;
import io.jenkins.lib.containergate.signature.RejectedSignatureException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The part of CBOR that COSE envelopes are written in: definite lengths in their shortest form, no floating-point
 * numbers. Integers become
 * {@code Long}, texts {@code String}, byte strings {@link Bytes}, arrays {@code List}, maps {@code Map}, tagged values
 * {@link Tagged}, and true and false {@code Boolean}.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8949">RFC 8949</a>
 */
final class Cbor {
    private static final int MAX_DEPTH = 16;
    private static final int MAX_ITEMS = 10_000;

    private final ByteBuffer in;
    private int items;

    private Cbor(byte[] bytes) {
        this.in = ByteBuffer.wrap(bytes);
    }

    /** @param value any of the types above */
    record Tagged(long tag, Object value) {}

    /** @throws RejectedSignatureException when the bytes are not exactly one value */
    static Object parse(Bytes bytes) throws RejectedSignatureException {
        Cbor cbor = new Cbor(bytes.toArray());
        Object value = cbor.value(0);
        if (cbor.in.hasRemaining()) {
            throw malformed();
        }
        return value;
    }

    private Object value(int depth) throws RejectedSignatureException {
        if (depth > MAX_DEPTH || ++items > MAX_ITEMS || !in.hasRemaining()) {
            throw malformed();
        }
        int head = in.get() & 0xff;
        int detail = head & 0x1f;
        if (head >> 5 == 7) {
            return switch (detail) {
                case 20 -> Boolean.FALSE;
                case 21 -> Boolean.TRUE;
                default -> throw malformed();
            };
        }
        long argument = argument(detail);
        return switch (head >> 5) {
            case 0 -> argument;
            case 1 -> -1 - argument;
            case 2 -> Bytes.of(bytes(argument));
            case 3 -> text(bytes(argument));
            case 4 -> array(argument, depth);
            case 5 -> map(argument, depth);
            default -> new Tagged(argument, value(depth + 1));
        };
    }

    private long argument(int detail) throws RejectedSignatureException {
        if (detail < 24) {
            return detail;
        }
        int octets = detail > 27 ? Integer.MAX_VALUE : 1 << detail - 24;
        if (in.remaining() < octets) {
            throw malformed();
        }
        long argument = 0;
        for (int i = 0; i < octets; i++) {
            argument = argument << 8 | in.get() & 0xff;
        }
        // written in fewer octets (RFC 8949, section 4.2.1), and no more than a long holds
        boolean shortest = argument >= 24 && (octets == 1 || argument >> 4 * octets != 0);
        if (argument < 0 || !shortest) {
            throw malformed();
        }
        return argument;
    }

    private static String text(byte[] bytes) throws RejectedSignatureException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw malformed();
        }
    }

    private byte[] bytes(long length) throws RejectedSignatureException {
        if (length > in.remaining()) {
            throw malformed();
        }
        byte[] bytes = new byte[(int) length];
        in.get(bytes);
        return bytes;
    }

    private List<Object> array(long size, int depth) throws RejectedSignatureException {
        List<Object> array = new ArrayList<>();
        for (long i = 0; i < size; i++) {
            array.add(value(depth + 1));
        }
        return array;
    }

    private Map<Object, Object> map(long size, int depth) throws RejectedSignatureException {
        Map<Object, Object> map = new LinkedHashMap<>();
        for (long i = 0; i < size; i++) {
            if (map.put(value(depth + 1), value(depth + 1)) != null) {
                throw malformed();
            }
        }
        return map;
    }

    /** The bytes that a COSE_Sign1 signature is over (RFC 9052, section 4.4), without external data. */
    static byte[] sigStructure(Bytes protectedHeader, Bytes payload) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] context = "Signature1".getBytes(StandardCharsets.US_ASCII);
        out.write(0x84);
        out.write(0x60 | context.length);
        out.writeBytes(context);
        byteString(protectedHeader.toArray(), out);
        byteString(new byte[0], out);
        byteString(payload.toArray(), out);
        return out.toByteArray();
    }

    private static void byteString(byte[] bytes, ByteArrayOutputStream out) {
        int length = bytes.length;
        if (length < 24) {
            out.write(0x40 | length);
        } else if (length < 1 << 8) {
            out.write(0x58);
            out.write(length);
        } else if (length < 1 << 16) {
            out.write(0x59);
            out.write(length >> 8);
            out.write(length);
        } else {
            out.write(0x5a);
            out.writeBytes(ByteBuffer.allocate(4).putInt(length).array());
        }
        out.writeBytes(bytes);
    }

    private static RejectedSignatureException malformed() {
        return new RejectedSignatureException("its CBOR is malformed");
    }
}
