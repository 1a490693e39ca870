package io.jenkins.lib.containergate.gate;

import io.jenkins.lib.containergate.ecs.TaskFacts;
import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.inventory.PackageInventory;
import io.jenkins.lib.containergate.policy.cel.RuleFacts;
import io.jenkins.lib.containergate.policy.cel.RuleFacts.ImageFact;
import io.jenkins.lib.containergate.policy.cel.RuleFacts.PackageFact;
import io.jenkins.lib.containergate.policy.cel.RuleFacts.TaskFact;
import io.jenkins.lib.containergate.policy.cel.RuleFacts.Unresolved;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the gates know, for the rules of a policy. */
public final class RuleFactsOf {
    private RuleFactsOf() {}

    static RuleFacts image(Image image) {
        return RuleFacts.none()
                .withImage(new ImageFact(
                        image.reference(),
                        image.digest().toString(),
                        image.config().platform().toString(),
                        image.config().user(),
                        image.config().labels()));
    }

    /** @param image where it is at hand */
    static RuleFacts of(Optional<Image> image, PackageInventory inventory) {
        return image.map(found -> image(found, inventory)).orElseGet(() -> inventory(inventory));
    }

    static RuleFacts image(Image image, PackageInventory inventory) {
        return image(image).withPackages(() -> packages(inventory));
    }

    /** Of packages whose image is not at hand. */
    public static RuleFacts inventory(PackageInventory inventory) {
        return RuleFacts.none().withPackages(() -> packages(inventory));
    }

    private static List<PackageFact> packages(PackageInventory inventory) {
        return inventory.packages().stream()
                .map(found -> new PackageFact(
                        found.name(),
                        found.version(),
                        found.ecosystem().purlType(),
                        found.purl(),
                        found.path(),
                        found.licenses()))
                .toList();
    }

    /** Each with what was written of it, and not with what ECS takes where nothing is written. */
    public static RuleFacts tasks(List<TaskFacts> tasks) {
        return RuleFacts.none()
                .withTasks(tasks.stream()
                        .map(TaskFacts::task)
                        .map(task -> new TaskFact(task.document(), task.name(), mapping(task.source())))
                        .toList());
    }

    /** For ECS, a member that is null is absent. */
    private static Map<String, @Nullable Object> mapping(Value.Mapping mapping) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        mapping.members().forEach((key, value) -> {
            if (!(value instanceof Value.Null)) {
                values.put(key, plain(value));
            }
        });
        return values;
    }

    private static @Nullable Object plain(Value value) {
        if (value instanceof Value.Mapping mapping) {
            return mapping(mapping);
        }
        if (value instanceof Value.Sequence sequence) {
            List<@Nullable Object> items = new ArrayList<>();
            sequence.items().forEach(item -> items.add(plain(item)));
            return items;
        }
        if (value instanceof Value.Text text) {
            return text.value();
        }
        if (value instanceof Value.Number number) {
            return number(number.digits());
        }
        if (value instanceof Value.Bool bool) {
            return bool.value();
        }
        return value instanceof Value.Unresolved open
                ? new Unresolved(open.certainty().mayBeAbsent())
                : null;
    }

    private static Object number(String digits) {
        try {
            return new BigDecimal(digits).longValueExact();
        } catch (ArithmeticException | NumberFormatException e) {
            // a fraction, or an exponent of more digits than decimals have
            return Double.parseDouble(digits);
        }
    }
}
