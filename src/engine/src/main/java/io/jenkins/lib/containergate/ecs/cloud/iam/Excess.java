package io.jenkins.lib.containergate.ecs.cloud.iam;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What no application needs: permissions that reach everything there is of a kind, and with which a role can become another. */
public final class Excess {
    private static final Pattern ARN = Pattern.compile("arn:[^:]*:([^:]*):[^:]*:[^:]*:(.*)", Pattern.DOTALL);
    private static final Pattern TYPE = Pattern.compile("^[A-Za-z-]+[:/]");
    /** Patterns of actions that tell what there is and not what is in it. */
    private static final Pattern LOOKING = Pattern.compile("[a-z0-9-]+:(?:describe|list)[a-z*?]*");

    private static final Set<String> CONTENT = Set.of(
            "secretsmanager:getsecretvalue",
            "secretsmanager:batchgetsecretvalue",
            "ssm:getparameter",
            "ssm:getparameters",
            "ssm:getparametersbypath",
            "kms:decrypt",
            "s3:getobject",
            "s3:putobject",
            "s3:deleteobject",
            "dynamodb:getitem",
            "dynamodb:query",
            "dynamodb:scan",
            "sqs:receivemessage");
    private static final Set<String> OTHER_ROLES = Set.of(
            "iam:passrole",
            "sts:assumerole",
            "iam:attachrolepolicy",
            "iam:putrolepolicy",
            "iam:attachuserpolicy",
            "iam:putuserpolicy",
            "iam:attachgrouppolicy",
            "iam:putgrouppolicy",
            "iam:addusertogroup",
            "iam:createpolicyversion",
            "iam:setdefaultpolicyversion",
            "iam:createaccesskey",
            "iam:createloginprofile",
            "iam:updateloginprofile",
            "iam:updateassumerolepolicy",
            "iam:deleterolepermissionsboundary");

    private Excess() {}

    /** What is too much about it; empty when nothing is. */
    public static Optional<String> of(Grant grant) {
        if (grant.action() instanceof Scope.AllBut) {
            return Optional.of("allows every action that NotAction does not name");
        }
        String action = ((Scope.Only) grant.action()).pattern();
        int colon = action.indexOf(':');
        if (colon < 0 || Wildcards.any(action.substring(0, colon))) {
            return Optional.of("allows " + action + ", actions of every service");
        }
        if (!all(grant.resource())) {
            return Optional.empty();
        }
        if (OTHER_ROLES.contains(action)) {
            return narrowed(grant, "iam:passedtoservice")
                    ? Optional.empty()
                    : Optional.of("allows " + grant + ": that is any role");
        }
        boolean wide = Wildcards.any(action) && !LOOKING.matcher(action).matches() || CONTENT.contains(action);
        return wide && !narrowed(grant, "") ? Optional.of("allows " + grant) : Optional.empty();
    }

    /** @param but a key that does not narrow down what matters */
    private static boolean narrowed(Grant grant, String but) {
        return grant.conditions().stream()
                .anyMatch(each -> each.narrows() && !each.key().equals(but));
    }

    /** Whether it is all there is, or all of a type in an account: {@code *}, {@code table/*}, {@code secret:*}. */
    private static boolean all(Scope resource) {
        if (resource instanceof Scope.AllBut) {
            return true;
        }
        String pattern = ((Scope.Only) resource).pattern();
        Matcher arn = ARN.matcher(pattern);
        if (!arn.matches()) {
            return Wildcards.any(pattern);
        }
        // what comes before the slash is the bucket there, not a type
        String name = arn.group(1).equals("s3")
                ? arn.group(2)
                : TYPE.matcher(arn.group(2)).replaceFirst("");
        return name.indexOf('*') >= 0 && name.chars().allMatch(character -> "*?:/".indexOf(character) >= 0);
    }
}
