package io.jenkins.lib.containergate.ecs.terraform;

import io.jenkins.lib.containergate.arn.Arn;
import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.ecs.document.Value.Sequence;
import io.jenkins.lib.containergate.ecs.document.Value.Text;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The providers that a plan configures: each is for one account and region.
 *
 * @see <a href="https://developer.hashicorp.com/terraform/internals/json-format#configuration-representation">Configuration
 *     representation</a>
 */
public final class TerraformProviders {
    private static final String REGION = "region";

    private static final String ARN = "arn";
    private static final String CONSTANT = "constant_value";
    private static final String DIFFERENT = "";

    private static final String IDENTITY = "aws_caller_identity";
    private static final String OF_REGION = "aws_region";

    private final Map<String, Value> configured;
    private final Map<String, String> accounts;
    private final Map<String, String> regions;

    private TerraformProviders(
            Map<String, Value> configured, Map<String, String> accounts, Map<String, String> regions) {
        this.configured = configured;
        this.accounts = accounts;
        this.regions = regions;
    }

    static TerraformProviders of(Mapping plan, TerraformReferences references) {
        return new TerraformProviders(
                members(member(plan.members().get("configuration"), "provider_config")),
                read(plan, references, IDENTITY, List.of("account_id")),
                read(plan, references, OF_REGION, List.of(REGION, "name")));
    }

    /** What data sources say of the providers that they were read with; of one for which they differ, nothing. */
    private static Map<String, String> read(
            Mapping plan, TerraformReferences references, String type, List<String> attributes) {
        Map<String, String> found = new HashMap<>();
        for (Mapping each : PlanGaps.known(plan)) {
            String address = TerraformPlan.text(each, "address");
            String key = references.provider(address);
            if (TerraformPlan.text(each, "type").equals(type)
                    && TerraformPlan.text(each, "mode").equals("data")
                    && !key.isEmpty()
                    && references.plain(address)) {
                Map<String, Value> values = members(each.members().get("values"));
                attributes.stream()
                        .flatMap(name -> text(values.get(name)).stream())
                        .findFirst()
                        .ifPresent(
                                value -> found.merge(key, value, (one, other) -> one.equals(other) ? one : DIFFERENT));
            }
        }
        found.values().removeIf(DIFFERENT::equals);
        return found;
    }

    /**
     * Where a resource is.
     *
     * @param provider key of its configuration, such as {@code aws.eu}, which is for one account and region; empty where neither the
     *     plan nor the resource says, as in a state
     * @param account empty where that is not known
     * @param region empty where that is not known
     */
    public record Place(Optional<String> provider, Optional<String> account, Optional<String> region) {
        /** Of a template, which is deployed in one account and region. */
        public static final Place ONE = new Place(Optional.of(""), Optional.empty(), Optional.empty());

        /** Whether it is the same account and region; empty where nobody knows. */
        public Optional<Boolean> same(Place other) {
            if (differ(account, other.account) || differ(region, other.region)) {
                return Optional.of(false);
            }
            boolean oneProvider = provider.isPresent() && provider.equals(other.provider);
            boolean named = account.isPresent() && account.equals(other.account) && region.isPresent();
            return (oneProvider || named) && region.equals(other.region) ? Optional.of(true) : Optional.empty();
        }

        private static boolean differ(Optional<String> one, Optional<String> other) {
            return one.isPresent() && other.isPresent() && !one.equals(other);
        }
    }

    /**
     * @param key of the provider's configuration; empty where the plan does not say
     * @param values of the resource, which newer providers give a region
     */
    Place place(String key, Mapping values) {
        // a region of its own that is known only after apply is not that of the provider
        boolean own = values.members().get(REGION) instanceof Value.Unresolved;
        Place said = said(values);
        return new Place(
                Optional.of(key).filter(known -> !known.isEmpty() && !own),
                said.account.or(() -> account(key)),
                said.region.or(() -> own ? Optional.empty() : region(key)));
    }

    /** What a resource says itself: newer providers give it a region, and what there is has an ARN. */
    static Place said(Mapping values) {
        Optional<Arn> arn = text(values.members().get(ARN)).flatMap(Arn::of);
        Optional<String> region =
                text(values.members().get(REGION)).or(() -> arn.map(Arn::region).filter(named -> !named.isEmpty()));
        Optional<String> account = arn.map(Arn::account)
                .filter(named -> !named.isEmpty())
                .or(() -> text(values.members().get("registry_id")));
        return new Place(Optional.empty(), account, region);
    }

    /**
     * As it is written. That it refers to a variable does not say that it is the variable: a plan shows a condition on the variable, and
     * a text with the variable in it, in the same way.
     */
    private Optional<String> region(String key) {
        return text(member(member(expressions(key), REGION), CONSTANT)).or(() -> Optional.ofNullable(regions.get(key)));
    }

    /** As its data source says, or its configuration: Terraform refuses to work in another account than those it allows. */
    private Optional<String> account(String key) {
        return Optional.ofNullable(accounts.get(key)).or(() -> allowed(key));
    }

    private Optional<String> allowed(String key) {
        return member(member(expressions(key), "allowed_account_ids"), CONSTANT) instanceof Sequence ids
                        && ids.items().size() == 1
                ? text(ids.items().get(0))
                : Optional.empty();
    }

    private @Nullable Value expressions(String key) {
        return member(configured.get(key), "expressions");
    }

    private static Map<String, Value> members(@Nullable Value value) {
        return value instanceof Mapping mapping ? mapping.members() : Map.of();
    }

    private static @Nullable Value member(@Nullable Value value, String name) {
        return members(value).get(name);
    }

    private static Optional<String> text(@Nullable Value value) {
        return value instanceof Text text && !text.value().isEmpty() ? Optional.of(text.value()) : Optional.empty();
    }
}
