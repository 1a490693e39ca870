package io.jenkins.lib.containergate.ecs.plaintext;

import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.task.Field;
import io.jenkins.lib.containergate.ecs.task.Field.Known;
import io.jenkins.lib.containergate.ecs.task.Field.Unresolved;
import io.jenkins.lib.containergate.ecs.task.Items;
import io.jenkins.lib.containergate.ecs.task.SecretGap;
import io.jenkins.lib.containergate.secret.catalogue.CustomRule;
import io.jenkins.lib.containergate.secret.setting.CommandSecrets;
import io.jenkins.lib.containergate.secret.setting.Objection;
import io.jenkins.lib.containergate.secret.setting.SecretName;
import io.jenkins.lib.containergate.secret.setting.SecretText;
import io.jenkins.lib.containergate.secret.setting.SettingSearch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Whether a setting holds a secret in plain text: because of what it looks like, what it is called, or where it comes from. A text
 * of which parts are not known is searched in its known parts.
 */
public final class PlaintextSecrets {
    private static final String CALLED = "a value and is called like a secret";
    private static final char GAP = Value.Unresolved.GAP;

    private final SettingSearch search;

    PlaintextSecrets(SettingSearch search) {
        this.search = search;
    }

    public static PlaintextSecrets standard() {
        return with(List.of());
    }

    /** @param own rules of the organisation's own besides this project's; their ids are not those of this project's */
    public static PlaintextSecrets with(List<CustomRule> own) {
        return new PlaintextSecrets(SettingSearch.with(own));
    }

    /** @param name empty for a setting without one */
    public Optional<Objection> in(String name, Field<String> value) {
        if (value instanceof Known<String> known) {
            return known(name, known.value());
        }
        return value instanceof Unresolved<String> later ? unresolved(name, later) : Optional.empty();
    }

    /** A list or an object of which nothing is known but texts that may be in it. */
    public Optional<Objection> among(Unresolved<?> later) {
        return unresolved("", later);
    }

    private Optional<Objection> known(String name, String text) {
        return search.in(name, text);
    }

    private Optional<Objection> unresolved(String name, Unresolved<?> later) {
        if (later.certainty().secret()) {
            return Optional.of(Objection.secret("a secret: " + later.reason()));
        }
        boolean called = SecretName.matches(name);
        boolean composed = later.shape().chars().anyMatch(Character::isLetterOrDigit);
        boolean harmless = composed && SecretText.harmless(later.shape());
        if (called && composed && !harmless) {
            return Optional.of(Objection.secret(CALLED));
        }
        List<Objection> found = new ArrayList<>();
        for (String part : later.parts()) {
            // of a composed text the whole was compared with the name
            known(called && composed ? "" : name, part)
                    .or(() -> CommandSecrets.in(List.of(part), 0).map(Objection::secret))
                    .ifPresent(found::add);
        }
        boolean open = later.certainty().open() && (called && !harmless || SecretGap.in(later.shape()));
        if (open) {
            found.add(Objection.undecided(later.reason()));
        }
        return found.stream().min(Comparator.comparing(objection -> !objection.decided()));
    }

    /** The words of a command, each with what is wrong with it. */
    public void eachWord(Items<Known<String>> words, BiConsumer<Field<?>, Objection> found) {
        List<Field<String>> inOrder = new ArrayList<>(words.values());
        for (Unresolved<Known<String>> later : words.unresolved()) {
            if (later.place().equals(words.place())) {
                among(later).ifPresent(objection -> found.accept(later, objection));
            } else {
                inOrder.add(later.cast());
            }
        }
        inOrder.sort(Comparator.comparingInt(field -> index(field.place().name())));
        List<String> texts = inOrder.stream().map(PlaintextSecrets::shown).toList();
        boolean any = false;
        for (int i = 0; i < inOrder.size(); i++) {
            Optional<Objection> objection = word(inOrder.get(i), texts, i);
            if (objection.isPresent()) {
                any = true;
                found.accept(inOrder.get(i), objection.get());
            }
        }
        if (!any && !inOrder.isEmpty()) {
            known("", String.join(" ", texts)).ifPresent(objection -> found.accept(inOrder.get(0), objection));
        }
    }

    private Optional<Objection> word(Field<String> word, List<String> texts, int index) {
        String option = CommandSecrets.option(texts, index);
        if (word instanceof Unresolved<String> later) {
            return unresolved(option, later)
                    .or(() -> CommandSecrets.in(texts, index)
                            .filter(kind -> later.shape().chars().anyMatch(Character::isLetterOrDigit))
                            .map(Objection::secret));
        }
        return CommandSecrets.in(texts, index).map(Objection::secret).or(() -> known("", texts.get(index)));
    }

    private static String shown(Field<String> word) {
        if (word instanceof Unresolved<String> later) {
            return later.shape().isEmpty() ? String.valueOf(GAP) : later.shape();
        }
        return word.known().orElse("");
    }

    private static int index(String name) {
        return name.matches("[0-9]{1,9}") ? Integer.parseInt(name) : Integer.MAX_VALUE;
    }
}
