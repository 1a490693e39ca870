package io.jenkins.lib.containergate.policy.setting;

/** What a door does with the outcome ERROR; the outcome itself stays ERROR. */
public enum OnError implements Choice {
    FAIL("fail"),
    UNSTABLE("unstable");

    private final String key;

    OnError(String key) {
        this.key = key;
    }

    @Override
    public String key() {
        return key;
    }
}
