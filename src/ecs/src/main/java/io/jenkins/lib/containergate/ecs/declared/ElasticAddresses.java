package io.jenkins.lib.containergate.ecs.declared;

import io.jenkins.lib.containergate.ecs.document.Certainty;
import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.fault.GateException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Elastic IP addresses of a file, and which instances they are for.
 *
 * @param addresses with their associations
 * @param attachments of network interfaces to instances
 * @param attaching network interfaces that can say themselves to which instance they are attached
 */
record ElasticAddresses(
        List<DeclaredPart> instances,
        List<DeclaredPart> addresses,
        List<DeclaredPart> attachments,
        List<DeclaredPart> attaching) {

    private static final String ATTACHMENT = "attachment";

    /** @param given what gives the instance public addresses, to which this adds */
    void given(DeclaredPart host, Written data, List<String> given) throws GateException {
        List<Value> interfaces = interfaces(host, data);
        for (DeclaredPart address : addresses) {
            Optional<Value> instance = ofInstance(address);
            Optional<Value> of = ofInterface(address);
            UserData.Said said = said(instance, address, host.called());
            if (of.isPresent() && said == UserData.Said.NO) {
                said = address.means(of.get(), host.called());
                for (Value each : interfaces) {
                    said = said == UserData.Said.NO ? same(of.get(), each) : said;
                }
                for (DeclaredPart each : attaching(address, of.get())) {
                    said = said == UserData.Said.NO ? attached(each, host.called()) : said;
                }
            }
            if (said == UserData.Said.YES) {
                given.add("that the Elastic IP address " + address.name() + " gives it");
            } else if (said == UserData.Said.PERHAPS) {
                throw new GateException(
                        "the Elastic IP address " + address.name() + " may be of " + host.name(),
                        "refer to the instance that it is for, or evaluate what is deployed");
            }
        }
    }

    private static UserData.Said said(Optional<Value> reference, DeclaredPart of, Set<String> called) {
        return reference.map(value -> of.means(value, called)).orElse(UserData.Said.NO);
    }

    private static Optional<Value> ofInstance(DeclaredPart address) throws GateException {
        return address.configured("InstanceId", "instance_id", "instance");
    }

    private static Optional<Value> ofInterface(DeclaredPart address) throws GateException {
        return address.configured("NetworkInterfaceId", "network_interface_id", "network_interface");
    }

    /** References to its network interfaces, but not those that it makes. */
    List<Value> interfaces(DeclaredPart host, Written data) throws GateException {
        List<Value> found = new ArrayList<>();
        for (Written each : data.objects("NetworkInterfaces", "network_interface")) {
            each.member("NetworkInterfaceId", "network_interface_id").ifPresent(found::add);
        }
        for (Written each : data.objects("PrimaryNetworkInterface", "primary_network_interface")) {
            each.member("NetworkInterfaceId", "network_interface_id").ifPresent(found::add);
        }
        for (DeclaredPart attachment : attachments) {
            if (said(attachment.written().member("InstanceId", "instance_id"), attachment, host.called())
                    != UserData.Said.NO) {
                attachment
                        .written()
                        .member("NetworkInterfaceId", "network_interface_id")
                        .ifPresent(found::add);
            }
        }
        return found;
    }

    private static UserData.Said same(Value one, Value other) {
        if (one instanceof Value.Text text && other instanceof Value.Text another) {
            return text.value().equals(another.value()) ? UserData.Said.YES : UserData.Said.NO;
        }
        if (one instanceof Value.Unresolved later
                && other instanceof Value.Unresolved another
                && !later.origin().isEmpty()
                && !another.origin().isEmpty()) {
            return later.origin().equals(another.origin()) ? UserData.Said.YES : UserData.Said.NO;
        }
        return UserData.Said.PERHAPS;
    }

    /** Elastic IP addresses of an instance, or of an interface, that the file does not declare: it may be a container instance. */
    List<DeclaredPart> elsewhere() {
        Set<String> declared = new HashSet<>();
        instances.forEach(each -> declared.addAll(each.called()));
        return addresses.stream().filter(each -> elsewhere(each, declared)).toList();
    }

    private boolean elsewhere(DeclaredPart address, Set<String> instances) {
        try {
            Optional<Value> instance = ofInstance(address);
            if (instance.isPresent()) {
                return address.means(instance.get(), instances) != UserData.Said.YES;
            }
            Optional<Value> of = ofInterface(address);
            return of.isPresent()
                    && (of.get() instanceof Value.Text
                            || of.get() instanceof Value.Unresolved later && later.certainty() != Certainty.SET
                            || attachedElsewhere(of.get(), instances)
                            || attachingElsewhere(attaching(address, of.get()), instances));
        } catch (GateException e) {
            return true;
        }
    }

    /** The interfaces that the address is or may be for, and that say themselves to what they are attached. */
    private List<DeclaredPart> attaching(DeclaredPart address, Value of) throws GateException {
        List<DeclaredPart> found = new ArrayList<>();
        for (DeclaredPart each : attaching) {
            if (address.means(of, each.called()) != UserData.Said.NO
                    && each.configured("", ATTACHMENT).isPresent()) {
                found.add(each);
            }
        }
        return found;
    }

    /** What a block refers to is not known before the instance is there: then it may be any. */
    private static UserData.Said attached(DeclaredPart attaching, Set<String> instances) throws GateException {
        UserData.Said said = UserData.Said.NO;
        for (Written block : attaching.written().objects("", ATTACHMENT)) {
            said = said == UserData.Said.NO ? said(block.member("", "instance"), attaching, instances) : said;
        }
        return said;
    }

    private static boolean attachingElsewhere(List<DeclaredPart> attaching, Set<String> instances)
            throws GateException {
        for (DeclaredPart each : attaching) {
            boolean ofPlan = each.configured().contains(ATTACHMENT + ".instance");
            if (!ofPlan && attached(each, instances) != UserData.Said.YES) {
                return true;
            }
        }
        return false;
    }

    /** Whether an interface of the file is, or may be, attached to an instance that the file does not declare. */
    private boolean attachedElsewhere(Value interfaceOfFile, Set<String> instances) throws GateException {
        for (DeclaredPart attachment : attachments) {
            Optional<Value> attached = attachment.written().member("NetworkInterfaceId", "network_interface_id");
            if (attached.isPresent()
                    && same(interfaceOfFile, attached.get()) != UserData.Said.NO
                    && said(attachment.written().member("InstanceId", "instance_id"), attachment, instances)
                            != UserData.Said.YES) {
                return true;
            }
        }
        return false;
    }
}
