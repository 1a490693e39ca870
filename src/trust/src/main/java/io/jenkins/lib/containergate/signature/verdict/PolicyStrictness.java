package io.jenkins.lib.containergate.signature.verdict;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.signature.Bytes;
import java.util.List;

/** Compares the policy a verdict was given under with the one that demands the verdict. */
@FunctionalInterface
public interface PolicyStrictness {

    /**
     * @param policy an effective policy in canonical JSON; its digest was checked
     * @return every key in which it is looser
     * @throws GateException when it is no policy that this version knows
     */
    List<String> looser(Bytes policy) throws GateException;
}
