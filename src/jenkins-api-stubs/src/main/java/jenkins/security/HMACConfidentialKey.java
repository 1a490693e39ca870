package jenkins.security;

import io.jenkins.lib.containergate.stubs.Signature;

public class HMACConfidentialKey extends ConfidentialKey {
    public HMACConfidentialKey(String id) {
        super(id);
    }

    public byte[] mac(byte[] message) {
        throw Signature.only();
    }
}
