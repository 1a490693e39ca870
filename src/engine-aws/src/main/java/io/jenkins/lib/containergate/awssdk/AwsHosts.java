package io.jenkins.lib.containergate.awssdk;

import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.ec2.Host;
import io.jenkins.lib.containergate.aws.ec2.HostImage;
import io.jenkins.lib.containergate.aws.ec2.HostLookups;
import io.jenkins.lib.containergate.aws.ec2.HostVolume;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeImagesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVolumesResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.IamInstanceProfile;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceBlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.InstanceIpv6Address;
import software.amazon.awssdk.services.ec2.model.InstanceMetadataOptionsResponse;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterface;

/** Asks the API of EC2 about instances and their volumes, two hundred at a time. */
final class AwsHosts implements HostLookups {
    private static final int IDS = 200;
    private static final int ANY_HOP = 64;

    private final Ec2Client ec2;

    AwsHosts(Ec2Client ec2) {
        this.ec2 = ec2;
    }

    @Override
    public Lookup<List<Host>> hosts(List<String> ids, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        return AwsCalls.lookup(() -> {
            Map<String, Host> found = new HashMap<>();
            for (List<String> batch : AwsCalls.batches(ids, IDS)) {
                String subject = "the instances " + String.join(", ", batch);
                List<Instance> instances = AwsCalls.pages(
                                subject,
                                token -> AwsCalls.ask(
                                        AwsAction.EC2_DESCRIBE_INSTANCES,
                                        subject,
                                        deadline,
                                        settings -> ec2.describeInstances(request -> request.instanceIds(batch)
                                                .nextToken(token)
                                                .overrideConfiguration(settings))),
                                DescribeInstancesResponse::nextToken)
                        .stream()
                        .flatMap(page -> page.reservations().stream())
                        .flatMap(reservation -> reservation.instances().stream())
                        .toList();
                for (Instance instance : instances) {
                    // it has one, and which is not told
                    if (instance.iamInstanceProfile() != null
                            && instance.iamInstanceProfile().arn() == null) {
                        throw AwsCalls.strange(subject);
                    }
                    found.put(instance.instanceId(), host(instance));
                }
            }
            return all(ids, found, "the instance ");
        });
    }

    /** What EC2 does not tell counts as open. */
    private static Host host(Instance instance) {
        InstanceMetadataOptionsResponse options = instance.metadataOptions();
        boolean known = options != null;
        Integer hops = known ? options.httpPutResponseHopLimit() : null;
        return new Host(
                instance.instanceId(),
                new Host.Metadata(
                        !(known && "disabled".equals(options.httpEndpointAsString())),
                        known && "required".equals(options.httpTokensAsString()),
                        hops == null ? ANY_HOP : hops),
                instance.blockDeviceMappings().stream()
                        .map(InstanceBlockDeviceMapping::ebs)
                        .filter(Objects::nonNull)
                        .map(ebs -> ebs.volumeId())
                        .filter(Objects::nonNull)
                        .toList(),
                network(instance),
                Optional.ofNullable(instance.imageId()),
                Optional.ofNullable(instance.iamInstanceProfile()).map(IamInstanceProfile::arn),
                instance.operator() != null
                        && Boolean.TRUE.equals(instance.operator().managed()));
    }

    private static Host.Network network(Instance instance) {
        List<InstanceNetworkInterface> interfaces = instance.networkInterfaces();
        return new Host.Network(
                Optional.ofNullable(instance.vpcId()),
                known(Stream.concat(
                        Stream.ofNullable(instance.subnetId()),
                        interfaces.stream().map(InstanceNetworkInterface::subnetId))),
                known(Stream.concat(
                                instance.securityGroups().stream(),
                                interfaces.stream().flatMap(each -> each.groups().stream()))
                        .map(GroupIdentifier::groupId)),
                known(Stream.concat(
                        Stream.ofNullable(instance.publicIpAddress()),
                        interfaces.stream().flatMap(AwsHosts::publicAddresses))));
    }

    /** As {@link NetworkShapes#publicAddress} has it: IPv6 addresses and those of carriers are all public. */
    private static Stream<String> publicAddresses(InstanceNetworkInterface one) {
        return Stream.concat(
                Stream.ofNullable(one.association())
                        .flatMap(association -> Stream.of(association.publicIp(), association.carrierIp())),
                one.ipv6Addresses().stream().map(InstanceIpv6Address::ipv6Address));
    }

    private static List<String> known(Stream<String> texts) {
        return texts.filter(Objects::nonNull).distinct().toList();
    }

    /** By a filter, because an id that does not exist would fail the whole call. */
    @Override
    public Lookup<List<HostImage>> images(List<String> ids, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        return AwsCalls.lookup(() -> new BatchedQuestion(AwsAction.EC2_DESCRIBE_IMAGES, "the AMIs ", deadline)
                .ask(
                        ids,
                        (batch, token, settings) -> ec2.describeImages(request -> request.filters(Filter.builder()
                                        .name("image-id")
                                        .values(batch)
                                        .build())
                                .includeDeprecated(true)
                                .nextToken(token)
                                .overrideConfiguration(settings)),
                        DescribeImagesResponse::nextToken,
                        page -> page.images().stream().map(AwsHosts::image).toList()));
    }

    /** Without a creation date an AMI is undecided: so it is where its deprecation cannot be read. */
    private static HostImage image(Image image) {
        Optional<Instant> deprecated = instant(image.deprecationTime());
        boolean legible = image.deprecationTime() == null || deprecated.isPresent();
        return new HostImage(
                image.imageId(),
                Objects.requireNonNullElse(image.name(), ""),
                legible ? instant(image.creationDate()) : Optional.empty(),
                deprecated);
    }

    private static Optional<Instant> instant(@Nullable String text) {
        try {
            return Optional.ofNullable(text).map(Instant::parse);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    @Override
    public Lookup<List<HostVolume>> volumes(List<String> ids, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        return AwsCalls.lookup(() -> {
            Map<String, HostVolume> found = new HashMap<>();
            for (List<String> batch : AwsCalls.batches(ids, IDS)) {
                String subject = "the volumes " + String.join(", ", batch);
                AwsCalls.pages(
                                subject,
                                token -> AwsCalls.ask(
                                        AwsAction.EC2_DESCRIBE_VOLUMES,
                                        subject,
                                        deadline,
                                        settings -> ec2.describeVolumes(request -> request.volumeIds(batch)
                                                .nextToken(token)
                                                .overrideConfiguration(settings))),
                                DescribeVolumesResponse::nextToken)
                        .stream()
                        .flatMap(page -> page.volumes().stream())
                        .forEach(volume -> found.put(
                                volume.volumeId(),
                                new HostVolume(volume.volumeId(), Boolean.TRUE.equals(volume.encrypted()))));
            }
            return all(ids, found, "the volume ");
        });
    }

    private static <T> List<T> all(List<String> ids, Map<String, T> found, String kind) throws UnansweredException {
        List<T> ordered = new ArrayList<>();
        for (String id : ids) {
            T one = found.get(id);
            if (one == null) {
                throw UnansweredException.incomplete("EC2", kind + id);
            }
            ordered.add(one);
        }
        return List.copyOf(ordered);
    }
}
