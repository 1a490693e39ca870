package io.jenkins.lib.containergate.ecs.account.iam;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much a pattern of resources takes in.
 *
 * @param all all there is, or all of a type in an account: {@code *}, {@code table/*}, {@code role*}, {@code secret:a*}
 * @param unnamed it does not begin with a name: {@code role/*Admin*}
 * @param anyAccount also those of accounts that it does not name
 * @param administrates it is a role that by its name administrates the account
 */
record Reach(boolean all, boolean unnamed, boolean anyAccount, boolean administrates) {
    private static final Pattern ARN = Pattern.compile("arn:[^:]*:([^:]*):[^:]*:([^:]*):(.*)", Pattern.DOTALL);
    private static final Pattern TYPE = Pattern.compile("^/?[A-Za-z-]+[:/]");
    private static final Pattern SEPARATOR = Pattern.compile("[:/]");
    /** What stands first in ARNs of these services is a name; others put a type before it. */
    private static final Set<String> UNTYPED = Set.of("s3", "sns", "sqs", "codecommit", "codepipeline", "execute-api");
    /** Fewer letters than this beside a wildcard name nothing. */
    private static final int LETTERS = 3;

    private static final Pattern ADMINISTRATOR = Pattern.compile(String.join(
            "|",
            List.of(
                    "admin(?:istrator)?(?:access)?",
                    "poweruser(?:access)?",
                    "organizationaccountaccessrole",
                    "awscontroltowerexecution",
                    "cdk-[^/]*-cfn-exec-role-[^/]*",
                    "awsreservedsso_(?:admin|power)[^/]*")));
    private static final Pattern SPEAKS_OF_ADMINISTRATORS =
            Pattern.compile("admin|poweruser|breakglass|break-glass|fullaccess");

    static Reach of(Scope resource) {
        return resource instanceof Scope.Only only ? of(only.pattern()) : new Reach(true, true, true, false);
    }

    static Reach of(String pattern) {
        boolean wild = Wildcards.any(pattern);
        Matcher arn = ARN.matcher(pattern);
        if (!arn.matches()) {
            return new Reach(wild, wild, wild, false);
        }
        String rest = arn.group(3);
        boolean untyped = UNTYPED.contains(arn.group(1));
        String name = untyped ? rest : TYPE.matcher(rest).replaceFirst("");
        boolean typeOpen = !untyped && name.equals(rest);
        boolean all = all(
                SEPARATOR.splitAsStream(name).filter(part -> !part.isEmpty()).toList(), typeOpen);
        boolean unnamed = name.startsWith("*") || name.startsWith("?");
        return new Reach(all, all || unnamed, Wildcards.any(arn.group(2)), administrates(name));
    }

    /** @param typeOpen whether the first part is where the type would be */
    private static boolean all(List<String> parts, boolean typeOpen) {
        if (parts.isEmpty() || !Wildcards.any(parts.get(0))) {
            return false;
        }
        return typeOpen || letters(parts.get(0)) < LETTERS;
    }

    private static long letters(String part) {
        return part.chars().filter(Character::isLetterOrDigit).count();
    }

    private static boolean administrates(String name) {
        String role = name.substring(name.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        return ADMINISTRATOR.matcher(role).matches()
                || Wildcards.any(role) && SPEAKS_OF_ADMINISTRATORS.matcher(role).find();
    }
}
