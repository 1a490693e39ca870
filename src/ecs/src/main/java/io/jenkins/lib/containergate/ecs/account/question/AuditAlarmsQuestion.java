package io.jenkins.lib.containergate.ecs.account.question;

import io.jenkins.lib.containergate.arn.Arn;
import io.jenkins.lib.containergate.aws.CloudLookups;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.audit.AuditLookups.MetricFilter;
import io.jenkins.lib.containergate.aws.audit.AuditLookups.Trail;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import java.util.ArrayList;
import java.util.List;

/** What raises an alarm of what the trails of all regions record; each trail has an answer of its own, since accounts differ. */
public record AuditAlarmsQuestion() implements ClusterQuestion<List<AuditAlarmsQuestion.Answer>> {

    /** @param patterns of events each of which raises an alarm that does something */
    public record Answer(String trail, Lookup<List<String>> patterns) {}

    @Override
    public Lookup<List<Answer>> ask(Deployment about, CloudLookups aws, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        Lookup<List<Trail>> trails = aws.audit().trails(deadline);
        if (!(trails instanceof Lookup.Answered<List<Trail>> known)) {
            return trails.map(unused -> List.of());
        }
        List<Answer> answers = new ArrayList<>();
        for (Trail trail : known.value()) {
            if (trail.multiRegion()
                    && trail.logging()
                    && trail.management()
                    && trail.logGroup().isPresent()) {
                answers.add(new Answer(trail.name(), patterns(trail.logGroup().get(), aws, deadline)));
            }
        }
        return new Lookup.Answered<>(List.copyOf(answers));
    }

    private static Lookup<List<String>> patterns(Arn group, CloudLookups aws, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        Lookup<List<MetricFilter>> filters = aws.audit().metricFilters(group, deadline);
        if (!(filters instanceof Lookup.Answered<List<MetricFilter>> found)
                || found.value().isEmpty()) {
            return filters.map(unused -> List.of());
        }
        return aws.audit()
                .alarms(group.region(), deadline)
                .map(alarms -> found.value().stream()
                        .filter(MetricFilter::whole)
                        .filter(filter -> filter.metrics().stream()
                                .anyMatch(counted -> alarms.stream().anyMatch(alarm -> alarm.raisedBy(counted))))
                        .map(MetricFilter::pattern)
                        .toList());
    }
}
