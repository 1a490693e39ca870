package io.jenkins.lib.containergate.awssdk;

import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.ecr.RepositoryLookups;
import io.jenkins.lib.containergate.aws.ecr.RepositoryLookups.EcrRepository;
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
import software.amazon.awssdk.services.ecr.model.GetRegistryScanningConfigurationResponse;
import software.amazon.awssdk.services.ecr.model.RegistryScanningConfiguration;
import software.amazon.awssdk.services.ecr.model.RegistryScanningRule;
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
                    policy);
        });
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
        // one can only ask for the registry of one's own account
        if (!registry.account().equals(response.registryId())) {
            throw UnansweredException.failed(
                    "ECR does not tell how the registry of the account " + registry.account() + " scans",
                    "use credentials for that account, or a role in it (--aws-role)");
        }
        return ScanningRules.of(response.scanningConfiguration());
    }

    /**
     * Which repositories a registry scans.
     *
     * @param enhanced whether Amazon Inspector scans: then the settings of repositories do not count
     * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning.html">Scanning, filters</a>
     */
    record ScanningRules(boolean enhanced, List<RegistryScanningRule> rules) {
        ScanningRules {
            rules = List.copyOf(rules);
        }

        static ScanningRules of(@Nullable RegistryScanningConfiguration configuration) {
            return configuration == null
                    ? new ScanningRules(false, List.of())
                    : new ScanningRules("ENHANCED".equals(configuration.scanTypeAsString()), configuration.rules());
        }

        /** @param own what the repository's own setting says; continuous scanning begins with the push */
        boolean onPush(String repository, boolean own) {
            return matches("SCAN_ON_PUSH", repository) || continuous(repository) || own && !enhanced;
        }

        boolean continuous(String repository) {
            return matches("CONTINUOUS_SCAN", repository);
        }

        private boolean matches(String frequency, String repository) {
            return rules.stream()
                    .filter(rule -> frequency.equals(rule.scanFrequencyAsString()))
                    .flatMap(rule -> rule.repositoryFilters().stream())
                    .anyMatch(filter -> matches(filter, repository));
        }

        /** Without an asterisk a filter matches every name that contains it. */
        private static boolean matches(ScanningRepositoryFilter filter, String repository) {
            if (filter.filter() == null || !"WILDCARD".equals(filter.filterTypeAsString())) {
                return false;
            }
            if (filter.filter().indexOf('*') < 0) {
                return repository.contains(filter.filter());
            }
            String[] parts = filter.filter().split("\\*+", -1);
            int last = parts.length - 1;
            if (!repository.startsWith(parts[0]) || repository.length() < parts[0].length() + parts[last].length()) {
                return false;
            }
            int at = parts[0].length();
            int end = repository.length() - parts[last].length();
            for (int i = 1; i < last; i++) {
                int found = repository.indexOf(parts[i], at);
                if (found < 0 || found + parts[i].length() > end) {
                    return false;
                }
                at = found + parts[i].length();
            }
            return repository.endsWith(parts[last]);
        }
    }
}
