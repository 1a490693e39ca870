package io.jenkins.lib.containergate.ecs.segmentation.learn;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.lib.containergate.aws.vpc.ObservedTraffic;
import io.jenkins.lib.containergate.aws.vpc.ObservedTraffic.Connection;
import io.jenkins.lib.containergate.aws.vpc.ObservedTraffic.Coverage;
import io.jenkins.lib.containergate.aws.vpc.ObservedTraffic.Target;
import io.jenkins.lib.containergate.ecs.segmentation.Ranges;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.json.JsonBounds;
import io.jenkins.lib.containergate.text.SafeText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Observed traffic as a file: what {@code gate learn segments} writes, and the rule {@code unused-ingress} reads. */
public final class TrafficFile {
    /** Bytes of a file. */
    public static final int MOST = 32 << 20;

    private static final int VERSION = 1;
    private static final ObjectMapper JSON = new ObjectMapper(
            JsonBounds.depth(8).document(MOST).tokens(6_000_000).texts(512).uniqueNames());
    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
    private static final Pattern VPC = Pattern.compile("vpc-[0-9a-f]{1,32}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,255}");
    private static final Pattern CALLER = Pattern.compile("(?:[a-z-]{1,20}:)?[A-Za-z0-9_./:-]{1,255}");
    private static final int PROTOCOLS = 255;
    private static final int PORTS = 65_535;

    private TrafficFile() {}

    public static byte[] write(ObservedTraffic traffic) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = JsonBounds.own().factory().createGenerator(out)) {
            json.writeStartObject();
            json.writeNumberField("trafficVersion", VERSION);
            Coverage coverage = traffic.coverage();
            json.writeStringField("from", coverage.from().toString());
            json.writeStringField("to", coverage.to().toString());
            json.writeNumberField("records", coverage.records());
            json.writeNumberField("unread", coverage.unread());
            json.writeNumberField("skipped", coverage.skipped());
            json.writeNumberField("daysWithout", coverage.daysWithout());
            json.writeArrayFieldStart("services");
            for (Map.Entry<Target, List<Connection>> service :
                    traffic.services().entrySet()) {
                json.writeStartObject();
                json.writeStringField("account", service.getKey().account());
                json.writeStringField("vpc", service.getKey().vpc());
                json.writeStringField("cluster", service.getKey().cluster());
                json.writeStringField("service", service.getKey().service());
                json.writeArrayFieldStart("connections");
                for (Connection each : service.getValue()) {
                    json.writeStartObject();
                    json.writeNumberField("protocol", each.protocol());
                    json.writeNumberField("port", each.port());
                    if (each.caller().isPresent()) {
                        json.writeStringField("caller", each.caller().get());
                    }
                    json.writeStringField("address", each.address());
                    json.writeNumberField("flows", each.flows());
                    json.writeNumberField("bytes", each.bytes());
                    json.writeStringField("last", each.last().toString());
                    json.writeEndObject();
                }
                json.writeEndArray();
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new IllegalStateException("memory can be written", e);
        }
        return out.toByteArray();
    }

    /**
     * @param name of the file, for people
     * @throws GateException when it is not what {@code gate learn segments} writes
     */
    public static ObservedTraffic read(String name, byte[] content) throws GateException {
        try {
            JsonNode root = JSON.readTree(content);
            if (root == null || root.path("trafficVersion").asInt() != VERSION) {
                throw strange(name, "it does not say \"trafficVersion\": " + VERSION);
            }
            Coverage coverage = new Coverage(
                    time(root, "from"),
                    time(root, "to"),
                    count(root, "records"),
                    count(root, "unread"),
                    count(root, "skipped"),
                    count(root, "daysWithout"));
            Map<Target, List<Connection>> services = new TreeMap<>();
            for (JsonNode each : array(root, "services")) {
                Target target = new Target(
                        text(each, "account", ACCOUNT),
                        text(each, "vpc", VPC),
                        text(each, "cluster", NAME),
                        text(each, "service", NAME));
                List<Connection> connections = new ArrayList<>();
                for (JsonNode one : array(each, "connections")) {
                    connections.add(connection(one));
                }
                if (services.put(target, List.copyOf(connections)) != null) {
                    throw new IllegalArgumentException("a service is in it twice");
                }
            }
            return new ObservedTraffic(coverage, services);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw strange(name, e.getMessage());
        } catch (IOException e) {
            throw strange(name, "it is not JSON, or too large");
        }
    }

    private static Connection connection(JsonNode one) {
        String address = one.path("address").asText();
        long protocol = count(one, "protocol");
        long port = count(one, "port");
        if (!Ranges.isRange(address) || protocol > PROTOCOLS || port > PORTS) {
            throw new IllegalArgumentException("a connection has no address, protocol or port");
        }
        return new Connection(
                (int) protocol,
                (int) port,
                one.has("caller") ? Optional.of(text(one, "caller", CALLER)) : Optional.empty(),
                address,
                count(one, "flows"),
                count(one, "bytes"),
                time(one, "last"));
    }

    private static JsonNode array(JsonNode node, String member) {
        JsonNode array = node.path(member);
        if (!array.isArray()) {
            throw new IllegalArgumentException(member + " is not a list");
        }
        return array;
    }

    private static String text(JsonNode node, String member, Pattern shape) {
        String text = node.path(member).asText();
        if (!shape.matcher(text).matches()) {
            throw new IllegalArgumentException(member + " has a value that cannot be");
        }
        return text;
    }

    private static long count(JsonNode node, String member) {
        JsonNode count = node.path(member);
        if (!count.canConvertToLong() || !count.isIntegralNumber() || count.asLong() < 0) {
            throw new IllegalArgumentException(member + " is not a number");
        }
        return count.asLong();
    }

    private static Instant time(JsonNode node, String member) {
        return Instant.parse(node.path(member).asText());
    }

    private static GateException strange(String name, String why) {
        return new GateException(
                "the traffic file " + SafeText.visible(name) + " cannot be read: " + SafeText.visible(why),
                "give the file that gate learn segments --traffic wrote");
    }
}
