package io.jenkins.lib.containergate.testkit.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Network interfaces as EC2 tells of them; whichever is asked for is there, and those named here have a public address. */
final class NetworkInterfaces {
    private final Map<String, String> addresses = new ConcurrentHashMap<>();

    void address(String networkInterface, String address) {
        addresses.put(networkInterface, address);
    }

    /** @param form of {@code DescribeNetworkInterfaces}, filtered by the IDs */
    String described(Map<String, String> form) {
        StringBuilder xml = new StringBuilder("<DescribeNetworkInterfacesResponse"
                + " xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\"><networkInterfaceSet>");
        List<String> asked = new ArrayList<>();
        form.forEach((key, value) -> {
            if (key.startsWith("Filter.1.Value.")) {
                asked.add(value);
            }
        });
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
