package io.jenkins.lib.containergate.ecs.declared;

import io.jenkins.lib.containergate.ecs.deployment.Wall;
import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.document.Value.Sequence;
import io.jenkins.lib.containergate.fault.GateException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Public addresses that launch templates, launch configurations and instances give: those of IPv4, and all of IPv6. */
final class DeclaredAddresses {
    /** Attributes of an instance that the provider of Terraform says are known after apply when nobody writes them. */
    static final Set<String> FILLED_IN = Set.of("associate_public_ip_address", "ipv6_address_count", "ipv6_addresses");

    /** As CloudFormation and as Terraform call them. */
    private static final Map<String, String> FLAGS = ordered(
            "AssociatePublicIpAddress",
            "associate_public_ip_address",
            "AssociateCarrierIpAddress",
            "associate_carrier_ip_address");

    private static final Map<String, String> COUNTS =
            ordered("Ipv6AddressCount", "ipv6_address_count", "Ipv6PrefixCount", "ipv6_prefix_count");
    private static final Map<String, String> LISTS =
            ordered("Ipv6Addresses", "ipv6_addresses", "Ipv6Prefixes", "ipv6_prefixes");

    private DeclaredAddresses() {}

    private static Map<String, String> ordered(String one, String inTerraform, String other, String otherInTerraform) {
        Map<String, String> names = new LinkedHashMap<>();
        names.put(one, inTerraform);
        names.put(other, otherInTerraform);
        return names;
    }

    /** @param host data of a launch template, or the launch configuration or instance itself */
    static Wall.Addresses of(Written host, UserData script) throws GateException {
        if (script.container() == UserData.Said.NO && !DeclaredHosts.leavesUserData(host)) {
            return new Wall.Addresses(false, List.of());
        }
        List<Written> interfaces = new ArrayList<>(host.objects("NetworkInterfaces", "network_interfaces"));
        interfaces.add(host);
        List<String> given = new ArrayList<>();
        boolean said = false;
        for (Written each : interfaces) {
            said |= given(each, given);
        }
        if (script.container() == UserData.Said.NO) {
            return ofOwn(host, given);
        }
        if (!said && !DeclaredHosts.ownSettings(host)) {
            throw new GateException(
                    "the launch template of " + host.owner() + " says whether it has a public address",
                    "write NetworkInterfaces of the instance itself, or evaluate what is deployed");
        }
        if (!given.isEmpty() && script.container() == UserData.Said.PERHAPS) {
            throw new GateException(
                    host.owner() + " gives a public address, and its user data is not known: " + script.reason(),
                    "give no public address, or " + host.remedy());
        }
        return new Wall.Addresses(said, given);
    }

    /** Whose launch template may start a container instance: that template is evaluated where it is declared, for what it gives itself. */
    private static Wall.Addresses ofOwn(Written instance, List<String> given) throws GateException {
        if (!given.isEmpty()) {
            throw new GateException(
                    instance.owner() + " gives a public address, and its launch template says what its user data is",
                    "give no public address, or evaluate what is deployed");
        }
        return new Wall.Addresses(false, List.of());
    }

    /** Whether it says anything of public addresses of IPv4, or gives any. */
    private static boolean given(Written each, List<String> given) throws GateException {
        boolean said = false;
        for (Map.Entry<String, String> name : FLAGS.entrySet()) {
            Optional<String> written = each.text(name.getKey(), name.getValue()).filter(text -> !text.isEmpty());
            said |= written.isPresent();
            if (written.isPresent() && each.flag(name.getKey(), name.getValue(), false)) {
                given.add(shown(each, name));
            }
        }
        for (Map.Entry<String, String> name : COUNTS.entrySet()) {
            if (!each.text(name.getKey(), name.getValue()).orElse("0").matches("0*")) {
                given.add(shown(each, name));
            }
        }
        for (Map.Entry<String, String> name : LISTS.entrySet()) {
            if (listed(each, name)) {
                given.add(shown(each, name));
            }
        }
        return said || !given.isEmpty();
    }

    private static boolean listed(Written each, Map.Entry<String, String> name) throws GateException {
        Optional<Value> list = each.member(name.getKey(), name.getValue());
        if (list.isPresent() && !(list.get() instanceof Sequence)) {
            // what is not known is an error, and what is no list as well
            each.objects(name.getKey(), name.getValue());
            throw each.malformed(each.terraform() ? name.getValue() : name.getKey());
        }
        return list.isPresent() && !((Sequence) list.get()).items().isEmpty();
    }

    private static String shown(Written each, Map.Entry<String, String> name) {
        return "that " + (each.terraform() ? name.getValue() : name.getKey()) + " gives it";
    }
}
