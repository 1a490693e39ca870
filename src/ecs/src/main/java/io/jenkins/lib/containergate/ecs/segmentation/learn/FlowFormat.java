package io.jenkins.lib.containergate.ecs.segmentation.learn;

import io.jenkins.lib.containergate.arn.Arn;
import io.jenkins.lib.containergate.ecs.segmentation.Ranges;
import io.jenkins.lib.containergate.fault.GateException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The fields of a flow log, in the order of its lines.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/flow-log-records.html">Flow log records</a>
 */
final class FlowFormat {
    private static final List<String> NEEDED =
            List.of("srcaddr", "dstaddr", "srcport", "dstport", "protocol", "action");
    private static final Set<String> USED = Set.of(
            "srcaddr",
            "dstaddr",
            "pkt-srcaddr",
            "pkt-dstaddr",
            "srcport",
            "dstport",
            "protocol",
            "action",
            "log-status",
            "bytes",
            "start",
            "end",
            "flow-direction",
            "tcp-flags",
            "interface-id",
            "account-id",
            "vpc-id",
            "ecs-cluster-name",
            "ecs-cluster-arn",
            "ecs-service-name");
    /** Exports of CloudWatch Logs put the time of the event before each line. */
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T[0-9:.]{5,20}Z");

    /** What ECS takes; anything else could be read as a pattern of a policy. */
    private static final Pattern SERVICE = Pattern.compile("[A-Za-z0-9_-]{1,255}");

    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
    private static final Pattern VPC = Pattern.compile("vpc-[0-9a-f]{1,32}");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");
    static final String NONE = "-";
    private static final int PORTS = 65_536;
    private static final int PROTOCOLS = 256;

    private final Map<String, Integer> places = new HashMap<>();
    private final int size;

    private FlowFormat(List<String> fields) {
        this.size = fields.size();
        for (int i = 0; i < size; i++) {
            places.putIfAbsent(fields.get(i), i);
        }
    }

    /** The default format, version 2. */
    static FlowFormat standard() {
        return new FlowFormat(List.of(
                "version",
                "account-id",
                "interface-id",
                "srcaddr",
                "dstaddr",
                "srcport",
                "dstport",
                "protocol",
                "packets",
                "bytes",
                "start",
                "end",
                "action",
                "log-status"));
    }

    /**
     * @param fields as AWS writes them, {@code ${srcaddr} ${dstaddr}} or {@code srcaddr dstaddr}
     * @throws GateException when one that is needed is missing
     */
    static FlowFormat of(String fields) throws GateException {
        List<String> names = Arrays.stream(fields.strip().split("\\s+"))
                .map(name -> name.replaceAll("^\\$\\{|}$", "")
                        .toLowerCase(Locale.ROOT)
                        .replace('_', '-'))
                .toList();
        for (String needed : NEEDED) {
            if (!names.contains(needed) && !names.contains("pkt-" + needed)) {
                throw new GateException(
                        "the flow log does not have the field " + needed,
                        "have it logged, or name the fields of the log in their order (--fields)");
            }
        }
        return new FlowFormat(names);
    }

    /** Whether anything is learned from a field of this name. */
    static boolean uses(String name) {
        return USED.contains(name.toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    /** Files that AWS writes to S3 begin with the names of their fields. */
    static boolean isHeader(String line) {
        List<String> words = Arrays.asList(line.strip().split("\\s+"));
        return words.contains("srcaddr") && words.contains("dstaddr");
    }

    /** What a line says. */
    sealed interface Line {
        record Flow(FlowRecord flow) implements Line {}

        /** Nothing was seen in the interval that begins and ends with these seconds since 1970. */
        record NoData(long start, long end) implements Line {}

        /** AWS left out what it saw in the interval. */
        record Skipped() implements Line {}

        /** It cannot be read as this format. */
        record Unread() implements Line {}
    }

    Line read(String line) {
        String[] words = line.strip().split(" ");
        if (words.length == size + 1 && TIME.matcher(words[0]).matches()) {
            words = Arrays.copyOfRange(words, 1, words.length);
        }
        return words.length == size ? read(words) : new Line.Unread();
    }

    /** @param words as many as there are fields, {@code -} for one without a value */
    Line read(String[] words) {
        String status = field(words, "log-status").orElse("OK");
        if (status.equals("NODATA")) {
            return new Line.NoData(
                    number(words, "start").orElse(0L), number(words, "end").orElse(0L));
        }
        if (status.equals("SKIPDATA")) {
            return new Line.Skipped();
        }
        return flow(words).<Line>map(Line.Flow::new).orElseGet(Line.Unread::new);
    }

    private Optional<FlowRecord> flow(String[] words) {
        Optional<String> source = address(words, "srcaddr");
        Optional<String> destination = address(words, "dstaddr");
        Optional<Long> protocol = number(words, "protocol").filter(number -> number < PROTOCOLS);
        Optional<Long> from = port(words, "srcport");
        Optional<Long> to = port(words, "dstport");
        String action = field(words, "action").orElse("");
        if (source.isEmpty()
                || destination.isEmpty()
                || protocol.isEmpty()
                || from.isEmpty()
                || to.isEmpty()
                || !action.equals("ACCEPT") && !action.equals("REJECT")
                || field(words, "ecs-service-name")
                        .filter(name -> !SERVICE.matcher(name).matches())
                        .isPresent()) {
            return Optional.empty();
        }
        String direction = field(words, "flow-direction").orElse("");
        return Optional.of(new FlowRecord(
                source.get(),
                destination.get(),
                from.get().intValue(),
                to.get().intValue(),
                protocol.get().intValue(),
                number(words, "bytes").orElse(0L),
                number(words, "start").orElse(0L),
                number(words, "end").orElse(0L),
                action.equals("ACCEPT"),
                direction.equals("ingress")
                        ? Optional.of(true)
                        : direction.equals("egress") ? Optional.of(false) : Optional.empty(),
                number(words, "tcp-flags")
                        .map(flags -> OptionalInt.of(flags.intValue()))
                        .orElse(OptionalInt.empty()),
                new FlowRecord.Subject(field(words, "interface-id"), field(words, "ecs-service-name"), where(words))));
    }

    private Optional<FlowRecord.Where> where(String[] words) {
        Optional<String> account =
                field(words, "account-id").filter(text -> ACCOUNT.matcher(text).matches());
        Optional<String> vpc =
                field(words, "vpc-id").filter(text -> VPC.matcher(text).matches());
        Optional<String> cluster = field(words, "ecs-cluster-name")
                .or(() -> field(words, "ecs-cluster-arn").flatMap(Arn::of).map(Arn::name))
                .filter(text -> SERVICE.matcher(text).matches());
        return account.isEmpty() || vpc.isEmpty() || cluster.isEmpty()
                ? Optional.empty()
                : Optional.of(new FlowRecord.Where(account.get(), vpc.get(), cluster.get()));
    }

    /** That of the packets, where a gateway stands between. */
    private Optional<String> address(String[] words, String name) {
        return field(words, "pkt-" + name).or(() -> field(words, name)).filter(Ranges::isAddress);
    }

    /** Protocols without ports have 0, or none. */
    private Optional<Long> port(String[] words, String name) {
        return field(words, name).isEmpty()
                ? Optional.of(0L)
                : number(words, name).filter(number -> number < PORTS);
    }

    private Optional<Long> number(String[] words, String name) {
        return field(words, name).filter(text -> NUMBER.matcher(text).matches()).map(Long::parseLong);
    }

    private Optional<String> field(String[] words, String name) {
        return Optional.ofNullable(places.get(name)).map(place -> words[place]).filter(text -> !text.equals(NONE));
    }
}
