package io.jenkins.plugins.containergate.run;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.plugins.containergate.build.GateContext;
import io.jenkins.plugins.containergate.evaluate.Judged;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A gate as a job asks for it: what a run of it needs to know, whichever gate it is. */
public interface Gate {
    /** Name of the step. */
    String name();

    /** What is to be judged, for log lines and messages. */
    Optional<String> subject();

    /** The gates that the job asks for. */
    Set<GateName> gates();

    /** Why the options of the job cannot be used, if so: the build fails with it. */
    Optional<String> problem();

    /** Whether the work can start again after a restart of Jenkins that cut it short. */
    boolean startsAgain();

    /** Path of a policy file in the workspace; when {@code null}, {@code container-gate.yaml} if the workspace has it. */
    @Nullable
    String getPolicyFile();

    /**
     * Comes to the verdicts: one for each platform of an image, else one alone. Called off the threads of Pipeline scripts,
     * with the class loader of the plugin; interrupted when the build is stopped.
     *
     * <p>Whatever cannot be read is a verdict with the outcome ERROR, so that it has its page and its reports.
     *
     * @throws GateException only when there is not even a subject to come to a verdict on: the build fails
     */
    List<Judged> judge(GateContext context, EffectivePolicy policy, Clock clock)
            throws GateException, IOException, InterruptedException;
}
