package io.jenkins.lib.containergate.ecs.account.iam;

import io.jenkins.lib.containergate.arn.Arn;
import io.jenkins.lib.containergate.aws.iam.IamRole;
import io.jenkins.lib.containergate.ecs.account.iam.Statement.Principals;
import io.jenkins.lib.containergate.fault.GateException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Who outside of its account can take a role. Statements that deny are left out of account. */
public final class OpenTrust {
    private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
    /** Audiences that a provider gives to everybody. */
    private static final Pattern ANY_AUDIENCE = Pattern.compile("sts\\.amazonaws\\.com|https?://.*");

    private OpenTrust() {}

    /**
     * @return all who can, as in "its trust policy admits everybody"
     * @throws GateException when the trust policy is not known or not understood
     */
    public static List<String> of(IamRole role) throws GateException {
        Set<String> objections = new LinkedHashSet<>();
        for (Statement statement : PolicyParser.trust(role)) {
            admits(role, statement).forEach(who -> objections.add("its trust policy admits " + who));
        }
        return List.copyOf(objections);
    }

    private static List<String> admits(IamRole role, Statement statement) throws GateException {
        Principals principals = statement.trusted();
        if (principals.everybody()) {
            return statement.conditions().stream().noneMatch(PublicAccess::namesWho) ? List.of("everybody") : List.of();
        }
        return principals.named().stream()
                .flatMap(principal -> switch (principal.kind()) {
                    case "AWS" -> otherAccount(role, principal.value()).stream();
                    case "Federated" ->
                        statement.conditions().stream().noneMatch(OpenTrust::namesIdentity)
                                ? Optional.of("everybody whom " + principal.value() + " knows").stream()
                                : Optional.<String>empty().stream();
                    case "Service" -> Optional.<String>empty().stream();
                    // of another kind than a trust policy has: whoever that is
                    default -> Optional.of(principal.toString()).stream();
                })
                .toList();
    }

    /** In a file the account of a role is not known: there, an account that is written out is another one. */
    private static Optional<String> otherAccount(IamRole role, String principal) {
        String account = Arn.of(principal).map(Arn::account).orElse(principal);
        return ACCOUNT.matcher(account).matches() && !account.equals(role.arn().account())
                ? Optional.of("the account " + account)
                : Optional.empty();
    }

    /** Which users or jobs of the provider; an audience counts where it names one application. */
    private static boolean namesIdentity(Condition condition) {
        return condition.narrows()
                && !condition.key().startsWith("aws:")
                && condition.values().stream().noneMatch(OpenTrust::beginsOpen)
                && !(condition.key().endsWith(":aud")
                        && !condition.key().startsWith("saml:")
                        && condition.values().stream()
                                .anyMatch(value -> ANY_AUDIENCE.matcher(value).matches()));
    }

    /** As in {@code repo:*}: a kind of identity, and any of them. */
    private static boolean beginsOpen(String value) {
        String name = value.substring(value.indexOf(':') + 1);
        return name.startsWith("*") || name.startsWith("?");
    }
}
