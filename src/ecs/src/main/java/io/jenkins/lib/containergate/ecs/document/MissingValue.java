package io.jenkins.lib.containergate.ecs.document;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What to do about a value that is known only at deployment: the options to copy, with the names of the parameters. */
public final class MissingValue {
    private static final int MAX_NAMED = 50;

    private static final String PSEUDO = "AWS::(?:AccountId|Partition|Region|StackId|StackName|URLSuffix)";

    /** Reasons that end as soon as a parameter is given. */
    private static final Pattern GIVEN =
            Pattern.compile("the parameter ([A-Za-z0-9]{1,255}) has no default|(" + PSEUDO + ") is known only.*");

    /** Reasons that no parameter ends: what other resources, stacks and services say. */
    private static final Pattern FIXED = Pattern.compile("the value of another stack is .*|the parameter \\S+ is (?:a"
            + " secret|read from) .*|(?:what the resource )?[A-Za-z0-9]+[. ].*is known only.*|an attribute of a resource"
            + " is known only.*|nothing in the template is called .*");

    private static final Pattern CONDITION = Pattern.compile("the condition .*");

    private static final String EACH = "--parameter ([A-Za-z0-9:]{1,255})=VALUE";
    /** As {@link #give} writes it. */
    private static final Pattern WRITTEN = Pattern.compile("give the parameters? \\(" + EACH + "(?: " + EACH + ")*\\)");

    private static final Pattern NAME = Pattern.compile(EACH);

    private MissingValue() {}

    /**
     * @param reason of an unresolved value
     * @param gaps what the gaps of a text refer to; none when that is not known
     * @param otherwise what helps as well, or instead where no parameter does
     */
    public static String remedy(String reason, List<String> gaps, String otherwise) {
        Matcher given = GIVEN.matcher(reason);
        if (given.matches()) {
            Set<String> names = new LinkedHashSet<>(List.of(given.group(1) == null ? given.group(2) : given.group(1)));
            gaps.stream().filter(gap -> gap.matches(PSEUDO)).forEach(names::add);
            return give(names) + ", or " + otherwise;
        }
        return FIXED.matcher(reason).matches() && !CONDITION.matcher(reason).matches()
                ? otherwise
                : "give what it depends on (--parameter NAME=VALUE), or " + otherwise;
    }

    public static String remedy(String reason, String otherwise) {
        return remedy(reason, List.of(), otherwise);
    }

    private static String give(Collection<String> names) {
        String options = names.stream()
                .limit(MAX_NAMED)
                .map(name -> "--parameter " + name + "=VALUE")
                .collect(Collectors.joining(" "));
        int more = names.size() - MAX_NAMED;
        return "give the parameter" + (names.size() == 1 ? "" : "s") + " (" + options
                + (more > 0 ? " and " + more + " more)" : ")");
    }

    /** The parameters that remedies ask for. */
    public static Set<String> named(Collection<String> remedies) {
        return remedies.stream()
                .flatMap(remedy -> WRITTEN.matcher(remedy).results())
                .flatMap(written -> NAME.matcher(written.group()).results())
                .map(name -> name.group(1))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** A remedy that asks for all of these parameters at once. */
    public static String together(String remedy, Set<String> names) {
        Matcher written = WRITTEN.matcher(remedy);
        return written.find()
                ? remedy.substring(0, written.start()) + give(names) + remedy.substring(written.end())
                : remedy + "; " + give(names);
    }
}
