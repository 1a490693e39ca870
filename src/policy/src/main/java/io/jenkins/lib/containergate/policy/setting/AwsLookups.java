package io.jenkins.lib.containergate.policy.setting;

/** Whether rules may be left undecided that need an answer of AWS. */
public enum AwsLookups implements Choice {
    REQUIRED("required"),
    ASKED("asked"),
    OPTIONAL("optional");

    private final String key;

    AwsLookups(String key) {
        this.key = key;
    }

    @Override
    public String key() {
        return key;
    }
}
