package io.jenkins.lib.containergate.awssdk;

import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.ecr.RepositoryLookups;
import io.jenkins.lib.containergate.aws.ecr.RepositoryLookups.EcrRepository;
import io.jenkins.lib.containergate.aws.ecr.ScanningRules;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import io.jenkins.lib.containergate.registry.EcrRegistry;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.EncryptionConfiguration;
import software.amazon.awssdk.services.ecr.model.GetRegistryPolicyResponse;
import software.amazon.awssdk.services.ecr.model.GetRegistryScanningConfigurationResponse;
import software.amazon.awssdk.services.ecr.model.RegistryPolicyNotFoundException;
import software.amazon.awssdk.services.ecr.model.RegistryScanningConfiguration;
import software.amazon.awssdk.services.ecr.model.Repository;
import software.amazon.awssdk.services.ecr.model.RepositoryPolicyNotFoundException;
import software.amazon.awssdk.services.ecr.model.ScanningRepositoryFilter;

/** Asks the API of ECR. */
final class AwsRepositories implements RepositoryLookups {
    private final Function<EcrRegistry, EcrClient> clients;

    AwsRepositories(Function<EcrRegistry, EcrClient> clients) {
        this.clients = clients;
    }

    @Override
    public Lookup<EcrRepository> repository(EcrRegistry registry, String name, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        EcrClient ecr = clients.apply(registry);
        String subject = "the repository " + name + " of the account " + registry.account();
        return AwsCalls.lookup(() -> {
            List<Repository> found = AwsCalls.ask(
                    AwsAction.ECR_DESCRIBE_REPOSITORIES,
                    subject,
                    deadline,
                    settings -> ecr.describeRepositories(request -> request.registryId(registry.account())
                                    .repositoryNames(name)
                                    .overrideConfiguration(settings))
                            .repositories());
            if (found.size() != 1) {
                throw UnansweredException.failed("ECR answered without " + subject, "check its name and region");
            }
            Optional<String> policy = policy(ecr, registry, name, subject, deadline);
            ScanningRules rules = rules(ecr, registry, subject, deadline);
            Optional<String> registryPolicy = registryPolicy(ecr, registry, subject, deadline);
            Repository repository = found.get(0);
            boolean own = repository.imageScanningConfiguration() != null
                    && Boolean.TRUE.equals(
                            repository.imageScanningConfiguration().scanOnPush());
            return new EcrRepository(
                    EcsShapes.arn(repository.repositoryArn()),
                    Objects.requireNonNullElse(repository.imageTagMutabilityAsString(), "MUTABLE"),
                    rules.onPush(name, own),
                    rules.continuous(name),
                    Optional.ofNullable(repository.encryptionConfiguration()).map(EncryptionConfiguration::kmsKey),
                    policy,
                    registryPolicy);
        });
    }

    /** One can only ask for the registry of one's own account. */
    private static void refuseOther(EcrRegistry registry, @Nullable String answered, String wanted)
            throws UnansweredException {
        if (!registry.account().equals(answered)) {
            throw UnansweredException.failed(
                    "ECR does not tell " + wanted, "use credentials for that account, or a role in it (--aws-role)");
        }
    }

    /** Of the caller's own account, as {@link #rules}, which is asked before. */
    private static Optional<String> registryPolicy(
            EcrClient ecr, EcrRegistry registry, String subject, Deadline deadline)
            throws UnansweredException, DeadlineExceededException, InterruptedException {
        Optional<GetRegistryPolicyResponse> found =
                AwsCalls.ask(AwsAction.ECR_GET_REGISTRY_POLICY, subject, deadline, settings -> {
                    try {
                        return Optional.of(ecr.getRegistryPolicy(request -> request.overrideConfiguration(settings)));
                    } catch (RegistryPolicyNotFoundException e) {
                        return Optional.empty();
                    }
                });
        if (found.isPresent()) {
            refuseOther(
                    registry,
                    found.get().registryId(),
                    "the policy of the registry of the account " + registry.account());
        }
        // one without a text is not understood, and so no pass
        return found.map(policy -> Objects.requireNonNullElse(policy.policyText(), ""));
    }

    private static Optional<String> policy(
            EcrClient ecr, EcrRegistry registry, String name, String subject, Deadline deadline)
            throws UnansweredException, DeadlineExceededException, InterruptedException {
        return AwsCalls.ask(AwsAction.ECR_GET_REPOSITORY_POLICY, subject, deadline, settings -> {
            try {
                return Optional.of(ecr.getRepositoryPolicy(request -> request.registryId(registry.account())
                                .repositoryName(name)
                                .overrideConfiguration(settings))
                        .policyText());
            } catch (RepositoryPolicyNotFoundException e) {
                return Optional.empty();
            }
        });
    }

    private static ScanningRules rules(EcrClient ecr, EcrRegistry registry, String subject, Deadline deadline)
            throws UnansweredException, DeadlineExceededException, InterruptedException {
        GetRegistryScanningConfigurationResponse response = AwsCalls.ask(
                AwsAction.ECR_GET_REGISTRY_SCANNING_CONFIGURATION,
                subject,
                deadline,
                settings -> ecr.getRegistryScanningConfiguration(request -> request.overrideConfiguration(settings)));
        refuseOther(
                registry, response.registryId(), "how the registry of the account " + registry.account() + " scans");
        return rules(response.scanningConfiguration());
    }

    private static ScanningRules rules(@Nullable RegistryScanningConfiguration configuration) {
        return configuration == null
                ? ScanningRules.NONE
                : new ScanningRules(
                        "ENHANCED".equals(configuration.scanTypeAsString()),
                        configuration.rules().stream()
                                .map(rule -> new ScanningRules.Rule(
                                        String.valueOf(rule.scanFrequencyAsString()),
                                        rule.repositoryFilters().stream()
                                                .filter(filter -> filter.filter() != null
                                                        && "WILDCARD".equals(filter.filterTypeAsString()))
                                                .map(ScanningRepositoryFilter::filter)
                                                .toList()))
                                .toList());
    }
}
