package io.jenkins.lib.containergate.release;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** CA certificates as a Java key store (JKS), byte for byte the same each time; Java's own classes write the time into it. */
final class TrustStore {
    private static final int MAGIC = 0xfeedfeed;
    private static final int VERSION = 2;
    private static final int TRUSTED_CERTIFICATE = 2;
    private static final String PASSWORD = "changeit";
    private static final String SALT = "Mighty Aphrodite";

    private TrustStore() {}

    /** @param certificates in PEM, by alias */
    static byte[] jks(Map<String, byte[]> certificates, Instant time) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            MessageDigest digest = MessageDigest.getInstance("SHA-1");
            digest.update(PASSWORD.getBytes(StandardCharsets.UTF_16BE));
            digest.update(SALT.getBytes(StandardCharsets.UTF_8));
            DataOutputStream out = new DataOutputStream(bytes);
            out.writeInt(MAGIC);
            out.writeInt(VERSION);
            out.writeInt(certificates.size());
            for (Map.Entry<String, byte[]> each : new TreeMap<>(certificates).entrySet()) {
                X509Certificate certificate =
                        (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(each.getValue()));
                byte[] der = certificate.getEncoded();
                out.writeInt(TRUSTED_CERTIFICATE);
                out.writeUTF(each.getKey());
                out.writeLong(time.toEpochMilli());
                out.writeUTF("X.509");
                out.writeInt(der.length);
                out.write(der);
            }
            out.flush();
            out.write(digest.digest(bytes.toByteArray()));
            return bytes.toByteArray();
        } catch (GeneralSecurityException e) {
            throw new IOException("a CA certificate cannot be read", e);
        }
    }
}
