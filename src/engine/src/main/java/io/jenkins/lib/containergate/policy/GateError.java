package io.jenkins.lib.containergate.policy;

/** Why a gate could not decide, and the way out. Holds no secret value. */
public record GateError(String problem, String remedy) {
    @Override
    public String toString() {
        return problem + "; " + remedy;
    }
}
