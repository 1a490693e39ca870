package io.jenkins.lib.containergate.ecs.declared;

import io.jenkins.lib.containergate.arn.Arn;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.ecr.RepositoryLookups.EcrRepository;
import io.jenkins.lib.containergate.aws.ecr.ScanningRules;
import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.template.Template;
import io.jenkins.lib.containergate.ecs.terraform.TerraformPlan;
import io.jenkins.lib.containergate.fault.GateException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The repositories of ECR of a file, with their policies and how the registry scans them.
 *
 * @param policies that are resources of their own
 * @param registries how the registry scans; AWS has one for each account and region
 */
record DeclaredRepositories(
        List<DeclaredPart> repositories, List<DeclaredPart> policies, List<DeclaredPart> registries) {
    static DeclaredRepositories of(Template template) throws GateException {
        return new DeclaredRepositories(
                DeclaredPart.of(template, "AWS::ECR::Repository"),
                List.of(),
                DeclaredPart.of(template, "AWS::ECR::RegistryScanningConfiguration"));
    }

    static DeclaredRepositories of(TerraformPlan plan) {
        return new DeclaredRepositories(
                DeclaredPart.of(plan, "aws_ecr_repository"),
                DeclaredPart.of(plan, "aws_ecr_repository_policy"),
                DeclaredPart.of(plan, "aws_ecr_registry_scanning_configuration"));
    }

    List<String> apart() {
        return DeclaredPart.apart(policies, repositories, "", "repository");
    }

    Lookup<EcrRepository> repository(DeclaredPart part) {
        return Written.lookup(() -> {
            Written written = part.written();
            Optional<Written> scanning = written.object("ImageScanningConfiguration", "image_scanning_configuration");
            boolean own = scanning.isPresent() && scanning.get().flag("ScanOnPush", "scan_on_push", false);
            Scanned scanned = scanned(part, own);
            return new EcrRepository(
                    new Arn("aws", "ecr", "", "", "repository/" + part.name()),
                    written.text("ImageTagMutability", "image_tag_mutability").orElse("MUTABLE"),
                    scanned.onPush(),
                    scanned.continuous(),
                    key(part),
                    policy(part),
                    Optional.empty());
        });
    }

    /** Whether the file says if images are scanned, be it only at deployment. */
    boolean scanning(DeclaredPart part) {
        boolean said;
        try {
            Optional<Written> own = part.written().object("ImageScanningConfiguration", "image_scanning_configuration");
            said = own.isPresent() && own.get().has("ScanOnPush", "scan_on_push");
        } catch (GateException e) {
            said = true;
        }
        return said
                || registries.stream()
                        .anyMatch(
                                registry -> registry.where().same(part.where()).orElse(true));
    }

    private record Scanned(boolean onPush, boolean continuous) {}

    /** By the repository's own setting and by the registry of the file, if that is there at all. */
    private Scanned scanned(DeclaredPart part, boolean own) throws GateException {
        Set<Scanned> found = new HashSet<>();
        for (DeclaredPart registry : registries) {
            Optional<Boolean> same = registry.where().same(part.where());
            if (!same.orElse(true)) {
                continue;
            }
            if (same.isEmpty()) {
                found.add(new Scanned(own, false));
            }
            if (!registry.accompanies(part)) {
                throw new GateException(
                        "the condition " + registry.condition().orElse("") + " decides at deployment whether "
                                + registry.name() + " scans the repository " + part.name(),
                        "give what it depends on (--parameter NAME=VALUE), or evaluate what is deployed");
            }
            found.add(scanned(part, own, rules(registry.written())));
        }
        if (found.size() > 1) {
            throw new GateException(
                    "the file does not say whether how registries scan, as "
                            + registries.get(0).name() + " does, is for the account and region of the repository "
                            + part.name(),
                    "let the registries of all accounts and regions scan alike, write the regions of the providers as"
                            + " text, or evaluate what is deployed");
        }
        return found.stream().findFirst().orElse(new Scanned(own, false));
    }

    private static Scanned scanned(DeclaredPart part, boolean own, ScanningRules rules) throws GateException {
        Optional<String> name =
                rules.rules().isEmpty() ? Optional.of("") : part.written().text("RepositoryName", "name");
        // a name that AWS makes up is matched by what matches every name
        String called = name.filter(text -> !text.isEmpty()).orElse("\u0000");
        return new Scanned(rules.onPush(called, own), rules.continuous(called));
    }

    private static ScanningRules rules(Written registry) throws GateException {
        List<ScanningRules.Rule> rules = new ArrayList<>();
        for (Written rule : registry.objects("Rules", "rule")) {
            List<String> wildcards = new ArrayList<>();
            for (Written filter : rule.objects("RepositoryFilters", "repository_filter")) {
                if (filter.text("FilterType", "filter_type").orElse("").equals("WILDCARD")) {
                    filter.text("Filter", "filter").ifPresent(wildcards::add);
                }
            }
            rules.add(new ScanningRules.Rule(
                    rule.text("ScanFrequency", "scan_frequency").orElse(""), wildcards));
        }
        return new ScanningRules(
                registry.text("ScanType", "scan_type").orElse("BASIC").equals("ENHANCED"), rules);
    }

    /** Empty for a key of AWS. */
    private static Optional<String> key(DeclaredPart repository) throws GateException {
        Optional<Written> encryption =
                repository.written().object("EncryptionConfiguration", "encryption_configuration");
        if (encryption.isEmpty()
                || !encryption
                        .get()
                        .text("EncryptionType", "encryption_type")
                        .orElse("AES256")
                        .startsWith("KMS")) {
            return Optional.empty();
        }
        Written written = encryption.get();
        // where nobody names a key, the provider of Terraform fills in that of AWS
        boolean refers = refers(written) || repository.configured().contains("encryption_configuration.kms_key");
        return written.terraform() && !refers && written.computed("", "kms_key").isEmpty()
                ? Optional.empty()
                : written.key("KmsKey", "kms_key");
    }

    private static boolean refers(Written encryption) throws GateException {
        return encryption
                .member("", "kms_key")
                .filter(value -> value instanceof Value.Unresolved later
                        && !later.origin().isEmpty())
                .isPresent();
    }

    private Optional<String> policy(DeclaredPart part) throws GateException {
        List<Value> documents = new ArrayList<>();
        part.written().member("RepositoryPolicyText", "").ifPresent(documents::add);
        for (DeclaredPart policy : policies) {
            if (policy.refersTo(part, "", "repository")) {
                policy.written().member("", "policy").ifPresent(documents::add);
            }
        }
        if (documents.isEmpty()) {
            for (DeclaredPart policy : policies) {
                if (policy.refersLater("repository") && ofOneItIsNamedAfter(policy, part)) {
                    policy.written().member("", "policy").ifPresent(documents::add);
                }
            }
        }
        if (documents.size() > 1) {
            throw new GateException(
                    "the file may give the repository " + part.name() + " several policies",
                    "let each policy name one repository, or evaluate what is deployed");
        }
        return documents.isEmpty() ? Optional.empty() : Optional.of(PolicyText.of(documents.get(0)));
    }

    private boolean ofOneItIsNamedAfter(DeclaredPart policy, DeclaredPart part) {
        return repositories.stream()
                .anyMatch(other -> part.mayBeNamedAfter(other, "name") && policy.refersTo(other, "", "repository"));
    }
}
