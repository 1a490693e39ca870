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

    /** A name that a shell takes as it is. */
    private static final String GIVEN = "[A-Za-z0-9]{1,255}|AWS::[A-Za-z]{1,40}";

    private static final String EACH = "--parameter ([A-Za-z0-9:]{1,255})=VALUE";
    /** As {@link #give} writes it. */
    private static final Pattern WRITTEN = Pattern.compile("give the parameters? \\(" + EACH + "(?: " + EACH + ")*\\)");

    private static final Pattern NAME = Pattern.compile(EACH);

    private MissingValue() {}

    /**
     * @param why a value is not known
     * @param gaps what the gaps of a text refer to; none when that is not known
     * @param otherwise what helps as well, or instead where no parameter does
     */
    public static String remedy(Reason why, List<String> gaps, String otherwise) {
        if (why instanceof Reason.Parameter parameter && parameter.name().matches(GIVEN)) {
            Set<String> names = new LinkedHashSet<>(List.of(parameter.name()));
            gaps.stream().filter(gap -> gap.matches(PSEUDO)).forEach(names::add);
            return give(names) + ", or " + otherwise;
        }
        if (why instanceof Reason.Parameter || why instanceof Reason.Dependent) {
            return "give what it depends on (--parameter NAME=VALUE), or " + otherwise;
        }
        return why instanceof Reason.Rendering
                ? "check the file that the tool writes, in which everything is filled in, or " + otherwise
                : otherwise;
    }

    public static String remedy(Reason why, String otherwise) {
        return remedy(why, List.of(), otherwise);
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
