package io.jenkins.lib.containergate.ecs.document;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Scripts that a file holds as Base64. */
public final class EncodedText {
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/\\s]{8,}+={0,2}\\s*");

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

    /** With what those of them stand for that can be Base64 of a text. */
    public static List<String> withDecoded(List<String> texts) {
        return texts.stream()
                .flatMap(text -> BASE64.matcher(text).matches()
                        ? Stream.concat(Stream.of(text), decoded(text).stream())
                        : Stream.of(text))
                .toList();
    }
}
