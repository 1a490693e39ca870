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
import java.util.regex.Pattern;

/**
 * The fields of a flow log, in the order of its lines.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/flow-log-records.html">Flow log records</a>
 */
final class FlowFormat {
    private static final List<String> NEEDED =
            List.of("srcaddr", "dstaddr", "srcport", "dstport", "protocol", "action");

    /** Those from which something is learned. */
    private enum Field {
        LOG_STATUS,
        SRCADDR,
        DSTADDR,
        PKT_SRCADDR,
        PKT_DSTADDR,
        SRCPORT,
        DSTPORT,
        PROTOCOL,
        ACTION,
        BYTES,
        START,
        END,
        FLOW_DIRECTION,
        TCP_FLAGS,
        INTERFACE_ID,
        ACCOUNT_ID,
        VPC_ID,
        ECS_CLUSTER_NAME,
        ECS_CLUSTER_ARN,
        ECS_SERVICE_NAME;

        /** As the default format writes it. */
        private final String written = normal(name());
    }

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
                .map(name -> normal(name.replaceAll("^\\$\\{|}$", "")))
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

    /** Columns of Parquet are written with underscores. */
    private static String normal(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether anything is learned from a field of this name. */
    static boolean uses(String name) {
        return Arrays.stream(Field.values()).anyMatch(field -> field.written.equals(normal(name)));
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
        String status = field(words, Field.LOG_STATUS).orElse("OK");
        if (status.equals("NODATA")) {
            return new Line.NoData(
                    number(words, Field.START).orElse(0L),
                    number(words, Field.END).orElse(0L));
        }
        if (status.equals("SKIPDATA")) {
            return new Line.Skipped();
        }
        return flow(words).<Line>map(Line.Flow::new).orElseGet(Line.Unread::new);
    }

    private Optional<FlowRecord> flow(String[] words) {
        Optional<String> source = address(words, Field.PKT_SRCADDR, Field.SRCADDR);
        Optional<String> destination = address(words, Field.PKT_DSTADDR, Field.DSTADDR);
        Optional<Long> protocol = number(words, Field.PROTOCOL).filter(number -> number < PROTOCOLS);
        Optional<Long> from = port(words, Field.SRCPORT);
        Optional<Long> to = port(words, Field.DSTPORT);
        String action = field(words, Field.ACTION).orElse("");
        if (source.isEmpty()
                || destination.isEmpty()
                || protocol.isEmpty()
                || from.isEmpty()
                || to.isEmpty()
                || !action.equals("ACCEPT") && !action.equals("REJECT")
                || field(words, Field.ECS_SERVICE_NAME)
                        .filter(name -> !SERVICE.matcher(name).matches())
                        .isPresent()) {
            return Optional.empty();
        }
        String direction = field(words, Field.FLOW_DIRECTION).orElse("");
        return Optional.of(new FlowRecord(
                source.get(),
                destination.get(),
                from.get().intValue(),
                to.get().intValue(),
                protocol.get().intValue(),
                number(words, Field.BYTES).orElse(0L),
                number(words, Field.START).orElse(0L),
                number(words, Field.END).orElse(0L),
                action.equals("ACCEPT"),
                direction.equals("ingress")
                        ? Optional.of(true)
                        : direction.equals("egress") ? Optional.of(false) : Optional.empty(),
                number(words, Field.TCP_FLAGS)
                        .map(flags -> OptionalInt.of(flags.intValue()))
                        .orElse(OptionalInt.empty()),
                new FlowRecord.Subject(
                        field(words, Field.INTERFACE_ID), field(words, Field.ECS_SERVICE_NAME), where(words))));
    }

    private Optional<FlowRecord.Where> where(String[] words) {
        Optional<String> account = field(words, Field.ACCOUNT_ID)
                .filter(text -> ACCOUNT.matcher(text).matches());
        Optional<String> vpc =
                field(words, Field.VPC_ID).filter(text -> VPC.matcher(text).matches());
        Optional<String> cluster = field(words, Field.ECS_CLUSTER_NAME)
                .or(() -> field(words, Field.ECS_CLUSTER_ARN).flatMap(Arn::of).map(Arn::name))
                .filter(text -> SERVICE.matcher(text).matches());
        return account.isEmpty() || vpc.isEmpty() || cluster.isEmpty()
                ? Optional.empty()
                : Optional.of(new FlowRecord.Where(account.get(), vpc.get(), cluster.get()));
    }

    /** That of the packets, where a gateway stands between. */
    private Optional<String> address(String[] words, Field ofPacket, Field ofInterface) {
        return field(words, ofPacket).or(() -> field(words, ofInterface)).filter(Ranges::isAddress);
    }

    /** Protocols without ports have 0, or none. */
    private Optional<Long> port(String[] words, Field field) {
        return field(words, field).isEmpty()
                ? Optional.of(0L)
                : number(words, field).filter(number -> number < PORTS);
    }

    private Optional<Long> number(String[] words, Field field) {
        return field(words, field)
                .filter(text -> NUMBER.matcher(text).matches())
                .map(Long::parseLong);
    }

    private Optional<String> field(String[] words, Field field) {
        return Optional.ofNullable(places.get(field.written))
                .map(place -> words[place])
                .filter(text -> !text.equals(NONE));
    }
}
