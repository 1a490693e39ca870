package io.jenkins.lib.containergate.ecs.reader;

import io.jenkins.lib.containergate.ecs.document.Certainty;
import io.jenkins.lib.containergate.ecs.document.Reason;
import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.ecs.document.Value.Sequence;
import io.jenkins.lib.containergate.ecs.document.Value.Text;
import io.jenkins.lib.containergate.ecs.document.Value.Unresolved;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** An API of API Gateway of which the file does not say what it calls: that is known only at deployment, or another file says it. */
final class HiddenApi {
    /** In lower case and without underscores: CloudFormation, SAM, Terraform and OpenAPI write them differently. */
    private static final Set<String> DECIDING =
            Set.of("body", "definitionbody", "integration", "xamazonapigatewayintegration", "connectiontype", "paths");

    private static final Set<String> ELSEWHERE = Set.of("bodys3location", "definitionuri");

    /** Types of integrations that call no service of AWS but Lambda. */
    private static final Set<String> CALLS_NONE = Set.of("aws_proxy", "http", "http_proxy", "mock");

    /** A URI that names its service, or is none of AWS. */
    private static final Pattern SERVICE =
            Pattern.compile("https?:.*|arn:[^:]*:apigateway:[^:]*:(?:[a-z0-9-]+\\.)?[a-z0-9-]+:.*", Pattern.DOTALL);

    /** What an expression of Terraform refers to that is the URI of a function, or is made of one. */
    private static final Pattern FUNCTION =
            Pattern.compile("(?:.*\\.)?(?:aws_lambda_(?:function|alias)\\..*|[a-z0-9_]*invoke_arn)");

    private HiddenApi() {}

    static boolean is(Value api) {
        if (api instanceof Sequence list) {
            return list.items().stream().anyMatch(HiddenApi::is);
        }
        return api instanceof Mapping mapping && (uri(mapping) || members(mapping));
    }

    private static boolean members(Mapping mapping) {
        for (Map.Entry<String, Value> member : mapping.members().entrySet()) {
            String name = member.getKey().toLowerCase(Locale.ROOT).replaceAll("[_-]", "");
            Value value = member.getValue();
            if (DECIDING.contains(name) && value instanceof Unresolved
                    || ELSEWHERE.contains(name) && !value.unset()
                    || name.equals("paths") && holes(value, 2)
                    || is(value)) {
                return true;
            }
        }
        return false;
    }

    /** Whether one of the paths of an API, or one of their methods, is known only at deployment. */
    private static boolean holes(Value value, int depth) {
        return value instanceof Unresolved
                || depth > 0
                        && value instanceof Mapping mapping
                        && mapping.members().values().stream().anyMatch(inner -> holes(inner, depth - 1));
    }

    /** A plan says what an expression refers to, and not what it makes of that. */
    private static boolean afterApply(Unresolved uri) {
        return uri.why() instanceof Reason.Apply
                && uri.names().noneMatch(name -> FUNCTION.matcher(name).matches());
    }

    private static boolean uri(Mapping integration) {
        Value uri =
                integration.members().getOrDefault("Uri", integration.members().get("uri"));
        if (!(uri instanceof Unresolved later)
                || later.certainty() == Certainty.SET && later.shape().isEmpty() && !afterApply(later)
                || SERVICE.matcher(later.shape()).matches()) {
            return false;
        }
        Value type =
                integration.members().getOrDefault("Type", integration.members().get("type"));
        return !(type instanceof Text text && CALLS_NONE.contains(text.value().toLowerCase(Locale.ROOT)));
    }
}
