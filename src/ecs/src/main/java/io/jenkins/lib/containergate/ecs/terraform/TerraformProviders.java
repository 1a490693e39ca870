package io.jenkins.lib.containergate.ecs.terraform;

import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.ecs.document.Value.Sequence;
import io.jenkins.lib.containergate.ecs.document.Value.Text;
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

    private final Map<String, Value> configured;
    private final Map<String, Value> variables;

    private TerraformProviders(Map<String, Value> configured, Map<String, Value> variables) {
        this.configured = configured;
        this.variables = variables;
    }

    static TerraformProviders of(Mapping plan) {
        return new TerraformProviders(
                members(member(plan.members().get("configuration"), "provider_config")),
                members(plan.members().get("variables")));
    }

    /**
     * Where a resource is.
     *
     * @param provider key of its configuration, such as {@code aws.eu}; empty where the plan does not say
     * @param region empty where that is not known
     */
    public record Place(String provider, Optional<String> region) {
        /** Of a template, which is deployed in one account and region. */
        public static final Place ONE = new Place("", Optional.empty());

        /** Whether it is the same account and region; empty where nobody knows. */
        public Optional<Boolean> same(Place other) {
            if (region.isPresent() && other.region.isPresent() && !region.equals(other.region)) {
                return Optional.of(false);
            }
            return provider.equals(other.provider) && region.equals(other.region)
                    ? Optional.of(true)
                    : Optional.empty();
        }
    }

    /**
     * @param key of the provider's configuration
     * @param values of the resource, which newer providers give a region
     */
    Place place(String key, Mapping values) {
        Optional<String> own = text(values.members().get(REGION));
        return new Place(key, own.or(() -> region(key)));
    }

    /** Written as it is, or the value of a variable of the root module. */
    private Optional<String> region(String key) {
        Value provider = configured.get(key);
        Value region = member(member(provider, "expressions"), REGION);
        Optional<String> constant = text(member(region, "constant_value"));
        if (constant.isPresent()
                || text(member(provider, "module_address")).isPresent()
                || !(member(region, "references") instanceof Sequence references)
                || references.items().size() != 1) {
            return constant;
        }
        return text(references.items().get(0))
                .filter(reference -> reference.startsWith("var."))
                .flatMap(reference -> text(member(variables.get(reference.substring("var.".length())), "value")));
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
