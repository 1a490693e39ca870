package jenkins.security;

import io.jenkins.lib.containergate.stubs.Signature;

public class HMACConfidentialKey extends ConfidentialKey {
    @SuppressWarnings("rawtypes")
    public HMACConfidentialKey(Class owner, String shortName) {
        super(shortName);
    }

    public byte[] mac(byte[] message) {
        throw Signature.only();
    }
}
