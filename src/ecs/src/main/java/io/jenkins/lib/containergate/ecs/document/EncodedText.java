package io.jenkins.lib.containergate.ecs.document;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** Scripts that a file holds as Base64. */
public final class EncodedText {
    private EncodedText() {}

    /** Empty for what is no text. What is no Base64 is taken as it stands. */
    public static Optional<String> decoded(String text) {
        try {
            byte[] bytes = Base64.getMimeDecoder().decode(text);
            boolean compressed = bytes.length > 1 && (bytes[0] & 0xFF) == 0x1F && (bytes[1] & 0xFF) == 0x8B;
            return compressed ? Optional.empty() : Optional.of(utf8(bytes));
        } catch (IllegalArgumentException | CharacterCodingException e) {
            return Optional.of(text);
        }
    }

    private static String utf8(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }
}
