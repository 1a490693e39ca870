package io.jenkins.lib.containergate.ecs.terraform;

import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.document.Value.Text;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The list of references of one expression: after an attribute come its resource with an index, and the resource. */
final class ReferenceLists {
    /** What there is for each instance of a resource. */
    private static final Pattern INDEXING = Pattern.compile("(?:each|count)\\..*");

    private ReferenceLists() {}

    /** Whether it is one reference, which the first item shows as a whole. */
    static boolean one(List<Value> references) {
        for (int i = 1; i < references.size(); i++) {
            boolean within = references.get(i - 1) instanceof Text longer
                    && references.get(i) instanceof Text shorter
                    && (longer.value().startsWith(shorter.value() + ".")
                            || longer.value().startsWith(shorter.value() + "["));
            if (!within) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether a value takes one of several instances: then a resource is in the expression without an attribute, and nothing else is
     * there that could be what takes it.
     */
    static boolean indexes(@Nullable Value expression, String value) {
        List<String> all = ModuleTree.items(ModuleTree.member(expression, "references")).stream()
                .filter(Text.class::isInstance)
                .map(item -> ((Text) item).value())
                .toList();
        long taken = all.stream()
                .filter(each -> TerraformReferences.ofResource(each)
                        && !more(expression, Addresses.withoutIndices(each))
                        && Addresses.withoutIndices(each).split("\\.").length == 2)
                .count();
        long taking = all.stream()
                .filter(each -> INDEXING.matcher(each).matches()
                        && !all.stream().anyMatch(longer -> longer.startsWith(each + "."))
                        && !value.startsWith(each + "."))
                .count();
        return taken > 0 && taking <= taken;
    }

    /** Whether another reference of the expression says which output of the module it is. */
    static boolean more(@Nullable Value expression, String reference) {
        return ModuleTree.items(ModuleTree.member(expression, "references")).stream()
                .anyMatch(item -> item instanceof Text text
                        && Addresses.withoutIndices(text.value()).startsWith(reference + "."));
    }
}
