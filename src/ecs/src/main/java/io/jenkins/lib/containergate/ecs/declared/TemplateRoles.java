package io.jenkins.lib.containergate.ecs.declared;

import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.iam.IamRole;
import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.ecs.document.Value.Sequence;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import io.jenkins.lib.containergate.ecs.template.Template;
import io.jenkins.lib.containergate.ecs.template.Template.Resource;
import io.jenkins.lib.containergate.fault.GateException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The roles of a CloudFormation template, with the policies that the template attaches to them. */
public final class TemplateRoles {
    private static final String CONNECTOR = "AWS::Serverless::Connector";
    private static final String ARN = ".Arn";
    private static final String UNKNOWN = "a policy whose name is known only at deployment";

    private final Map<String, RoleDraft> drafts = new LinkedHashMap<>();
    private final Map<String, RoleDraft> byName = new HashMap<>();
    private final Map<String, Mapping> managed = new HashMap<>();
    /** Their names are known only at deployment: any text may be one. */
    private final List<RoleDraft> unnamed = new ArrayList<>();
    /** Whoever wrote the template named them. */
    private final List<RoleDraft> named = new ArrayList<>();

    private TemplateRoles() {}

    /**
     * By what the template calls them: {@code Role}, {@code Role.Arn}.
     *
     * @throws GateException when the template cannot be resolved at all
     */
    public static Map<String, Lookup<IamRole>> of(Template template) throws GateException {
        TemplateRoles roles = new TemplateRoles();
        for (Resource resource : template.resources("AWS::IAM::Role")) {
            RoleDraft draft = new RoleDraft(resource.name(), trust(resource.properties()));
            roles.drafts.put(resource.name(), draft);
            member(resource.properties(), "RoleName").ifPresent(name -> {
                roles.byName.put(known(name), draft);
                roles.named.add(draft);
                if (name instanceof Value.Unresolved) {
                    roles.unnamed.add(draft);
                }
            });
        }
        for (Resource policy : template.resources("AWS::IAM::ManagedPolicy")) {
            roles.attach(policy);
            if (policy.properties() instanceof Mapping properties) {
                roles.managed.put(policy.name(), properties);
            }
        }
        for (Resource policy : template.resources("AWS::IAM::Policy")) {
            roles.attach(policy);
        }
        for (Resource policy : template.resources("AWS::IAM::RolePolicy")) {
            roles.attach(policy);
        }
        roles.connect(template);
        for (Resource resource : template.resources("AWS::IAM::Role")) {
            RoleDraft draft = roles.drafts.get(resource.name());
            if (draft != null) {
                roles.own(draft, resource.properties());
            }
        }
        Map<String, Lookup<IamRole>> found = new HashMap<>();
        roles.drafts.forEach((name, draft) -> {
            Lookup<IamRole> role = draft.role();
            found.put(name, role);
            found.put(name + ARN, role);
        });
        roles.byName.forEach((name, draft) -> found.put(TaskDefinition.roleNamed(name), draft.role()));
        return Map.copyOf(found);
    }

    private static Value trust(Value properties) {
        return member(properties, "AssumeRolePolicyDocument").orElse(properties);
    }

    /** {@code Policies} and {@code ManagedPolicyArns} of the role itself. */
    private void own(RoleDraft draft, Value properties) {
        if (!(properties instanceof Mapping)) {
            draft.attach(UNKNOWN, properties);
        }
        for (Value policy : items(properties, "Policies")) {
            draft.add(
                    text(policy, "PolicyName"), member(policy, "PolicyDocument").orElse(policy));
        }
        for (Value arn : items(properties, "ManagedPolicyArns")) {
            Optional<Mapping> declared = arn instanceof Value.Unresolved later
                    ? Optional.ofNullable(managed.get(later.origin()))
                    : Optional.empty();
            if (declared.isPresent()) {
                draft.add(
                        ((Value.Unresolved) arn).origin(),
                        member(declared.get(), "PolicyDocument").orElse(arn));
            } else {
                draft.attach(known(arn), arn);
            }
        }
    }

    /** A policy that names its roles; one that may be meant for any of them is one that nobody has read of each. */
    private void attach(Resource policy) {
        if (!(policy.properties() instanceof Mapping)) {
            drafts.values().forEach(draft -> draft.attach(policy.name(), policy.properties()));
            return;
        }
        List<Value> roles = items(policy.properties(), "Roles");
        Optional<Value> single = member(policy.properties(), "RoleName");
        for (Value role : single.map(List::of).orElse(roles)) {
            attach(
                    policy.name(),
                    role,
                    meant -> meant.add(
                            policy.name(),
                            member(policy.properties(), "PolicyDocument").orElse(role)));
        }
    }

    /** @param known what it does to the role that is surely meant */
    private void attach(String policy, Value role, Consumer<RoleDraft> known) {
        RoleDraft meant = meant(role);
        if (meant != null) {
            known.accept(meant);
        } else if (role instanceof Value.Unresolved later && later.origin().isEmpty()) {
            drafts.values().forEach(draft -> draft.attach(policy, role));
        } else {
            // the name that CloudFormation makes up for a role is no value of a parameter
            (role instanceof Value.Text ? unnamed : named).forEach(draft -> draft.attach(policy, role));
        }
    }

    /** SAM writes the policies of connectors at deployment: the role of a source has one that nobody has read. */
    private void connect(Template template) throws GateException {
        for (Resource connector : template.resources(CONNECTOR)) {
            Optional<Value> source = member(connector.properties(), "Source");
            Optional<Value> id = source.flatMap(of -> member(of, "Id"));
            Optional<Value> role = source.flatMap(of -> member(of, "RoleName"));
            if (id.isPresent() && id.get() instanceof Value.Text name) {
                connect(connector.name(), template, name.value());
            } else if (id.isPresent()
                    || source.filter(Mapping.class::isInstance).isEmpty()) {
                drafts.values().forEach(draft -> draft.attach(connector.name(), connector.properties()));
            }
            role.ifPresent(known -> attach(connector.name(), known, draft -> draft.attach(connector.name(), known)));
        }
        for (Template.Declaration declared : template.declarations()) {
            if (declared.written().members().containsKey("Connectors")) {
                connect("a connector of " + declared.name(), template, declared.name());
            }
        }
    }

    /** @param source logical id of what runs as the role */
    private void connect(String policy, Template template, String source) throws GateException {
        for (Template.Declaration declared : template.declarations()) {
            if (declared.name().equals(source)) {
                Value properties = template.resource(declared).properties();
                for (String member : List.of("Role", "RoleArn")) {
                    member(properties, member)
                            .ifPresent(role -> attach(policy, role, draft -> draft.attach(policy, role)));
                }
            }
        }
    }

    private @Nullable RoleDraft meant(Value role) {
        if (role instanceof Value.Unresolved later) {
            String origin = later.origin();
            return drafts.get(origin.endsWith(ARN) ? origin.substring(0, origin.length() - ARN.length()) : origin);
        }
        return role instanceof Value.Text text ? byName.get(text.value()) : null;
    }

    private static String known(Value arn) {
        if (arn instanceof Value.Text text) {
            return text.value();
        }
        return arn instanceof Value.Unresolved later && !later.shape().isEmpty() ? later.shape() : UNKNOWN;
    }

    private static Optional<Value> member(Value value, String name) {
        return value instanceof Mapping mapping
                ? Optional.ofNullable(mapping.members().get(name)).filter(found -> !(found instanceof Value.Null))
                : Optional.empty();
    }

    /** A list that is known only at deployment is one element that is. */
    private static List<Value> items(Value value, String name) {
        return member(value, name)
                .map(found -> found instanceof Sequence sequence ? sequence.items() : List.of(found))
                .orElse(List.of())
                .stream()
                .filter(item -> !(item instanceof Value.Null))
                .toList();
    }

    private static String text(Value value, String name) {
        return member(value, name).orElse(value) instanceof Value.Text text ? text.value() : "without name";
    }
}
