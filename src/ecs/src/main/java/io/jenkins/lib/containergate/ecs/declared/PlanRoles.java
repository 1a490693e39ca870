package io.jenkins.lib.containergate.ecs.declared;

import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.iam.IamRole;
import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.ecs.document.Value.Sequence;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import io.jenkins.lib.containergate.ecs.terraform.Addresses;
import io.jenkins.lib.containergate.ecs.terraform.TerraformPlan;
import io.jenkins.lib.containergate.ecs.terraform.TerraformPlan.TerraformResource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The roles of a Terraform plan or state, with the policies that it attaches to them. References in a plan do not name modules:
 * a name that several resources have is none.
 */
public final class PlanRoles {
    private static final String UNKNOWN = "a policy whose name is known only after terraform apply";
    /** They may attach a policy to any role. */
    private static final List<String> UNREAD =
            List.of("awscc_iam_role_policy", "awscc_iam_managed_policy", "awscc_iam_policy");

    private static final List<String> ATTRIBUTES = List.of("arn", "name", "id");

    private final Map<String, List<RoleDraft>> drafts = new LinkedHashMap<>();
    private final Map<String, List<Value>> managed = new HashMap<>();
    /** By the name or id of another role that a role's name, which is known after apply, is made of: {@code "${aws_iam_role.task.name}-x"}. */
    private final Map<String, List<RoleDraft>> namedAfter = new HashMap<>();

    private final Map<RoleDraft, String> known = new LinkedHashMap<>();

    private PlanRoles() {}

    /** By what the plan calls them: {@code aws_iam_role.task.arn}, and their ARNs where those are known. */
    public static Map<String, Lookup<IamRole>> of(TerraformPlan plan) {
        PlanRoles roles = new PlanRoles();
        for (TerraformResource role : plan.resources("aws_iam_role")) {
            RoleDraft draft = draft(role);
            for (String called : names(role)) {
                roles.drafts
                        .computeIfAbsent(called, unused -> new ArrayList<>())
                        .add(draft);
            }
            roles.nameOf(role, draft);
        }
        for (TerraformResource policy : plan.resources("aws_iam_policy")) {
            for (String called : names(policy)) {
                roles.managed
                        .computeIfAbsent(called, unused -> new ArrayList<>())
                        .add(value(policy, "policy"));
            }
        }
        roles.attach(plan);
        Map<String, Lookup<IamRole>> found = new HashMap<>();
        roles.drafts.forEach((called, each) -> found.put(
                called,
                each.size() == 1 && !roles.namedAfter.containsKey(Addresses.withoutIndices(called))
                        ? each.get(0).role()
                        : new Lookup.Failed<>(
                                "the plan has several roles called " + called,
                                "check the registered task definition")));
        return Map.copyOf(found);
    }

    /** A plan does not tell {@code aws_iam_role.task.name} from a text that begins with it. */
    private void nameOf(TerraformResource role, RoleDraft draft) {
        if (value(role, "name") instanceof Value.Unresolved later) {
            later.names()
                    .map(Addresses::withoutIndices)
                    .filter(name -> name.startsWith("aws_iam_role."))
                    .map(name -> name.split("\\.")[1])
                    .distinct()
                    .flatMap(name -> Stream.of("aws_iam_role." + name + ".name", "aws_iam_role." + name + ".id"))
                    .forEach(name -> namedAfter
                            .computeIfAbsent(name, unused -> new ArrayList<>())
                            .add(draft));
        }
        text(value(role, "name")).ifPresent(name -> known.put(draft, name));
    }

    private static RoleDraft draft(TerraformResource role) {
        RoleDraft draft = new RoleDraft(local(role.address()), value(role, "assume_role_policy"));
        for (Value policy : list(role, "inline_policy", draft)) {
            if (policy instanceof Mapping inline) {
                Value document = inline.members().getOrDefault("policy", new Value.Null(policy.mark()));
                if (!(document instanceof Value.Null)) {
                    draft.add(text(inline.members().get("name")).orElse("without name"), document);
                }
            } else {
                draft.attach(UNKNOWN, policy);
            }
        }
        for (Value arn : list(role, "managed_policy_arns", draft)) {
            draft.attach(text(arn).orElse(UNKNOWN), arn);
        }
        return draft;
    }

    /** Where nobody wrote the list, Terraform says that it is known after apply. */
    private static List<Value> list(TerraformResource role, String attribute, RoleDraft draft) {
        Value written = value(role, attribute);
        if (written instanceof Value.Unresolved later
                && later.origin().isEmpty()
                && !role.configured().contains(attribute)) {
            draft.filledIn("what " + attribute + " holds is known only after terraform apply");
            return List.of();
        }
        return items(written);
    }

    private void attach(TerraformPlan plan) {
        for (TerraformResource policy : plan.resources("aws_iam_role_policy")) {
            roles(value(policy, "role")).forEach(draft -> draft.add(local(policy.address()), value(policy, "policy")));
        }
        for (TerraformResource attachment : plan.resources("aws_iam_role_policy_attachment")) {
            attached(value(attachment, "policy_arn"), roles(value(attachment, "role")));
        }
        for (TerraformResource attachments : plan.resources("aws_iam_role_policy_attachments_exclusive")) {
            for (Value arn : items(value(attachments, "policy_arns"))) {
                attached(arn, roles(value(attachments, "role_name")));
            }
        }
        for (String type : UNREAD) {
            for (TerraformResource policy : plan.resources(type)) {
                drafts.values().stream()
                        .flatMap(List::stream)
                        .distinct()
                        .forEach(draft -> draft.attach(local(policy.address()), policy.values()));
            }
        }
        for (TerraformResource attachment : plan.resources("aws_iam_policy_attachment")) {
            for (Value role : items(value(attachment, "roles"))) {
                attached(value(attachment, "policy_arn"), roles(role));
            }
        }
    }

    private void attached(Value arn, List<RoleDraft> to) {
        String called = called(arn);
        List<Value> documents = managed.getOrDefault(called, List.of());
        for (RoleDraft draft : to) {
            if (documents.size() == 1) {
                draft.add(called, documents.get(0));
            } else {
                draft.attach(called.isEmpty() ? UNKNOWN : called, arn);
            }
        }
    }

    /** Those that are meant; every one where it is not known which. A role that the plan does not have is none of them. */
    private List<RoleDraft> roles(Value role) {
        String called = called(role);
        if (called.isEmpty()) {
            return drafts.values().stream().flatMap(List::stream).distinct().toList();
        }
        List<RoleDraft> meant = drafts.getOrDefault(called, List.of());
        Stream<RoleDraft> others =
                role instanceof Value.Unresolved ? meant.stream().flatMap(this::longer) : Stream.of();
        return Stream.of(
                        meant.stream(),
                        namedAfter.getOrDefault(Addresses.withoutIndices(called), List.of()).stream(),
                        others)
                .flatMap(each -> each)
                .distinct()
                .toList();
    }

    /** Whose names hold the name of this one: {@code "${aws_iam_role.task.id}-x"} may be one of them. */
    private Stream<RoleDraft> longer(RoleDraft draft) {
        String name = known.getOrDefault(draft, "");
        return known.entrySet().stream()
                .filter(each -> !name.isEmpty() && each.getValue().contains(name))
                .map(Map.Entry::getKey);
    }

    /** Empty where it may be any: an output of a module, for example, may hold the name of each role. */
    private static String called(Value reference) {
        return reference instanceof Value.Unresolved later
                ? TerraformPlan.ofResource(later.origin()) ? later.origin() : ""
                : text(reference).orElse("");
    }

    /** What references and values call a resource; with its index, it is this instance, and without, any. */
    private static List<String> names(TerraformResource resource) {
        List<String> names = new ArrayList<>();
        String instance = Addresses.local(resource.address());
        for (String attribute : ATTRIBUTES) {
            names.add(local(resource.address()) + "." + attribute);
            names.add(instance + "." + attribute);
            text(value(resource, attribute)).ifPresent(names::add);
        }
        text(value(resource, "name")).map(TaskDefinition::roleNamed).ifPresent(names::add);
        return names.stream().distinct().toList();
    }

    /** What the plan calls a resource before its attributes. */
    public static String name(TerraformResource resource) {
        return local(resource.address());
    }

    /** Without its modules and its index. */
    private static String local(String address) {
        String plain = Addresses.withoutIndices(address);
        String[] words = plain.split("\\.");
        return words.length < 2 ? plain : words[words.length - 2] + "." + words[words.length - 1];
    }

    private static Value value(TerraformResource resource, String attribute) {
        return resource.values()
                .members()
                .getOrDefault(attribute, new Value.Null(resource.values().mark()));
    }

    private static List<Value> items(Value value) {
        if (value instanceof Value.Null) {
            return List.of();
        }
        return value instanceof Sequence sequence ? sequence.items() : List.of(value);
    }

    private static Optional<String> text(@Nullable Value value) {
        return value instanceof Value.Text text && !text.value().isEmpty()
                ? Optional.of(text.value())
                : Optional.empty();
    }
}
