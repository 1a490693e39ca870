package io.jenkins.lib.containergate.ecs.account.iam;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Policies that AWS manages, by name: documents of the few that many tasks have, from the resource {@code aws-policies.txt},
 * and names that say that too much is allowed. What the others allow is known to AWS alone.
 *
 * @see <a href="https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html">AWS managed policies</a>
 */
public final class AwsPolicies {
    private static final String RESOURCE = "aws-policies.txt";
    private static final String OWNER = ":iam::aws:policy/";
    private static final Pattern EXCESSIVE = Pattern.compile("(?:[a-z-]+/)*(?:"
            + String.join(
                    "|",
                    List.of(
                            ".*(?:FullAccess|AdministratorAccess|PowerUser).*",
                            ".*ReadWrite",
                            ".*_Administrator",
                            "(?:System|Database|Network)Administrator",
                            "SecurityAudit",
                            "SupportUser",
                            "DataScientist",
                            "ReadOnlyAccess",
                            "AmazonDynamoDBReadOnlyAccess",
                            "AmazonS3ReadOnlyAccess",
                            "AmazonSSMReadOnlyAccess",
                            "AmazonSSMManagedInstanceCore",
                            "AmazonEC2RoleforSSM",
                            "AmazonSSMAutomationRole",
                            "AmazonElasticMapReduceRole",
                            "AWSBatchServiceRole",
                            "AWSCodeDeployRole",
                            "AWSLambdaRole",
                            "AWSLambdaExecute"))
            + ")");
    private static final Map<String, String> DOCUMENTS = load();

    private AwsPolicies() {}

    /** @param arn of any partition */
    public static Optional<String> document(String arn) {
        return name(arn).map(DOCUMENTS::get);
    }

    /** What is surely too much about a policy without a document here, by its name; empty for what AWS does not manage. */
    public static Optional<String> excess(String arn) {
        return name(arn)
                .filter(name ->
                        !DOCUMENTS.containsKey(name) && EXCESSIVE.matcher(name).matches())
                .map(name -> "of AWS allows everything of a kind");
    }

    /** By name. */
    static SortedMap<String, String> documents() {
        return new TreeMap<>(DOCUMENTS);
    }

    private static Optional<String> name(String arn) {
        int owner = arn.indexOf(OWNER);
        return owner < 0 ? Optional.empty() : Optional.of(arn.substring(owner + OWNER.length()));
    }

    private static Map<String, String> load() {
        try (InputStream in = AwsPolicies.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the resource " + RESOURCE + " is missing");
            }
            Map<String, String> statements = new TreeMap<>();
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split(" "))
                    .forEach(words -> statements.merge(words[0], statement(words), (one, other) -> one + ", " + other));
            statements.replaceAll((name, each) -> "{\"Version\": \"2012-10-17\", \"Statement\": [" + each + "]}");
            return statements;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param words name, resource, actions */
    private static String statement(String[] words) {
        String actions =
                Stream.of(words).skip(2).map(action -> "\"" + action + "\"").collect(Collectors.joining(", "));
        return "{\"Effect\": \"Allow\", \"Resource\": \"" + words[1] + "\", \"Action\": [" + actions + "]}";
    }
}
