package io.jenkins.lib.containergate.ecs.account.question;

import io.jenkins.lib.containergate.aws.CloudLookups;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.ec2.Host;
import io.jenkins.lib.containergate.aws.ec2.HostVolume;
import io.jenkins.lib.containergate.aws.ecs.ContainerInstance;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.ecs.deployment.Wall;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The container instances of a cluster that is deployed, as EC2 tells them; those of ECS Anywhere are not in EC2 and left out.
 *
 * @param withVolumes whether their volumes are asked for as well
 */
public record HostsQuestion(boolean withVolumes) implements ClusterQuestion<List<HostsQuestion.Answer>> {
    /** @param volumes none when they were not asked for */
    public record Answer(ContainerInstance registered, Host host, List<HostVolume> volumes) {
        public Answer {
            volumes = List.copyOf(volumes);
        }
    }

    /** An instance as its template starts it. */
    @Override
    public Optional<Lookup<List<Answer>>> declared(Deployment about) {
        if (!(about instanceof Wall wall && wall.facts() instanceof Wall.HostTemplate template)) {
            return Optional.empty();
        }
        Host.Network nowhere = new Host.Network(Optional.empty(), List.of(), List.of(), List.of());
        return Optional.of(template.metadata().map(metadata -> List.of(declared(wall, template, metadata, nowhere))));
    }

    static Answer declared(Wall wall, Wall.HostTemplate template, Host.Metadata metadata, Host.Network network) {
        ContainerInstance registered = new ContainerInstance(
                wall.name(),
                Optional.of(wall.name()),
                "",
                false,
                new ContainerInstance.Versions(Optional.empty(), Optional.empty()),
                template.attributes());
        return new Answer(
                registered,
                new Host(wall.name(), metadata, List.of(), network, Optional.empty(), Optional.empty(), false),
                List.of());
    }

    @Override
    public Lookup<List<Answer>> ask(Deployment about, CloudLookups aws, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        Lookup<List<ContainerInstance>> found =
                new ContainerInstancesQuestion().ask(about, aws, deadline).flatMap(ContainerInstance::inEc2);
        if (!(found instanceof Lookup.Answered<List<ContainerInstance>> instances)) {
            return found.map(unused -> List.of());
        }
        if (instances.value().isEmpty()) {
            return new Lookup.Answered<>(List.of());
        }
        Lookup<List<Host>> hosts = aws.hosts().hosts(ids(instances.value()), deadline);
        if (!(hosts instanceof Lookup.Answered<List<Host>> known)) {
            return hosts.map(unused -> List.of());
        }
        List<String> volumes = known.value().stream()
                .flatMap(host -> host.volumes().stream())
                .distinct()
                .toList();
        Lookup<List<HostVolume>> disks = withVolumes && !volumes.isEmpty()
                ? aws.hosts().volumes(volumes, deadline)
                : new Lookup.Answered<>(List.of());
        return disks.map(each -> joined(instances.value(), known.value(), each));
    }

    /** Each once. */
    static List<String> ids(List<ContainerInstance> inEc2) {
        return inEc2.stream().map(ContainerInstance::name).distinct().toList();
    }

    private static List<Answer> joined(List<ContainerInstance> instances, List<Host> hosts, List<HostVolume> volumes) {
        Map<String, Host> byId = new HashMap<>();
        hosts.forEach(host -> byId.put(host.id(), host));
        List<Answer> answers = new ArrayList<>();
        for (ContainerInstance instance : instances) {
            Host host = byId.get(instance.name());
            if (host == null) {
                throw new IllegalStateException("one host for each id is what the look-up promises");
            }
            answers.add(new Answer(
                    instance,
                    host,
                    volumes.stream()
                            .filter(volume -> host.volumes().contains(volume.id()))
                            .toList()));
        }
        return List.copyOf(answers);
    }
}
