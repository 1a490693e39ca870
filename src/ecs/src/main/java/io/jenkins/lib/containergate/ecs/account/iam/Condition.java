package io.jenkins.lib.containergate.ecs.account.iam;

import io.jenkins.lib.containergate.ecs.segmentation.Ranges;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One test of a statement: its statement counts only where all of them hold.
 *
 * @param operator such as {@code StringEquals} or {@code ForAnyValue:ArnLike}
 * @param key such as {@code aws:SourceArn}, in lower case
 * @param values of which one has to fit
 */
public record Condition(String operator, String key, List<String> values) {
    private static final String ADDRESS = "ipaddress";
    private static final Set<String> NARROW =
            Set.of("stringequals", "stringequalsignorecase", "stringlike", "arnequals", "arnlike", ADDRESS);

    /**
     * What these keys tell of holds for whatever the role does, or is the caller's to say: who calls, from where, when and how,
     * with which labels, to whom a role is passed, and in which account or region all this is.
     */
    private static final List<String> NOT_OF_THE_RESOURCE = List.of(
            "aws:calledvia",
            "aws:chatbotsourcearn",
            "aws:currenttime",
            "aws:ec2instancesource",
            "aws:epochtime",
            "aws:federatedprovider",
            "aws:multifactorauth",
            "aws:principal",
            "aws:referer",
            "aws:requestedregion",
            "aws:requesttag/",
            "aws:resourceaccount",
            "aws:resourceorg",
            "aws:securetransport",
            "aws:source",
            "aws:tagkeys",
            "aws:tokenissuetime",
            "aws:useragent",
            "aws:userid",
            "aws:username",
            "aws:viaawsservice",
            "aws:vpcsource",
            "iam:associatedresourcearn",
            "iam:passedtoservice",
            "s3:authtype",
            "s3:resourceaccount",
            "s3:signature",
            "s3:tlsversion",
            "sts:externalid",
            "sts:rolesessionname",
            "sts:sourceidentity",
            "sts:transitivetagkeys");

    private static final String POLICY_ARN = "iam:policyarn";
    private static final List<String> ADMINISTRATORS = List.of(
            "arn:aws:iam::aws:policy/AdministratorAccess",
            "arn:aws:iam::aws:policy/IAMFullAccess",
            "arn:aws:iam::aws:policy/PowerUserAccess");

    /** A value of the caller's own, such as {@code ${aws:PrincipalAccount}}: a comparison with it may always hold. */
    private static final Pattern VARIABLE =
            Pattern.compile("^[$][{](?:aws:|sts:|saml:|[a-z.]+\\.com:)[^}]*}$", Pattern.CASE_INSENSITIVE);

    private static final String ANY_VALUE = "foranyvalue:";

    public Condition {
        key = key.toLowerCase(Locale.ROOT);
        values = List.copyOf(values);
    }

    /**
     * Whether it demands certain values. Tests that hold where the key is missing ({@code IfExists}, {@code ForAllValues}),
     * that exclude values, or that take any, do not narrow anything down.
     */
    public boolean narrows() {
        String name = operator.toLowerCase(Locale.ROOT);
        String plain = name.startsWith(ANY_VALUE) ? name.substring(ANY_VALUE.length()) : name;
        return NARROW.contains(plain)
                && !values.isEmpty()
                && values.stream().noneMatch(VARIABLE.asPredicate())
                && values.stream().noneMatch(Condition::wild)
                && !(plain.equals(ADDRESS) && Ranges.open(ranges()));
    }

    /** A single address is a range, too. */
    private List<String> ranges() {
        return values.stream()
                .map(value -> Ranges.isAddress(value) ? Ranges.range(value) : value)
                .toList();
    }

    /** Whether it demands certain resources: what else it may demand leaves all of them open. */
    boolean narrowsResources() {
        return narrows()
                && NOT_OF_THE_RESOURCE.stream().noneMatch(key::startsWith)
                && values.stream()
                        .noneMatch(
                                value -> Wildcards.any(value) && Reach.of(value).all())
                && !(key.equals(POLICY_ARN) && values.stream().anyMatch(Condition::administers));
    }

    /** Whether it demands accounts by name, of sources that have one. */
    public boolean namesAccounts() {
        return narrows()
                && values.stream()
                        .noneMatch(value ->
                                value.startsWith("arn:") ? Reach.of(value).anyAccount() : Wildcards.any(value));
    }

    /** Whether each value begins with the name of an organisation, as in {@code o-a1b2c3/*}. */
    boolean namesPath() {
        return key.equals("aws:principalorgpaths")
                && values.stream().noneMatch(value -> Wildcards.any(value.split("/", 2)[0]));
    }

    private static boolean administers(String policy) {
        return ADMINISTRATORS.stream().anyMatch(each -> Wildcards.overlap(policy, each));
    }

    /** Nothing but wildcards and what separates them: {@code *}, {@code arn:*}, {@code arn:aws:ecs:*:*:*}. */
    private static boolean wild(String value) {
        String rest = value.replaceFirst("^arn(:[a-z-]*){0,2}", "");
        return Wildcards.any(value) && rest.chars().allMatch(character -> "*?:/".indexOf(character) >= 0);
    }
}
