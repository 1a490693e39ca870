package io.jenkins.lib.containergate.ecs.rules;

import io.jenkins.lib.containergate.ecs.task.Field.Known;
import io.jenkins.lib.containergate.ecs.task.Field.Unresolved;
import io.jenkins.lib.containergate.ecs.task.Items;
import io.jenkins.lib.containergate.ecs.task.Place;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * {@code dockerSecurityOptions}: {@code apparmor:PROFILE}, {@code label:type:TYPE}, ...; Docker takes {@code =} for the first
 * colon as well.
 *
 * @param appArmor the profile
 * @param labelled an SELinux label is given
 * @param labelDisabled SELinux is switched off
 * @param unresolved an option that is known only at deployment
 */
record SecurityOptions(
        Place place,
        Optional<String> appArmor,
        boolean labelled,
        boolean labelDisabled,
        Optional<Unresolved<Known<String>>> unresolved) {

    static SecurityOptions of(Items<Known<String>> options) {
        List<String> labels = values(options, "label");
        return new SecurityOptions(
                options.place(),
                values(options, "apparmor").stream().findFirst(),
                labels.stream().anyMatch(label -> !label.isBlank() && !label.equalsIgnoreCase("disable")),
                labels.stream().anyMatch("disable"::equalsIgnoreCase),
                options.unresolved().stream().findFirst());
    }

    private static List<String> values(Items<Known<String>> options, String name) {
        return options.values().stream()
                .map(option -> option.value().strip())
                .filter(option -> option.toLowerCase(Locale.ROOT).startsWith(name + ":")
                        || option.toLowerCase(Locale.ROOT).startsWith(name + "="))
                .map(option -> option.substring(name.length() + 1))
                .toList();
    }
}
