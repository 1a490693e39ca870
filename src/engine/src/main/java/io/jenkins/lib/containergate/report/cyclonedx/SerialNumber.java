package io.jenkins.lib.containergate.report.cyclonedx;

import io.jenkins.lib.containergate.policy.Subject;
import io.jenkins.lib.containergate.report.ToolIdentity;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * A name-based UUID (version 5), so that the same image described by the same tool has the same serial number.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9562#name-uuid-version-5">RFC 9562, UUID version 5</a>
 */
final class SerialNumber {
    /** Name space for addresses, RFC 9562 section 6.6. */
    static final UUID NAMESPACE_URL = UUID.fromString("6ba7b811-9dad-11d1-80b4-00c04fd430c8");

    private SerialNumber() {}

    static String of(Subject subject, ToolIdentity tool) {
        String image = subject.digest().orElse(subject.reference());
        return "urn:uuid:" + version5(NAMESPACE_URL, ToolIdentity.HOME + "\n" + tool.version() + "\n" + image);
    }

    static UUID version5(UUID namespace, String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        byte[] hash = sha1().digest(ByteBuffer.allocate(16 + bytes.length)
                .putLong(namespace.getMostSignificantBits())
                .putLong(namespace.getLeastSignificantBits())
                .put(bytes)
                .array());
        ByteBuffer buffer = ByteBuffer.wrap(hash);
        long high = buffer.getLong() & ~0xF000L | 0x5000L;
        long low = buffer.getLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    /** What version 5 is defined with; it protects nothing here. */
    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-1", e);
        }
    }
}
