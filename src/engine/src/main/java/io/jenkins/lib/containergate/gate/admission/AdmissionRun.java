package io.jenkins.lib.containergate.gate.admission;

import io.jenkins.lib.containergate.aws.ecs.EcsLookups;
import io.jenkins.lib.containergate.aws.ecs.EcsService;
import io.jenkins.lib.containergate.aws.ecs.LifecycleHookState;
import io.jenkins.lib.containergate.aws.ecs.ServiceDeployment;
import io.jenkins.lib.containergate.aws.ecs.ServiceDeployments;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.http.Pause;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Admits the deployments that wait: those that wait now, or also those that come. It keeps nothing: a run that was ended and
 * started again asks ECS again what waits.
 */
public final class AdmissionRun {
    private static final Duration LISTING = Duration.ofMinutes(5);
    /** Rounds in a row in which ECS does not answer. */
    private static final int FAILURES = 5;
    /** Of a hook of which ECS takes no answer. */
    private static final int ATTEMPTS = 3;

    private static final int REMEMBERED = 10_000;

    private final EcsLookups ecs;
    private final ServiceDeployments deployments;
    private final Admitters admitters;
    private final Duration interval;
    private final Pause pause;
    private final Clock clock;

    /**
     * @param admitters one for each deployment, so that none uses up the time of another
     * @param interval between two questions what waits
     */
    public AdmissionRun(
            EcsLookups ecs,
            ServiceDeployments deployments,
            Admitters admitters,
            Duration interval,
            Pause pause,
            Clock clock) {
        this.interval = interval;
        this.ecs = ecs;
        this.deployments = deployments;
        this.admitters = admitters;
        this.pause = pause;
        this.clock = clock;
    }

    /** Makes what admits one deployment. */
    @FunctionalInterface
    public interface Admitters {
        DeploymentAdmitter open() throws GateException;
    }

    /** Takes what came of each hook as it comes. */
    public interface Listener {
        void admitted(Admission admission) throws GateException, IOException;
    }

    /**
     * Every deployment that waits now.
     *
     * @return how many hooks were looked at; none when nothing waits
     * @throws GateException when ECS does not say what waits
     */
    public int now(WaitingDeployments wanted, Listener listener)
            throws GateException, IOException, InterruptedException {
        return admit(list(wanted), listener, new Attempts());
    }

    /**
     * Also those that come. A service whose hook goes on without an answer is refused before anything is waited for; of
     * several services the others are.
     *
     * @param most ends with the round in which so many hooks were looked at
     * @param until ends with fewer
     * @return how many hooks were looked at
     * @throws GateException when ECS does not say any more what waits
     */
    public int waiting(WaitingDeployments wanted, int most, Deadline until, Listener listener)
            throws GateException, IOException, InterruptedException {
        Attempts attempts = new Attempts();
        int total = 0;
        int failures = 0;
        boolean looked = false;
        while (true) {
            List<ServiceDeployment> waiting = List.of();
            List<Admission> refused = List.of();
            try {
                if (!looked) {
                    refused = refused(wanted);
                    looked = true;
                }
                waiting = list(wanted);
                failures = 0;
            } catch (GateException e) {
                failures++;
                if (failures == FAILURES || until.remaining().isZero()) {
                    throw e;
                }
            }
            for (Admission each : refused) {
                listener.admitted(each);
            }
            if (!refused.isEmpty() && wanted.service().isPresent()) {
                return total + refused.size() + admit(waiting, listener, attempts);
            }
            total += refused.size() + admit(waiting, listener, attempts);
            Duration left = until.remaining();
            if (total >= most || left.isZero()) {
                return total;
            }
            pause.sleep(left.compareTo(interval) < 0 ? left : interval);
        }
    }

    /** One for each service of which a deployment that waits goes on when nobody answers. */
    private List<Admission> refused(WaitingDeployments wanted) throws GateException, InterruptedException {
        List<Admission> refused = new ArrayList<>();
        for (EcsService service : wanted.services(ecs, Deadline.after(LISTING, clock))) {
            for (EcsService.LifecycleHook hook : service.hooks()) {
                if (hook.goesOnUnanswered()) {
                    refused.add(admitters.open().refused(service, hook));
                    break;
                }
            }
        }
        return refused;
    }

    private List<ServiceDeployment> list(WaitingDeployments wanted) throws GateException, InterruptedException {
        return wanted.list(ecs, deployments, Deadline.after(LISTING, clock));
    }

    private int admit(List<ServiceDeployment> waiting, Listener listener, Attempts attempts)
            throws GateException, IOException, InterruptedException {
        int count = 0;
        for (ServiceDeployment deployment : waiting) {
            for (LifecycleHookState hook : deployment.waiting()) {
                if (attempts.another(deployment.arn() + " " + hook.id().orElse(""))) {
                    listener.admitted(admitters.open().admit(deployment, hook));
                    count++;
                }
            }
        }
        return count;
    }

    /** How often a hook was looked at in this run. */
    private static final class Attempts {
        private final Map<String, Integer> counts = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
                return size() > REMEMBERED;
            }
        };

        boolean another(String hook) {
            return counts.merge(hook, 1, Integer::sum) <= ATTEMPTS;
        }
    }
}
