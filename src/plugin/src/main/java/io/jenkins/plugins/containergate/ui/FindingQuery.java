package io.jenkins.plugins.containergate.ui;

import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.policy.Decision;
import io.jenkins.lib.containergate.policy.GateName;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which findings a page shows, from the parameters of its address.
 *
 * <p>A value that means nothing (another version's gate, a typing mistake) filters nothing: the page then shows more
 * than asked for, never less.
 *
 * @param text part of a package, rule, title or path, in lower case
 * @param layer beginning of a diff id, with or without {@code sha256:}
 * @param grouping by which findings are put together
 * @param key the one group whose findings are shown, each by itself; {@code null} for all groups
 * @param page from 1
 */
record FindingQuery(
        Optional<GateName> gate,
        Optional<Severity> severity,
        Optional<Decision> decision,
        String text,
        String layer,
        Optional<FindingGrouping> grouping,
        @Nullable String key,
        FindingOrder order,
        boolean descending,
        int page) {
    static final int PAGE_SIZE = 50;
    private static final int LONGEST_TEXT = 200;
    private static final int LONGEST_KEY = 4_000;

    /** @param parameters gives {@code null} for an absent one */
    static FindingQuery parse(UnaryOperator<@Nullable String> parameters) {
        Optional<FindingGrouping> grouping =
                choice(parameters.apply("group"), FindingGrouping.values(), FindingGrouping::key);
        return new FindingQuery(
                choice(parameters.apply("gate"), GateName.values(), GateName::key),
                choice(parameters.apply("severity"), Severity.values(), Severity::name),
                choice(parameters.apply("decision"), Decision.values(), Decision::name),
                text(parameters.apply("text")).toLowerCase(Locale.ROOT),
                text(parameters.apply("layer")).toLowerCase(Locale.ROOT),
                grouping,
                grouping.isEmpty() ? null : key(parameters.apply("key")),
                choice(parameters.apply("sort"), FindingOrder.values(), FindingOrder::key)
                        .orElse(FindingOrder.SEVERITY),
                "desc".equals(parameters.apply("order")),
                page(parameters.apply("page")));
    }

    boolean matches(FindingRow row) {
        return gate.filter(g -> g != row.gate()).isEmpty()
                && severity.filter(s -> s != row.severity()).isEmpty()
                && decision.filter(d -> d != row.decision()).isEmpty()
                && (layer.isEmpty()
                        || row.getLayer().startsWith(layer)
                        || row.getLayer().startsWith("sha256:" + layer))
                && (key == null || grouping.filter(by -> by.of(row).equals(key)).isPresent())
                && (text.isEmpty() || contains(row));
    }

    /** Whether findings are shown in groups, and not each by itself. */
    boolean grouped() {
        return grouping.isPresent() && key == null;
    }

    private boolean contains(FindingRow row) {
        return contains(row.getActual())
                || contains(row.getRule())
                || contains(row.getTitle())
                || contains(row.getPath())
                || row.affected().filter(affected -> contains(affected.purl())).isPresent();
    }

    private boolean contains(String value) {
        return value.toLowerCase(Locale.ROOT).contains(text);
    }

    FindingQuery onPage(int number) {
        return new FindingQuery(gate, severity, decision, text, layer, grouping, key, order, descending, number);
    }

    /** The findings of one group, each by itself. */
    FindingQuery inGroup(String of) {
        return new FindingQuery(gate, severity, decision, text, layer, grouping, of, order, descending, 1);
    }

    /** The same findings in other groups, or each by itself. */
    FindingQuery groupedBy(Optional<FindingGrouping> by) {
        return new FindingQuery(gate, severity, decision, text, layer, by, null, order, descending, 1);
    }

    /** The same findings in another order, from the first page; the same order again turns it round. */
    FindingQuery orderedBy(FindingOrder by) {
        return new FindingQuery(
                gate, severity, decision, text, layer, grouping, key, by, by == order && !descending, 1);
    }

    /** As the query part of an address, {@code ?} included; what is not set is left out. */
    String address() {
        Map<String, String> parameters = new LinkedHashMap<>();
        gate.ifPresent(g -> parameters.put("gate", g.key()));
        severity.ifPresent(s -> parameters.put("severity", s.name()));
        decision.ifPresent(d -> parameters.put("decision", d.name()));
        if (!text.isEmpty()) {
            parameters.put("text", text);
        }
        if (!layer.isEmpty()) {
            parameters.put("layer", layer);
        }
        grouping.ifPresent(by -> parameters.put("group", by.key()));
        if (key != null) {
            parameters.put("key", key);
        }
        if (order != FindingOrder.SEVERITY || descending) {
            parameters.put("sort", order.key());
        }
        if (descending) {
            parameters.put("order", "desc");
        }
        if (page > 1) {
            parameters.put("page", Integer.toString(page));
        }
        return parameters.entrySet().stream()
                .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&", "?", ""));
    }

    private static <T> Optional<T> choice(
            @Nullable String value, T[] values, java.util.function.Function<T, String> name) {
        return Arrays.stream(values).filter(v -> name.apply(v).equals(value)).findFirst();
    }

    private static String text(@Nullable String value) {
        String text = value == null ? "" : value.strip();
        return text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
    }

    private static @Nullable String key(@Nullable String value) {
        return value == null || value.length() > LONGEST_KEY ? null : value;
    }

    private static int page(@Nullable String value) {
        return value != null && value.matches("[1-9][0-9]{0,5}") ? Integer.parseInt(value) : 1;
    }
}
