package io.jenkins.lib.containergate.signature.crypto;

import io.jenkins.lib.containergate.signature.RejectedSignatureException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.EdDSAParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a key signs. Chosen by the key's kind, never by what a signature says of itself.
 *
 * @param name of the Java runtime
 * @param parameters of RSASSA-PSS, or that Ed25519 signs a hash
 */
public record SignatureAlgorithm(String name, Optional<AlgorithmParameterSpec> parameters) {

    private static SignatureAlgorithm of(String name) {
        return new SignatureAlgorithm(name, Optional.empty());
    }

    /**
     * What cosign signs with: SHA-256 whatever the key, and in bundles the hash that fits the curve; Ed25519 over the
     * message or, since cosign 2.6, over its hash.
     */
    public static List<SignatureAlgorithm> sigstore(PublicKey key) throws RejectedSignatureException {
        List<SignatureAlgorithm> algorithms = new ArrayList<>();
        if (key instanceof ECPublicKey ec) {
            algorithms.add(of("SHA256withECDSA"));
            switch (PublicKeys.curveBits(ec)) {
                case 384 -> algorithms.add(of("SHA384withECDSA"));
                case 521 -> algorithms.add(of("SHA512withECDSA"));
                default -> {}
            }
        } else if (key instanceof RSAPublicKey) {
            algorithms.add(of("SHA256withRSA"));
        } else {
            algorithms.add(of("Ed25519"));
            // Ed25519ph (RFC 8032, section 5.1): what a log that sees only hashes can check
            algorithms.add(new SignatureAlgorithm("Ed25519", Optional.of(new EdDSAParameterSpec(true))));
        }
        return algorithms;
    }

    /** The one algorithm of the Notary Project for a key (C.4.3); its ECDSA signatures are r and s side by side. */
    public static SignatureAlgorithm notation(PublicKey key) throws RejectedSignatureException {
        if (key instanceof ECPublicKey ec) {
            return of(
                    switch (PublicKeys.curveBits(ec)) {
                        case 256 -> "SHA256withECDSAinP1363Format";
                        case 384 -> "SHA384withECDSAinP1363Format";
                        default -> "SHA512withECDSAinP1363Format";
                    });
        }
        if (key instanceof RSAPublicKey rsa) {
            return switch (rsa.getModulus().bitLength()) {
                case 2048 -> pss(256);
                case 3072 -> pss(384);
                case 4096 -> pss(512);
                default ->
                    throw new RejectedSignatureException(
                            "its RSA key has " + rsa.getModulus().bitLength() + " bits, not 2048, 3072 or 4096");
            };
        }
        throw new RejectedSignatureException("its key is neither RSA nor ECDSA");
    }

    /**
     * What Notary v1 signs with, always over SHA-256 (C.6.2): r and s side by side, either padding of RSA, Ed25519.
     */
    public static List<SignatureAlgorithm> notary(PublicKey key) {
        if (key instanceof ECPublicKey) {
            return List.of(of("SHA256withECDSAinP1363Format"));
        }
        return key instanceof RSAPublicKey ? List.of(pss(256), of("SHA256withRSA")) : List.of(of("Ed25519"));
    }

    /** What TUF metadata are signed with: the scheme that fits the key (TUF, section 4.2). */
    public static SignatureAlgorithm tuf(PublicKey key) {
        if (key instanceof ECPublicKey ec) {
            return of(
                    ec.getParams().getCurve().getField().getFieldSize() == 384 ? "SHA384withECDSA" : "SHA256withECDSA");
        }
        return key instanceof RSAPublicKey ? pss(256) : of("Ed25519");
    }

    private static SignatureAlgorithm pss(int bits) {
        String hash = "SHA-" + bits;
        return new SignatureAlgorithm(
                "RSASSA-PSS",
                Optional.of(new PSSParameterSpec(hash, "MGF1", new MGF1ParameterSpec(hash), bits / 8, 1)));
    }

    /** Whether the key has made this signature. */
    public boolean verifies(PublicKey key, byte[] message, byte[] signature) {
        if (!EcdsaRange.holds(key, name, signature)) {
            return false;
        }
        try {
            Signature verifier = Signature.getInstance(name);
            if (parameters.isPresent()) {
                verifier.setParameter(parameters.get());
            }
            verifier.initVerify(key);
            verifier.update(message);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** @throws RejectedSignatureException unless one of the key's algorithms verifies */
    public static void check(List<SignatureAlgorithm> algorithms, PublicKey key, byte[] message, byte[] signature)
            throws RejectedSignatureException {
        for (SignatureAlgorithm algorithm : algorithms) {
            if (algorithm.verifies(key, message, signature)) {
                return;
            }
        }
        throw new RejectedSignatureException("it was not made with this signer's key");
    }
}
