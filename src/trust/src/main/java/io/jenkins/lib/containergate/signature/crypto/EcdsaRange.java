package io.jenkins.lib.containergate.signature.crypto;

import io.jenkins.lib.containergate.signature.RejectedSignatureException;
import java.math.BigInteger;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import java.util.List;

/**
 * That both numbers of an ECDSA signature lie between 1 and the order of the curve (SEC 1, section 4.1.4, step 1). Java 15 to 17.0.2 do not
 * look, and take a signature of zeros for that of any key (CVE-2022-21449).
 */
public final class EcdsaRange {
    private EcdsaRange() {}

    /**
     * @param key of any kind; signatures of others than ECDSA are not looked at
     * @param algorithm of the Java runtime; those in P1363 format have r and s side by side, the others in DER
     */
    public static boolean holds(PublicKey key, String algorithm, byte[] signature) {
        if (!(key instanceof ECPublicKey ec)) {
            return true;
        }
        try {
            BigInteger order = ec.getParams().getOrder();
            return numbers(algorithm, signature).stream()
                    .allMatch(number -> number.signum() > 0 && number.compareTo(order) < 0);
        } catch (RejectedSignatureException e) {
            return false;
        }
    }

    private static List<BigInteger> numbers(String algorithm, byte[] signature) throws RejectedSignatureException {
        if (!algorithm.endsWith("P1363Format")) {
            Der pair = Der.parse(signature).expect(Der.SEQUENCE);
            return List.of(pair.child(0).integer(), pair.child(1).integer());
        }
        int half = signature.length / 2;
        return List.of(
                new BigInteger(1, Arrays.copyOfRange(signature, 0, half)),
                new BigInteger(1, Arrays.copyOfRange(signature, half, signature.length)));
    }
}
