package io.jenkins.lib.containergate.testkit.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Network interfaces as EC2 tells of them; whichever is asked for is there, and those named here have a public address. */
final class NetworkInterfaces {
    private final Map<String, String> addresses = new ConcurrentHashMap<>();
    private final Set<String> published = ConcurrentHashMap.newKeySet();

    void address(String networkInterface, String address) {
        addresses.put(networkInterface, address);
    }

    /** @param kind a type of interfaces, or the name of a group: every VPC has one of them */
    void publish(String kind) {
        published.add(kind);
    }

    /** @param form of {@code DescribeNetworkInterfaces}, filtered by the IDs, or by a VPC and something else */
    String described(Map<String, String> form) {
        StringBuilder xml = new StringBuilder("<DescribeNetworkInterfacesResponse"
                + " xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\"><networkInterfaceSet>");
        List<String> asked = new ArrayList<>();
        form.forEach((key, value) -> {
            if (key.startsWith("Filter.1.Value.")) {
                asked.add(value);
            }
        });
        if ("vpc-id".equals(form.get("Filter.1.Name"))) {
            asked.clear();
            if (published.contains(form.getOrDefault("Filter.2.Value.1", ""))) {
                asked.add("eni-0");
            }
        }
        for (String id : asked) {
            xml.append("<item><networkInterfaceId>").append(id).append("</networkInterfaceId>");
            if (addresses.containsKey(id)) {
                xml.append("<association><publicIp>").append(addresses.get(id)).append("</publicIp></association>");
            }
            xml.append("</item>");
        }
        return xml.append("</networkInterfaceSet></DescribeNetworkInterfacesResponse>")
                .toString();
    }
}
