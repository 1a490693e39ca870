package io.jenkins.lib.containergate.ecs.task;

import io.jenkins.lib.containergate.ecs.document.Certainty;
import io.jenkins.lib.containergate.ecs.document.Reason;
import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.ecs.document.Value.Sequence;
import io.jenkins.lib.containergate.ecs.document.Value.Text;
import io.jenkins.lib.containergate.ecs.document.Value.Unresolved;
import io.jenkins.lib.containergate.secret.setting.SecretName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Settings that another tool fills in before a task definition is registered: ecspresso, envsubst, CodeDeploy, Jinja. No user, image,
 * ARN or path is written with these characters, so what is there is not known yet.
 */
final class Placeholders {
    private static final Reason WHY = new Reason.Rendering("it holds a placeholder that another tool fills in");
    private static final Reason UNLIKE =
            new Reason.Rendering("it is written like a placeholder that another tool fills in");

    /** A number or a name, as distributions and Windows write it; in capitals with underscores it is that of a variable. */
    private static final Pattern USER = Pattern.compile(
            "(?![A-Z0-9]+(?:_[A-Z0-9]+)+(?:\\z|:))(?:\\.\\\\)?[A-Za-z0-9_+-][A-Za-z0-9_.@ \\\\/-]{0,255}\\$?(?::[A-Za-z0-9_.@"
                    + " -]{0,255})?|:[A-Za-z0-9_.-]{0,255}|");

    /** An ARN, or the name that ECS takes as well; no address of a store of secrets. */
    private static final Pattern ROLE = Pattern.compile("(?![^:]*://)[A-Za-z0-9_+=,.@:/-]*");

    /**
     * What only a tool fills in, and no program: <code>{{ env "A" }}</code>, <code>{% if a %}</code>, {@code <A>}, <code>#{A}#</code>,
     * {@code ##A##}, <code>@{A}</code>, {@code $[A]}, {@code [[A]]}, {@code [% A %]}, {@code ((a))}, {@code @A@}, {@code __A__}. One
     * without an end takes the rest of the text: a search from each of many would take hours.
     */
    private static final String OF_TOOLS = "\\$?\\{\\{.*?(?:}}|\\z)|\\{%.*?(?:%}|\\z)|\\[%.*?(?:%]|\\z)"
            + "|[#%@!]\\{[^{}]{1,200}(?:}#?|\\z)|\\$\\[[^\\[\\]]{1,200}(?:]|\\z)|\\(\\([^()]{1,200}\\)\\)"
            + "|<[^<>]{1,200}>|\\[\\[[^\\[\\]]{1,200}]]|#{1,2}[A-Za-z_][A-Za-z0-9_.]{0,100}#{1,2}"
            + "|@(@?)[A-Za-z_][A-Za-z0-9_.]{0,100}@\\1|__[A-Z][A-Z0-9_]{0,100}__";

    /**
     * What shells, Spring and others fill in as well, when the program runs: <code>${A}</code>, <code>$(A)</code>, <code>$A</code>,
     * <code>{A}</code>, {@code %APP%}.
     */
    private static final String OF_PROGRAMS = "\\$\\{[^{}]{1,200}(?:}#?|\\z)|\\$\\([^()]{1,200}\\)"
            + "|\\$[A-Za-z_][A-Za-z0-9_]{0,100}|\\{[^{}]{1,200}}|%[A-Za-z_][A-Za-z0-9_.]{2,100}%";

    private static final Pattern TOOLS = Pattern.compile(OF_TOOLS, Pattern.DOTALL);
    private static final Pattern PLACEHOLDER = Pattern.compile(OF_TOOLS + "|" + OF_PROGRAMS, Pattern.DOTALL);

    /** How a value is written that can be used as it is; what is written otherwise is none yet. */
    private static final Map<String, Pattern> WRITTEN = Map.of(
            "executionRoleArn", ROLE,
            "taskRoleArn", ROLE,
            "user", USER);

    /** What names something and decides nothing, and texts for programs, which fill in such characters themselves. */
    private static final Set<String> AS_WRITTEN = Set.of(
            "command",
            "containerName",
            "dockerLabels",
            "entryPoint",
            "environment",
            "family",
            "hostname",
            "labels",
            "name",
            "options",
            "placementConstraints",
            "requiresAttributes",
            "sourceContainer",
            "sourceVolume",
            "tags",
            "workingDirectory");

    private Placeholders() {}

    /** @param definition in the shape of the ECS API */
    static Mapping inSettings(Mapping definition) {
        return (Mapping) setting(definition);
    }

    private static Value member(String name, Value value) {
        if (AS_WRITTEN.contains(name)) {
            return value;
        }
        Value setting = setting(value);
        Pattern form = WRITTEN.get(name);
        return form != null
                        && setting instanceof Text text
                        && !form.matcher(text.value().strip()).matches()
                ? unlike(text)
                : setting;
    }

    private static Value setting(Value value) {
        if (value instanceof Mapping mapping) {
            Map<String, Value> members = new LinkedHashMap<>();
            mapping.members().forEach((name, inner) -> members.put(name, member(name, inner)));
            return new Mapping(members, mapping.mark());
        }
        if (value instanceof Sequence sequence) {
            List<Value> items = new ArrayList<>();
            sequence.items().forEach(item -> items.add(setting(item)));
            return new Sequence(items, sequence.mark());
        }
        return value instanceof Text text && holdsOne(text.value()) ? later(text) : value;
    }

    /**
     * Environment variables and options of log drivers that may become a secret in plain text. Of others it decides nothing what they
     * become.
     *
     * @param definition in the shape of the ECS API, of a file that a tool may still fill in
     */
    static Mapping inSecrets(Mapping definition) {
        return with(
                definition,
                "containerDefinitions",
                container -> logOptions(with(container, "environment", Placeholders::variable)));
    }

    private interface Change {
        Mapping of(Mapping object);
    }

    /** With a change of every object in a list. */
    private static Mapping with(Mapping object, String list, Change change) {
        if (!(object.members().get(list) instanceof Sequence sequence)) {
            return object;
        }
        List<Value> items = new ArrayList<>();
        sequence.items().forEach(item -> items.add(item instanceof Mapping mapping ? change.of(mapping) : item));
        return with(object, list, new Sequence(items, sequence.mark()));
    }

    private static Mapping variable(Mapping variable) {
        String name = variable.members().get("name") instanceof Text text ? text.value() : "";
        Value value = variable.members().get("value");
        return value == null ? variable : with(variable, "value", secret(name, value));
    }

    /** Of FireLens, the log router takes them from its own environment. */
    private static Mapping logOptions(Mapping container) {
        if (!(container.members().get("logConfiguration") instanceof Mapping log)
                || !(log.members().get("options") instanceof Mapping options)
                || log.members().get("logDriver") instanceof Text driver
                        && driver.value().equals("awsfirelens")) {
            return container;
        }
        Map<String, Value> members = new LinkedHashMap<>(options.members());
        members.replaceAll(Placeholders::secret);
        return with(container, "logConfiguration", with(log, "options", new Mapping(members, options.mark())));
    }

    private static Value secret(String name, Value value) {
        if (!(value instanceof Text text) || !holdsOne(text.value())) {
            return value;
        }
        return SecretName.matches(name)
                        || SecretGap.inAddress(shape(text.value()))
                        || SecretGap.named(known(TOOLS, text.value()))
                ? later(text)
                : value;
    }

    private static Mapping with(Mapping object, String member, Value value) {
        Map<String, Value> members = new LinkedHashMap<>(object.members());
        members.put(member, value);
        return new Mapping(members, object.mark());
    }

    /** As far as it is known; blanks are often inside of placeholders, and not of addresses. */
    private static String shape(String text) {
        return known(PLACEHOLDER, text);
    }

    private static String known(Pattern placeholder, String text) {
        return placeholder.matcher(text).replaceAll(String.valueOf(Unresolved.GAP));
    }

    private static boolean holdsOne(String text) {
        return PLACEHOLDER.matcher(text).find();
    }

    /**
     * Equal placeholders become equal values. What a tool takes where nothing else is given is in the placeholder itself, which is
     * searched for secrets as well.
     */
    private static Unresolved later(Text text) {
        String shape = shape(text.value());
        List<String> placeholders = PLACEHOLDER
                .matcher(text.value())
                .results()
                .map(MatchResult::group)
                .toList();
        boolean alone = shape.length() == 1;
        return new Unresolved(WHY, Certainty.PERHAPS, alone ? "" : shape, alone ? text.value() : "", text.mark())
                .holding(placeholders);
    }

    private static Unresolved unlike(Text text) {
        return new Unresolved(UNLIKE, Certainty.PERHAPS, "", text.value(), text.mark()).holding(List.of(text.value()));
    }
}
