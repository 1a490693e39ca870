package io.jenkins.lib.containergate.ecs.declared;

import io.jenkins.lib.containergate.aws.ec2.Host;
import io.jenkins.lib.containergate.ecs.deployment.Wall;
import io.jenkins.lib.containergate.ecs.document.Certainty;
import io.jenkins.lib.containergate.ecs.document.Reason;
import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.ecs.document.Value.Text;
import io.jenkins.lib.containergate.ecs.document.Value.Unresolved;
import io.jenkins.lib.containergate.ecs.template.Template;
import io.jenkins.lib.containergate.fault.GateException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Launch templates, launch configurations and instances: the metadata service and the user data of their instances. */
final class DeclaredHosts {
    private static final List<String> USER_DATA = List.of("UserData", "user_data", "user_data_base64");
    /** Where Parameter Store has the images whose instances register with ECS by themselves. */
    private static final Pattern ECS_IMAGE = Pattern.compile("/aws/service/(?:ecs/|bottlerocket/aws-ecs)");

    private static final String IMAGE = "ImageId";

    /** Carries out what the metadata of a resource of the template says, under {@code AWS::CloudFormation::Init}. */
    private static final String CFN_INIT = "cfn-init";
    /** As the agent of ECS registers it. */
    private static final String BLOCKED = "ecs.capability.task-eni-block-instance-metadata";

    private static final List<String> LAUNCH_TEMPLATE = List.of("LaunchTemplate", "launch_template");
    private static final String METADATA_OPTIONS = "metadata_options";
    private static final List<String> METADATA = List.of("MetadataOptions", METADATA_OPTIONS);

    /** What a launch configuration and a template get where they do not say. */
    private static final int HOP_LIMIT = 1;

    private DeclaredHosts() {}

    /** What a plan writes of hosts: what nobody wrote, the provider of Terraform fills in as known after apply. */
    static Written written(DeclaredPart host) {
        if (host.configured().isEmpty() || !(host.written().value() instanceof Mapping mapping)) {
            return host.written();
        }
        Map<String, Value> known = new LinkedHashMap<>(mapping.members());
        known.keySet()
                .removeIf(name -> (USER_DATA.contains(name)
                                || name.equals(METADATA_OPTIONS)
                                || DeclaredAddresses.FILLED_IN.contains(name))
                        && known.get(name) instanceof Unresolved
                        && !host.configured().contains(name));
        return new Written(host.name(), new Mapping(known, mapping.mark()), true);
    }

    /** The user data of a plan: of the three names, at most one is there. */
    static UserData userData(Value data) {
        if (data instanceof Unresolved later) {
            return UserData.unknown(later.reason());
        }
        return data instanceof Mapping mapping
                ? UserData.of(USER_DATA.stream()
                        .map(mapping.members()::get)
                        .filter(value -> value != null && !(value instanceof Value.Null))
                        .findFirst()
                        .orElse(null))
                : UserData.of(null);
    }

    /**
     * The user data of a template, and what its image says where that says nothing.
     *
     * @param below member of the properties that holds it; empty for the properties themselves
     */
    static UserData userData(Template template, String resource, String below, Written data) throws GateException {
        Value holder = holder(template, resource, below);
        if (!(data.value() instanceof Mapping known) || !(holder instanceof Mapping mapping)) {
            return userData(data.value());
        }
        // another function chooses among objects: what any of them says may be what counts
        boolean composed = Template.isFunction(mapping);
        boolean optimized = onEcsImage(template, resource, below);
        Value written = composed ? mapping : mapping.members().get(USER_DATA.get(0));
        if (written == null || composed && !known.members().containsKey(USER_DATA.get(0))) {
            return optimized && ownSettings(data) ? UserData.ofEcsImage() : userData(data.value());
        }
        UserData script = composed ? userData(known) : UserData.of(template, written);
        List<String> texts = template.texts(written);
        if (texts.stream().anyMatch(text -> text.contains(CFN_INIT))) {
            script = script.with(init(texts, template.initTexts()));
        }
        return optimized ? script.onEcsImage() : script;
    }

    /** Whether a resource starts instances on an image for ECS; {@code below} as for {@link #userData}. */
    static boolean onEcsImage(Template template, String resource, String below) throws GateException {
        Value holder = holder(template, resource, below);
        return holder instanceof Mapping mapping
                && ecsImage(
                        template,
                        Template.isFunction(mapping)
                                ? mapping
                                : mapping.members().get(IMAGE));
    }

    /** Whether a group or fleet names an image for ECS, such as one that its instances have instead of their launch template's. */
    static boolean namesEcsImage(Template template, DeclaredPart starter) throws GateException {
        return ecsImage(template, template.properties(starter.name()));
    }

    private static boolean ecsImage(Template template, @Nullable Value value) throws GateException {
        return template.texts(value).stream()
                .anyMatch(text -> ECS_IMAGE.matcher(text).find());
    }

    private static Value holder(Template template, String resource, String below) throws GateException {
        Value raw = template.chosen(template.properties(resource));
        return below.isEmpty()
                ? raw
                : template.chosen(DraftGroup.member(raw, below).orElse(raw));
    }

    /** Whether an instance says itself which image it runs. */
    static boolean ownImage(Written instance) {
        return said(instance.value()).containsKey(IMAGE);
    }

    /**
     * What {@code cfn-init} carries out: of the resource that the script names; where that is not one, it may be any.
     *
     * @param all by resource
     */
    private static UserData init(List<String> script, Map<String, List<String>> all) {
        List<List<String>> named = all.entrySet().stream()
                .filter(each -> script.stream().anyMatch(text -> word(each.getKey(), text)))
                .map(Map.Entry::getValue)
                .toList();
        return named.size() == 1
                ? UserData.ofTexts(named.get(0))
                : UserData.ofTexts(all.values().stream().flatMap(List::stream).toList())
                        .perhaps("it does not name the one resource that cfn-init is for");
    }

    private static boolean word(String name, String text) {
        return Pattern.compile("(?<![A-Za-z0-9])" + Pattern.quote(name) + "(?![A-Za-z0-9])")
                .matcher(text)
                .find();
    }

    /**
     * @param data of a launch template, or the launch configuration itself
     * @param script that its instances run
     */
    static Wall.HostTemplate facts(Written data, UserData script) {
        return new Wall.HostTemplate(
                script.container() != UserData.Said.NO,
                Written.lookup(() -> metadata(data, script)),
                script.blocks() == UserData.Said.YES ? Map.of(BLOCKED, "") : Map.of(),
                Written.lookup(() -> DeclaredAddresses.of(data, script)));
    }

    /** Whether an instance leaves its user data to its launch template: it may start a container instance. */
    static boolean leavesUserData(Written instance) {
        return !ownSettings(instance)
                && instance.value() instanceof Mapping mapping
                && USER_DATA.stream()
                        .map(mapping.members()::get)
                        .allMatch(value -> value == null || value instanceof Value.Null);
    }

    /** Whether what an instance does not say itself is not in a launch template: what it says counts before that. */
    static boolean ownSettings(Written instance) {
        return !(instance.value() instanceof Mapping mapping)
                || LAUNCH_TEMPLATE.stream()
                        .map(mapping.members()::get)
                        .allMatch(value -> value == null || value.unset());
    }

    /** An instance with all of its launch template that it does not say itself. */
    static Written over(Written template, Written instance) {
        Map<String, Value> members = said(template.value());
        Map<String, Value> before = new LinkedHashMap<>(members);
        Map<String, Value> own = said(instance.value());
        members.putAll(own);
        LAUNCH_TEMPLATE.forEach(members::remove);
        Written all = with(members, instance);
        for (String name : METADATA) {
            if (before.containsKey(name) && own.containsKey(name)) {
                Map<String, Value> options = said(before.get(name));
                options.putAll(said(own.get(name)));
                Map<String, Value> together = new LinkedHashMap<>(members);
                together.put(name, new Mapping(options, own.get(name).mark()));
                if (opensMetadata(with(together, instance)) != opensMetadata(all)) {
                    members.put(name, unsaid(own.get(name)));
                    return with(members, instance);
                }
            }
        }
        return all;
    }

    /** AWS does not document whether it replaces these options as a whole or one by one. */
    private static Value unsaid(Value options) {
        return new Unresolved(
                new Reason.Deployment("it and its launch template both say a part of them"),
                Certainty.PERHAPS,
                "",
                "",
                options.mark());
    }

    private static Written with(Map<String, Value> members, Written instance) {
        return new Written(
                instance.owner(), new Mapping(members, instance.value().mark()), instance.terraform());
    }

    /** What an object, or a block of Terraform, says. */
    private static Map<String, Value> said(Value value) {
        Map<String, Value> members = new LinkedHashMap<>();
        if (value instanceof Value.Sequence block && block.items().size() == 1) {
            return said(block.items().get(0));
        }
        if (value instanceof Mapping mapping) {
            mapping.members().forEach((name, member) -> {
                if (!member.unset()) {
                    members.put(name, member);
                }
            });
        }
        return members;
    }

    /** Whether what an instance says itself of its metadata service may let containers reach it. */
    static boolean opensMetadata(Written instance) {
        try {
            Host.Metadata metadata = metadata(instance);
            return metadata.on() && !(metadata.tokensRequired() && metadata.hopLimit() == HOP_LIMIT);
        } catch (GateException e) {
            return instance.value() instanceof Mapping mapping
                    && METADATA.stream().anyMatch(mapping.members()::containsKey);
        }
    }

    private static Host.Metadata metadata(Written data, UserData script) throws GateException {
        Host.Metadata metadata = metadata(data);
        if (metadata.on() && script.undecided()) {
            throw new GateException(
                    "the user data of " + data.owner() + " is not known: " + script.reason(),
                    "write ECS_AWSVPC_BLOCK_IMDS=true on a line of its own, or " + data.remedy());
        }
        return metadata;
    }

    private static Host.Metadata metadata(Written data) throws GateException {
        Optional<Written> options = data.object("MetadataOptions", METADATA_OPTIONS);
        if (options.isEmpty() && !ownSettings(data)) {
            throw new GateException(
                    "the launch template of " + data.owner() + " says how its metadata service answers",
                    "write MetadataOptions of the instance itself, or evaluate what is deployed");
        }
        if (options.isEmpty()) {
            return new Host.Metadata(true, false, HOP_LIMIT);
        }
        String limit = options.get()
                .text("HttpPutResponseHopLimit", "http_put_response_hop_limit")
                .orElse(Integer.toString(HOP_LIMIT));
        return new Host.Metadata(
                !options.get()
                        .computed("HttpEndpoint", "http_endpoint")
                        .orElse("enabled")
                        .equals("disabled"),
                options.get()
                        .text("HttpTokens", "http_tokens")
                        .orElse("optional")
                        .equals("required"),
                limit.matches("[0-9]{1,4}") ? Integer.parseInt(limit) : Integer.MAX_VALUE);
    }

    /** Its user data as text; the settings beside it hold no secrets. */
    static Mapping searched(Written data) {
        Map<String, Value> found = new LinkedHashMap<>();
        if (data.value() instanceof Mapping mapping) {
            for (String name : USER_DATA) {
                Value value = mapping.members().get(name);
                if (value instanceof Text text) {
                    found.put(name, new Text(UserData.shown(text.value()), text.mark()));
                } else if (value != null) {
                    found.put(name, value);
                }
            }
        }
        if (data.value() instanceof Unresolved later) {
            found.put(USER_DATA.get(0), later);
        }
        return new Mapping(found, data.value().mark());
    }
}
