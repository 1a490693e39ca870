package io.jenkins.lib.containergate.ecs.account.question;

import io.jenkins.lib.containergate.aws.CloudLookups;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.ec2.Host;
import io.jenkins.lib.containergate.aws.ec2.HostImage;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import java.util.List;
import java.util.Optional;

/** The AMIs of the container instances of a cluster in EC2, without those that AWS operates. */
public record HostImagesQuestion() implements ClusterQuestion<List<HostImagesQuestion.Answer>> {

    /** @param image empty when EC2 does not show it any more */
    public record Answer(Host host, Optional<HostImage> image) {}

    @Override
    public Lookup<List<Answer>> ask(Deployment about, CloudLookups aws, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        Lookup<List<Host>> hosts = new HostsQuestion(false)
                .ask(about, aws, deadline)
                .map(all -> all.stream()
                        .map(HostsQuestion.Answer::host)
                        .filter(host -> !host.managed())
                        .toList());
        if (!(hosts instanceof Lookup.Answered<List<Host>> known)
                || known.value().isEmpty()) {
            return hosts.map(none -> List.of());
        }
        List<String> ids = known.value().stream()
                .flatMap(host -> host.image().stream())
                .distinct()
                .toList();
        return aws.hosts()
                .images(ids, deadline)
                .map(images -> known.value().stream()
                        .map(host -> new Answer(
                                host,
                                images.stream()
                                        .filter(image -> host.image().equals(Optional.of(image.id())))
                                        .findFirst()))
                        .toList());
    }
}
