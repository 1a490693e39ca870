package io.jenkins.lib.containergate.policy.setting;

/** Where a verdict must be found for it to count as evidence that what runs has passed. */
public enum DriftEvidence implements Choice {
    /** Attested in the registry, and recorded in the ledger. */
    BOTH("both", true, true),
    /** Attested in the registry, signed by those the policy trusts. */
    ATTESTED("attested", true, false),
    /** Recorded in the local ledger, which is worth as much as who can write to it. */
    LEDGER("ledger", false, true),
    /** Either of them. */
    EITHER("either", false, false);

    private final String key;
    private final boolean attestation;
    private final boolean record;

    DriftEvidence(String key, boolean attestation, boolean record) {
        this.key = key;
        this.attestation = attestation;
        this.record = record;
    }

    @Override
    public String key() {
        return key;
    }

    /** Whether everything that counts here counts under the other as well. */
    public boolean within(DriftEvidence other) {
        return (attestation || !other.attestation) && (record || !other.record);
    }

    /** What counts under both. */
    public DriftEvidence and(DriftEvidence other) {
        boolean attested = attestation || other.attestation;
        boolean recorded = record || other.record;
        if (attested) {
            return recorded ? BOTH : ATTESTED;
        }
        return recorded ? LEDGER : EITHER;
    }
}
