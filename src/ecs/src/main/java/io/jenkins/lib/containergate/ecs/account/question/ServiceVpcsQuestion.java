package io.jenkins.lib.containergate.ecs.account.question;

import io.jenkins.lib.containergate.aws.CloudLookups;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Something about every VPC that the tasks of a service that is deployed are in. */
interface ServiceVpcsQuestion<A> extends ServiceQuestion<Map<String, A>> {
    /** Asks about one VPC. */
    Lookup<A> about(String vpc, CloudLookups aws, Deadline deadline)
            throws DeadlineExceededException, InterruptedException;

    @Override
    default Lookup<Map<String, A>> ask(Deployment about, CloudLookups aws, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        Lookup<List<String>> vpcs = new ServiceVpcs(aws, deadline).of(about);
        if (!(vpcs instanceof Lookup.Answered<List<String>> known)) {
            return vpcs.map(unused -> Map.of());
        }
        Map<String, A> answers = new TreeMap<>();
        for (String vpc : known.value()) {
            Lookup<A> answer = about(vpc, aws, deadline);
            if (!(answer instanceof Lookup.Answered<A> found)) {
                return answer.map(unused -> Map.of());
            }
            answers.put(vpc, found.value());
        }
        return new Lookup.Answered<>(answers);
    }
}
