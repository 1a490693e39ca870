package io.jenkins.lib.containergate.ecs.rules;

import io.jenkins.lib.containergate.ecs.Applicability;
import io.jenkins.lib.containergate.ecs.task.Field.Known;
import io.jenkins.lib.containergate.ecs.task.Field.Unresolved;
import io.jenkins.lib.containergate.ecs.task.Items;
import io.jenkins.lib.containergate.ecs.task.LaunchType;
import io.jenkins.lib.containergate.ecs.task.Place;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code dockerSecurityOptions}: {@code apparmor:PROFILE}, {@code label:type:TYPE}, ...; Docker takes {@code =} for the first
 * colon as well.
 *
 * <p>Of several options Docker takes the last; here the weakest counts, whatever the order.
 *
 * @param appArmor a profile is named, and none of them is {@code unconfined}
 * @param unconfined AppArmor is switched off
 * @param labelled a type that confines is named, and SELinux is not switched off
 * @param labelDisabled SELinux is switched off, or left with a type that confines nothing
 * @param others options of another kind than those that ECS documents, such as {@code seccomp:unconfined}
 * @param unresolved an option that is known only at deployment
 */
record SecurityOptions(
        Place place,
        boolean appArmor,
        boolean unconfined,
        boolean labelled,
        boolean labelDisabled,
        List<Known<String>> others,
        Optional<Unresolved<Known<String>>> unresolved) {
    /** Where a task chooses how its containers are confined. */
    static final Applicability TAKEN = Applicability.except(
                    EnumSet.of(LaunchType.FARGATE, LaunchType.MANAGED_INSTANCES),
                    "Fargate isolates tasks by virtual machines, Managed Instances enforce SELinux themselves")
            .linuxOnly();

    private static final Pattern TYPE = Pattern.compile("type:\\s*([^:\\s]+)\\s*");
    /**
     * What ECS takes.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html">ContainerDefinition</a>
     */
    private static final Pattern DOCUMENTED =
            Pattern.compile("(?is)no-new-privileges|(?:no-new-privileges|apparmor|label|credentialspec)[:=].*");
    /** Types of SELinux for what is to be free. */
    private static final Set<String> CONFINES_NOTHING = Set.of("spc_t", "unconfined_t");

    static SecurityOptions of(Items<Known<String>> options) {
        List<String> labels = values(options, "label");
        List<String> profiles = values(options, "apparmor");
        boolean unconfined = profiles.stream().anyMatch("unconfined"::equalsIgnoreCase);
        boolean disabled = labels.stream().anyMatch(SecurityOptions::disables);
        return new SecurityOptions(
                options.place(),
                !unconfined && profiles.stream().anyMatch(profile -> !profile.isEmpty()),
                unconfined,
                !disabled
                        && labels.stream().anyMatch(label -> TYPE.matcher(label).matches()),
                disabled,
                options.values().stream()
                        .filter(option ->
                                !DOCUMENTED.matcher(option.value().strip()).matches())
                        .toList(),
                options.unresolved().stream().findFirst());
    }

    private static boolean disables(String label) {
        Matcher type = TYPE.matcher(label);
        return label.equalsIgnoreCase("disable") || type.matches() && CONFINES_NOTHING.contains(type.group(1));
    }

    private static List<String> values(Items<Known<String>> options, String name) {
        return options.values().stream()
                .map(option -> option.value().strip())
                .filter(option -> option.toLowerCase(Locale.ROOT).startsWith(name + ":")
                        || option.toLowerCase(Locale.ROOT).startsWith(name + "="))
                .map(option -> option.substring(name.length() + 1).strip())
                .toList();
    }
}
