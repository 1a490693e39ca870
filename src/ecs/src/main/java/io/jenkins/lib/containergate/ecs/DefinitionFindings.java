package io.jenkins.lib.containergate.ecs;

import io.jenkins.lib.containergate.ecs.document.MissingValue;
import io.jenkins.lib.containergate.ecs.document.Reason;
import io.jenkins.lib.containergate.ecs.task.Definition;
import io.jenkins.lib.containergate.ecs.task.Field;
import io.jenkins.lib.containergate.ecs.task.Field.Known;
import io.jenkins.lib.containergate.ecs.task.Field.Unresolved;
import io.jenkins.lib.containergate.ecs.task.Items;
import io.jenkins.lib.containergate.ecs.task.Place;
import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.finding.Location;
import io.jenkins.lib.containergate.finding.MisconfigurationFinding;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import io.jenkins.lib.containergate.secret.setting.SecretShapes;
import io.jenkins.lib.containergate.text.SafeText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Collects what one rule finds in one definition: the first findings each on its own, the rest as a number.
 *
 * <p>Shows the names of settings and values of settings that are no secrets. What has the shape of one is masked all the
 * same, because anything may stand where an image or a name belongs.
 */
public class DefinitionFindings {
    static final int MAX_LISTED = 20;

    private final RuleMetadata rule;
    private final Definition definition;
    private final String expected;
    private final List<Finding> broken = new ArrayList<>();
    private final List<Finding> undecided = new ArrayList<>();
    private final Map<String, Integer> occurrences = new HashMap<>();
    private int unlisted;

    /** @param expected what would have been right, for every finding of the rule */
    public DefinitionFindings(RuleMetadata rule, Definition definition, String expected) {
        this.rule = rule;
        this.definition = definition;
        this.expected = expected;
    }

    /** Asks every element; one that is known only at deployment is undecided. */
    public final <T> void each(Items<T> items, Consumer<? super T> check) {
        items.values().forEach(check);
        items.unresolved().forEach(this::undecided);
    }

    /** Breaks the rule when the value is there and bad. */
    public final <T> void forbid(Field<T> field, Predicate<? super T> bad, Optional<Fix> fix) {
        if (field instanceof Known<T> known && bad.test(known.value())) {
            broken(field.place(), field.place().title() + " is " + known.value(), fix);
        } else if (field instanceof Unresolved<T> unresolved) {
            undecided(unresolved);
        }
    }

    /** Undecided when the value is none of those that ECS takes: nobody knows what a later version makes of it. */
    public final void oneOf(Field<String> field, Set<String> values) {
        String text = field.known().orElse("");
        if (!text.isEmpty() && !values.contains(text)) {
            undecided(
                    field.place(),
                    field.place().title() + " is " + text + ", which ECS does not take",
                    "use one of " + String.join(", ", new TreeSet<>(values)));
        }
    }

    /** Breaks the rule unless the value is there and good. */
    public final <T> void require(Field<T> field, Predicate<? super T> good, Optional<Fix> fix) {
        if (field.absent()) {
            broken(field.place(), field.place().title() + " is not set", fix);
        } else {
            forbid(field, good.negate(), fix);
        }
    }

    /** Breaks the rule when nothing is there. */
    public final void requireSet(Field<String> field) {
        boolean surelySet = field instanceof Unresolved<String> unresolved
                && !unresolved.certainty().mayBeAbsent();
        if (!surelySet) {
            require(field, text -> !text.isBlank(), Fix.none());
        }
    }

    public final void broken(Place place, String actual, Optional<Fix> fix) {
        broken(place, place.name(), actual, fix);
    }

    /** @param subject what is at fault there, called the same in the next build; the second of the same name is another */
    public final void broken(Place place, String subject, String actual, Optional<Fix> fix) {
        broken(rule.severity(), place, subject, actual, fix);
    }

    /** @param severity worse than the rule's own, where the case is */
    public final void broken(Severity severity, Place place, String subject, String actual, Optional<Fix> fix) {
        if (broken.size() == MAX_LISTED) {
            unlisted++;
            return;
        }
        String identity = String.join("\0", definition.name(), place.owner(), subject);
        broken.add(new MisconfigurationFinding(
                rule.id(),
                severity,
                rule.title(),
                location(place),
                shown(place, actual),
                expected,
                rule.fix(),
                MisconfigurationFinding.identity(rule.id(), identity, occurrences.merge(identity, 1, Integer::sum)),
                false,
                fix.flatMap(each -> each.patch(definition.source()))));
    }

    public final void undecided(Unresolved<?> unresolved) {
        undecided(
                unresolved.place(),
                unresolved.place().title() + " is not known: " + unresolved.reason(),
                unresolved.why() instanceof Reason.Apply
                        ? "apply the plan, and evaluate what is registered by its name (FAMILY)"
                        : MissingValue.remedy(unresolved.why(), unresolved.gaps(), "evaluate what is deployed"));
    }

    /**
     * @param problem what could not be read
     * @param remedy what to do so that it can
     */
    public final void undecided(Place place, String problem, String remedy) {
        if (undecided.size() == MAX_LISTED) {
            return;
        }
        String identity = String.join("\0", definition.name(), "undecided");
        undecided.add(new MisconfigurationFinding(
                rule.id(),
                Severity.UNKNOWN,
                rule.title(),
                location(place),
                shown(place, problem),
                expected,
                remedy,
                MisconfigurationFinding.identity(rule.id(), identity, undecided.size() + 1),
                true,
                Optional.empty()));
    }

    public RuleResult result() {
        List<Finding> all = new ArrayList<>(broken);
        if (unlisted > 0) {
            all.add(rest());
        }
        all.addAll(undecided);
        return RuleResult.of(all);
    }

    /** The number is part of the identity: one more is new to a baseline. */
    private Finding rest() {
        String more = "and " + unlisted + " more";
        return new MisconfigurationFinding(
                rule.id(),
                rule.severity(),
                rule.title(),
                location(definition.place()),
                more,
                expected,
                rule.fix(),
                MisconfigurationFinding.identity(rule.id(), definition.name() + "\0" + more, 1),
                false,
                Optional.empty());
    }

    private String shown(Place place, String actual) {
        return SafeText.visible(definition.name() + ", " + place.owner() + ": " + SecretShapes.masked(actual));
    }

    private Location location(Place place) {
        return new Location(
                Optional.empty(),
                Optional.of(definition.document()),
                OptionalInt.of(place.mark().line()),
                Optional.of(SecretShapes.masked(place.mark().pointer())));
    }
}
