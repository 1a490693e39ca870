package io.jenkins.lib.containergate.awssdk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.secret.SecretLookups;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Asks the APIs of Secrets Manager, Systems Manager and S3.
 *
 * @see <a href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/Welcome.html">API reference of Secrets Manager</a>
 */
final class AwsSecrets implements SecretLookups {
    private static final Pattern REGION = Pattern.compile("[a-z0-9-]{1,40}");
    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
    private static final Pattern SUFFIX = Pattern.compile("-[A-Za-z0-9]{6}");
    private static final String OWN_KEY_OF_SECRETS = "alias/aws/secretsmanager";
    private static final String OWN_KEY_OF_PARAMETERS = "alias/aws/ssm";

    private final Function<String, JsonService> secrets;
    private final Function<String, JsonService> parameters;
    private final Files files;
    private final String region;
    private final CallerAccount account;

    /** S3 in the region of the session. */
    record Files(SignedCalls calls, URI endpoint) {}

    /**
     * @param secrets Secrets Manager in a region
     * @param parameters Systems Manager in a region
     * @param region of the session
     */
    AwsSecrets(
            Function<String, JsonService> secrets,
            Function<String, JsonService> parameters,
            Files files,
            String region,
            CallerAccount account) {
        this.secrets = secrets;
        this.parameters = parameters;
        this.files = files;
        this.region = region;
        this.account = account;
    }

    private String region(Optional<String> asked) throws UnansweredException {
        String there = asked.orElse(region);
        if (!REGION.matcher(there).matches()) {
            throw UnansweredException.failed(
                    "a secret is in a region that cannot exist", "check valueFrom in the task definition");
        }
        return there;
    }

    @Override
    public Lookup<StoredSecret> secret(Optional<String> where, String id, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        return AwsCalls.lookup(() -> {
            JsonNode secret = ask(AwsAction.SECRETS_DESCRIBE, where, id, deadline);
            if (secret.path("DeletedDate").isNumber()) {
                throw UnansweredException.failed(
                        "the secret " + id + " is scheduled for deletion", "name another one, or restore it");
            }
            return new StoredSecret(
                    secret.path("RotationEnabled").asBoolean(),
                    secret.path("LastRotatedDate").isNumber(),
                    key(secret.path("KmsKeyId"), OWN_KEY_OF_SECRETS),
                    time(secret, List.of("LastRotatedDate", "LastChangedDate", "CreatedDate")));
        });
    }

    @Override
    public Lookup<Optional<String>> secretPolicy(Optional<String> where, String id, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        return AwsCalls.lookup(() -> {
            JsonNode policy = ask(AwsAction.SECRETS_GET_RESOURCE_POLICY, where, id, deadline)
                    .path("ResourcePolicy");
            return Optional.of(policy.asText()).filter(text -> !text.isEmpty());
        });
    }

    /** Both calls answer with the secret's own ARN and name. */
    private JsonNode ask(AwsAction action, Optional<String> where, String id, Deadline deadline)
            throws UnansweredException, DeadlineExceededException, InterruptedException {
        String subject = "the secret " + id;
        JsonNode answer = secrets.apply(region(where))
                .ask(action, subject, JsonNodeFactory.instance.objectNode().put("SecretId", id), deadline);
        if (!answer.path("ARN").isTextual() || !names(id, answer)) {
            throw AwsCalls.strange(subject);
        }
        return answer;
    }

    /** Secrets Manager also finds a secret by its name, and by its ARN without the hyphen and six characters at the end. */
    private static boolean names(String id, JsonNode secret) {
        String arn = secret.path("ARN").asText();
        return arn.equals(id)
                || arn.startsWith(id)
                        && SUFFIX.matcher(arn.substring(id.length())).matches()
                || !id.startsWith("arn:") && secret.path("Name").asText().equals(id);
    }

    @Override
    public Lookup<List<StoredParameter>> parameters(ParameterId id, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        String subject = "the parameter " + id.names().get(0);
        return AwsCalls.lookup(() -> {
            String there = region(id.region());
            // asked by name: another account may have one of the same name
            if (id.account().isPresent() && !id.account().get().equals(account.id(deadline))) {
                throw UnansweredException.failed(
                        subject + " is of the account " + id.account().get() + ", not of the credentials' own",
                        "use credentials for that account, or a role in it (--aws-role)");
            }
            ObjectNode input = JsonNodeFactory.instance.objectNode();
            ObjectNode filter = input.putArray("ParameterFilters")
                    .addObject()
                    .put("Key", "Name")
                    .put("Option", "Equals");
            id.names().forEach(filter.putArray("Values")::add);
            List<StoredParameter> found = new ArrayList<>();
            for (JsonNode each : parameters
                    .apply(there)
                    .all(AwsAction.SSM_DESCRIBE_PARAMETERS, subject, input, "Parameters", deadline)) {
                if (!each.path("Name").isTextual() || !each.path("Type").isTextual()) {
                    throw AwsCalls.strange(subject);
                }
                if (id.names().contains(each.path("Name").asText())) {
                    found.add(new StoredParameter(
                            each.path("Name").asText(),
                            each.path("Type").asText(),
                            key(each.path("KeyId"), OWN_KEY_OF_PARAMETERS),
                            time(each, List.of("LastModifiedDate"))));
                }
            }
            if (found.isEmpty()) {
                throw UnansweredException.failed(
                        "Systems Manager does not show " + subject,
                        "check its name, account and region; credentials of another account do not see it");
            }
            return List.copyOf(found);
        });
    }

    private static Optional<String> key(JsonNode key, String own) {
        return Optional.of(key.asText()).filter(id -> !id.isEmpty() && !id.equals(own) && !id.endsWith(":" + own));
    }

    private static Optional<Instant> time(JsonNode node, List<String> members) {
        return members.stream()
                .map(node::path)
                .filter(JsonNode::isNumber)
                .map(seconds -> Instant.ofEpochSecond(seconds.asLong()))
                .findFirst();
    }

    @Override
    public Lookup<FileBucket> bucket(String name, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        return AwsCalls.lookup(() -> {
            if (!BUCKET.matcher(name).matches()) {
                throw UnansweredException.failed(
                        "a bucket has a name that cannot exist", "check environmentFiles in the task definition");
            }
            Optional<JsonNode> encryption = setting(
                    AwsAction.S3_GET_ENCRYPTION,
                    name,
                    "encryption",
                    "ServerSideEncryptionConfigurationNotFoundError",
                    deadline);
            Optional<JsonNode> block = setting(
                    AwsAction.S3_GET_PUBLIC_ACCESS_BLOCK,
                    name,
                    "publicAccessBlock",
                    "NoSuchPublicAccessBlockConfiguration",
                    deadline);
            return new FileBucket(
                    encryption
                            .filter(rules -> !rules.path("Rule")
                                    .path("ApplyServerSideEncryptionByDefault")
                                    .path("SSEAlgorithm")
                                    .asText()
                                    .isEmpty())
                            .isPresent(),
                    FileBucket.SETTINGS.stream()
                            .filter(each -> block.filter(
                                            set -> set.path(each).asText().equals("true"))
                                    .isEmpty())
                            .toList());
        });
    }

    /** @param none the code of the error that says that the bucket does not have the setting */
    private Optional<JsonNode> setting(AwsAction action, String bucket, String setting, String none, Deadline deadline)
            throws UnansweredException, DeadlineExceededException, InterruptedException {
        String subject = "the bucket " + bucket;
        SdkHttpRequest request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.GET)
                .uri(files.endpoint())
                .encodedPath("/" + bucket)
                .putRawQueryParameter(setting, "")
                .build();
        try {
            return Optional.of(XmlAnswer.parse(
                    files.calls().bytes(new SignedCalls.Call(action, subject, "s3", region, request, ""), deadline)));
        } catch (UnansweredException e) {
            if (e.says(none)) {
                return Optional.empty();
            }
            throw e;
        } catch (XMLStreamException e) {
            throw AwsCalls.strange(subject);
        }
    }
}
