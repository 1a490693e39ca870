package io.jenkins.lib.containergate.ecs.account.iam.learn;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Which actions of IAM leave an event in CloudTrail whenever they are used, and which event, from the resource
 * {@code recorded-actions.txt}, which has the sources.
 */
final class RecordedActions {
    private static final String RESOURCE = "recorded-actions.txt";
    private static final RecordedActions KNOWN = load();
    /** AWS Lambda and CloudFront name calls by the version of their API. */
    private static final Pattern VERSION = Pattern.compile("(?<=[a-z])\\d{4}_?\\d{2}_?\\d{2}(?:v\\d+)?$");

    private static final String DOMAIN = ".amazonaws.com";

    /** Why an action can be used without an event that says so. */
    enum Unrecorded {
        DATA("it is a data event: trails do not record it by default"),
        PERMISSION("no event has its name: it is checked on the way to other calls"),
        TAGS("it is also checked on the way to calls that create something");

        private final String reason;

        Unrecorded(String reason) {
            this.reason = reason;
        }

        String reason() {
            return reason;
        }
    }

    /** @param unrecorded by action as IAM writes it, without its service */
    record Service(
            String name,
            boolean global,
            boolean optional,
            SortedMap<String, Unrecorded> unrecorded,
            Map<String, List<String>> calls) {}

    private final SortedMap<String, Service> services = new TreeMap<>();
    private final Map<String, Service> sources = new TreeMap<>();

    static RecordedActions known() {
        return KNOWN;
    }

    /** @param name as IAM has it, such as {@code s3}, in lower case */
    Optional<Service> service(String name) {
        return Optional.ofNullable(services.get(name));
    }

    /** Of an event; empty for services that the table does not have. */
    Optional<Service> ofSource(String source) {
        return Optional.ofNullable(
                sources.get(source.endsWith(DOMAIN) ? source.substring(0, source.length() - DOMAIN.length()) : source));
    }

    SortedMap<String, Service> services() {
        return new TreeMap<>(services);
    }

    /**
     * The actions that a call takes, as in {@code s3:ListBucket}; none where it takes no permission.
     *
     * @param name of the event
     */
    static List<String> actions(Service service, String name) {
        String call = VERSION.matcher(name).replaceFirst("");
        return service.calls().getOrDefault(call, List.of(call)).stream()
                .map(action -> service.name() + ":" + action)
                .toList();
    }

    private static RecordedActions load() {
        try (InputStream in = RecordedActions.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the resource " + RESOURCE + " is missing");
            }
            RecordedActions known = new RecordedActions();
            Optional<Service> service = Optional.empty();
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(each -> !each.isBlank() && !each.startsWith("#"))
                    .toList()) {
                if (line.startsWith("[")) {
                    service = Optional.of(known.begin(line));
                } else {
                    add(service.orElseThrow(), line);
                }
            }
            return known;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Service begin(String line) {
        String name = line.substring(1, line.indexOf(']'));
        List<String> words = Arrays.asList(line.substring(line.indexOf(']') + 2).split(" "));
        Service service = new Service(
                name, words.contains("global"), words.contains("optional"), new TreeMap<>(), new TreeMap<>());
        services.put(name, service);
        words.stream()
                .filter(word -> !word.equals("global") && !word.equals("optional"))
                .forEach(source -> sources.put(source, service));
        return service;
    }

    private static void add(Service service, String line) {
        List<String> words = new ArrayList<>(Arrays.asList(line.split(" ")));
        String kind = words.remove(0);
        if (kind.equals("call")) {
            String call = words.remove(0);
            words.remove("-");
            service.calls().put(call.substring(0, call.length() - 1), List.copyOf(words));
            return;
        }
        Unrecorded why = Unrecorded.valueOf(kind.substring(0, kind.length() - 1).toUpperCase(Locale.ROOT));
        words.forEach(action -> service.unrecorded().put(action, why));
    }
}
