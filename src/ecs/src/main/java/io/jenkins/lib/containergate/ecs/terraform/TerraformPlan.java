package io.jenkins.lib.containergate.ecs.terraform;

import io.jenkins.lib.containergate.ecs.document.Budget;
import io.jenkins.lib.containergate.ecs.document.MalformedDocumentException;
import io.jenkins.lib.containergate.ecs.document.Mark;
import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.ecs.document.Value.Sequence;
import io.jenkins.lib.containergate.ecs.document.Value.Text;
import io.jenkins.lib.containergate.fault.GateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The output of {@code terraform show -json}, of a plan or of a state.
 *
 * @see <a href="https://developer.hashicorp.com/terraform/internals/json-format">JSON output format</a>
 */
public final class TerraformPlan {
    /** Why a resource that is only taken out of the state is not evaluated. */
    public static final String FORGOTTEN = "Terraform only forgets it, and it stays as it is";

    static final String CHANGES = "resource_changes";
    private static final Set<String> REMOVING = Set.of("delete", "forget");
    private static final Set<String> ACLS = Set.of("aws_wafv2_web_acl", "aws_wafv2_rule_group");

    private static final String FORMAT = "format_version";
    private static final Pattern KNOWN_FORMAT = Pattern.compile("[01]\\.[0-9]{1,6}");
    private static final String CONTAINERS = "container_definitions";

    private final List<TerraformResource> resources;
    private final List<Deferred> deferred;
    private final List<PlanCommands.Command> commands;
    private final boolean complete;

    /**
     * A change of which the plan does not hold the values.
     *
     * @param reason as a phrase
     */
    public record Deferred(String address, String type, String reason, Mark mark) {}

    private TerraformPlan(
            List<TerraformResource> resources,
            List<Deferred> deferred,
            List<PlanCommands.Command> commands,
            boolean complete) {
        this.resources = List.copyOf(resources);
        this.deferred = List.copyOf(deferred);
        this.commands = List.copyOf(commands);
        this.complete = complete;
    }

    public static boolean isPlan(Mapping root) {
        return root.members().containsKey(CHANGES)
                || root.members().containsKey("planned_values")
                || root.members().get("values") instanceof Mapping values
                        && values.members().containsKey("root_module");
    }

    /** @throws GateException for a plan without its changes: only they say what is not known yet */
    public static TerraformPlan of(Mapping root, Budget budget) throws GateException {
        List<TerraformResource> found = new ArrayList<>();
        List<Deferred> deferred = new ArrayList<>();
        refuseUnknownFormat(root, budget);
        if (flag(root, "errored", false, budget)) {
            throw new MalformedDocumentException(
                    budget.document(),
                    root.mark().line(),
                    "the plan ended with an error, so it does not hold every change",
                    "make a plan that succeeds, and write it with: terraform show -json PLANFILE");
        }
        if (root.members().get(CHANGES) instanceof Sequence changes) {
            TerraformReferences references = TerraformReferences.of(root);
            TerraformProviders providers = TerraformProviders.of(root, references);
            for (Value change : changes.items()) {
                change(change, references, providers, found, deferred);
            }
            PlanGaps.deferred(root, found, deferred);
        } else if (root.members().get("values") instanceof Mapping values) {
            module(values.members().get("root_module"), found);
        } else {
            throw malformed(budget, root, "the plan has no resource_changes");
        }
        PlanGaps.started(root, deferred);
        return new TerraformPlan(found, deferred, PlanCommands.of(root, budget), flag(root, "complete", true, budget));
    }

    private static boolean flag(Mapping root, String name, boolean absent, Budget budget) throws GateException {
        Value written = root.members().getOrDefault(name, new Value.Bool(absent, root.mark()));
        if (!(written instanceof Value.Bool flag)) {
            throw malformed(budget, written, "the member " + name + " is neither true nor false");
        }
        return flag.value();
    }

    static MalformedDocumentException malformed(Budget budget, Value where, String problem) {
        return new MalformedDocumentException(
                budget.document(), where.mark().line(), problem, "write it with: terraform show -json PLANFILE");
    }

    /**
     * A reader refuses a major version that it does not know, says the format; and no command of Terraform writes a plan and a
     * state into one.
     */
    private static void refuseUnknownFormat(Mapping root, Budget budget) throws MalformedDocumentException {
        boolean known = !root.members().containsKey(FORMAT)
                || KNOWN_FORMAT.matcher(text(root, FORMAT)).matches();
        if (!known) {
            throw new MalformedDocumentException(
                    budget.document(),
                    root.members().get(FORMAT).mark().line(),
                    "it has a format_version that this version does not know",
                    "use a version that reads it, or write the plan with a version of Terraform that has format 1");
        }
        boolean planned = root.members().containsKey(CHANGES) || root.members().containsKey("planned_values");
        if (planned && root.members().containsKey("values")) {
            throw malformed(budget, root.members().get("values"), "it is a plan and a state at once");
        }
    }

    /** Every managed resource. */
    public List<TerraformResource> all() {
        return resources;
    }

    /** Whether a reference is of a managed resource, and not of what may hold anything. */
    public static boolean ofResource(String reference) {
        return TerraformReferences.ofResource(reference);
    }

    /** What a resource calls another one of its module, as its lists of security groups call it. */
    public static String inModuleOf(TerraformResource resource, String reference) {
        return TerraformReferences.inModuleOf(resource.address(), reference);
    }

    /** Instead of the address of a group, where the plan does not say which it is. */
    public static String elsewhere() {
        return ResolvedReferences.ELSEWHERE;
    }

    /** Managed resources that the plan names, and of which it does not say what they will be. */
    public List<Deferred> deferred() {
        return deferred;
    }

    /** What runs when the plan is applied, beside its resources. */
    public List<PlanCommands.Command> commands() {
        return commands;
    }

    /** False where Terraform says that more is to come: the plan is of some resources only, or put changes off. */
    public boolean complete() {
        return complete;
    }

    /** @param type such as {@code aws_ecs_task_definition} */
    public List<TerraformResource> resources(String type) {
        return resources.stream()
                .filter(resource -> resource.type().equals(type))
                .toList();
    }

    private static void change(
            Value value,
            TerraformReferences references,
            TerraformProviders providers,
            List<TerraformResource> found,
            List<Deferred> deferred) {
        Mapping resource = value instanceof Mapping written ? written : new Mapping(Map.of(), value.mark());
        if (managed(resource)) {
            Mapping change = resource.members().get("change") instanceof Mapping written
                    ? written
                    : new Mapping(Map.of(), value.mark());
            boolean nothingKnown = change.members().get("after_unknown") instanceof Value.Bool all && all.value();
            if (nothingKnown || !(change.members().get("after") instanceof Mapping after)) {
                if (forgets(change)) {
                    deferred.add(new Deferred(
                            text(resource, "address"), text(resource, "type"), FORGOTTEN, resource.mark()));
                } else if (!removes(change)) {
                    deferred.add(new Deferred(
                            text(resource, "address"),
                            text(resource, "type"),
                            "the plan does not say what it will be",
                            resource.mark()));
                }
                return;
            }
            Value unknown = change.members().get("after_unknown");
            String address = text(resource, "address");
            Value sensitive = change.members().get("after_sensitive");
            Mapping merged = (Mapping) UnknownAfterApply.naming(
                    UnknownAfterApply.merge(after, unknown, references.of(address), references.several(address)),
                    references.resolved().groups(address));
            if (ACLS.contains(text(resource, "type"))) {
                for (String kind : AclReferences.STATEMENTS) {
                    merged = AclReferences.named(
                            merged, kind, references.resolved().statements(address, kind));
                }
            }
            merged = references.targets().named(merged, text(resource, "type"), address);
            TerraformProviders.Place where = providers.place(references.provider(address), merged);
            found.add(resource(resource, merged, sensitive, references.configured(address), where));
        }
    }

    /** Whether the resource stays, and nothing in the plan says what it is. */
    private static boolean forgets(Mapping change) {
        return removes(change)
                && items(change, "actions").stream()
                        .anyMatch(action ->
                                action instanceof Text text && text.value().equals("forget"));
    }

    /** Whether nothing is left of the resource, as far as Terraform is concerned. */
    private static boolean removes(Mapping change) {
        List<Value> actions = items(change, "actions");
        return !actions.isEmpty()
                && actions.stream().allMatch(action -> action instanceof Text text && REMOVING.contains(text.value()));
    }

    private static TerraformResource resource(
            Mapping resource,
            Mapping values,
            @Nullable Value sensitive,
            Set<String> configured,
            TerraformProviders.Place where) {
        return new TerraformResource(
                text(resource, "address"),
                text(resource, "type"),
                SensitiveValues.merge(values, sensitive, CONTAINERS),
                SensitiveValues.marked(values, sensitive, CONTAINERS),
                configured,
                where);
    }

    static void module(@Nullable Value value, List<TerraformResource> found) {
        if (!(value instanceof Mapping module)) {
            return;
        }
        for (Value each : items(module, "resources")) {
            Mapping resource = each instanceof Mapping written ? written : new Mapping(Map.of(), each.mark());
            if (managed(resource)) {
                Mapping values = resource.members().get("values") instanceof Mapping known
                        ? known
                        : new Mapping(Map.of(), resource.mark());
                TerraformProviders.Place where = TerraformProviders.said(values);
                found.add(resource(resource, values, resource.members().get("sensitive_values"), Set.of(), where));
            }
        }
        for (Value child : items(module, "child_modules")) {
            module(child, found);
        }
    }

    /** What does not say that it only reads may change something. */
    static boolean managed(Mapping resource) {
        return !text(resource, "mode").equals("data");
    }

    static List<Value> items(Mapping mapping, String name) {
        return mapping.members().get(name) instanceof Sequence sequence ? sequence.items() : List.of();
    }

    static String text(Mapping mapping, String name) {
        return mapping.members().getOrDefault(name, new Value.Null(mapping.mark())) instanceof Text text
                ? text.value()
                : "";
    }

    /**
     * A managed resource after the plan is applied.
     *
     * @param address such as {@code module.shop.aws_ecs_task_definition.web}
     * @param values attributes; those known only after apply are unresolved, and so are those that are marked as sensitive
     * @param sensitiveContainers whether the text of its container definitions is marked so
     * @param configured attributes and blocks that its configuration has, as far as the plan says
     * @param where the account and region that its provider is for
     */
    public record TerraformResource(
            String address,
            String type,
            Mapping values,
            boolean sensitiveContainers,
            Set<String> configured,
            TerraformProviders.Place where) {
        public TerraformResource {
            configured = Set.copyOf(configured);
        }
    }
}
