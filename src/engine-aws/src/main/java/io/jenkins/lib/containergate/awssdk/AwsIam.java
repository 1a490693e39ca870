package io.jenkins.lib.containergate.awssdk;

import io.jenkins.lib.containergate.arn.Arn;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.iam.IamLookups;
import io.jenkins.lib.containergate.aws.iam.IamPolicy;
import io.jenkins.lib.containergate.aws.iam.IamRole;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.GetRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.InstanceProfile;
import software.amazon.awssdk.services.iam.model.Role;

/** Asks the API of IAM for a role and the text of all its policies. */
final class AwsIam implements IamLookups {
    private final IamClient iam;
    private final Once<String, IamPolicy> managed;

    AwsIam(IamClient iam) {
        this.iam = iam;
        this.managed = new Once<>(this::managed);
    }

    @Override
    public Lookup<IamRole> role(Arn arn, Deadline deadline) throws DeadlineExceededException, InterruptedException {
        return AwsCalls.lookup(() -> {
            String subject = "the role " + arn;
            Role role = AwsCalls.ask(
                    AwsAction.IAM_GET_ROLE,
                    subject,
                    deadline,
                    settings -> iam.getRole(
                                    request -> request.roleName(arn.name()).overrideConfiguration(settings))
                            .role());
            // asked by name: another account may have one of the same name
            if (!arn.toString().equals(role.arn())) {
                throw UnansweredException.failed(
                        subject + " is not the one of this name that the credentials can see",
                        "use credentials for the account " + arn.account() + ", or a role in it (--aws-role)");
            }
            List<IamPolicy> policies = new ArrayList<>();
            for (String policy : attached(arn, subject, deadline)) {
                policies.add(managed.get(policy, deadline));
            }
            for (String inline : inline(arn, subject, deadline)) {
                GetRolePolicyResponse found = AwsCalls.ask(
                        AwsAction.IAM_GET_ROLE_POLICY,
                        subject,
                        deadline,
                        settings -> iam.getRolePolicy(request ->
                                request.roleName(arn.name()).policyName(inline).overrideConfiguration(settings)));
                policies.add(new IamPolicy(
                        IamPolicy.Kind.INLINE, inline, decode(found.policyDocument(), "the policy " + inline)));
            }
            Optional<IamPolicy> boundary = Optional.empty();
            if (role.permissionsBoundary() != null) {
                boundary = Optional.of(managed.get(role.permissionsBoundary().permissionsBoundaryArn(), deadline));
            }
            return new IamRole(arn, decode(role.assumeRolePolicyDocument(), subject), policies, boundary);
        });
    }

    /** Asked by name; another account may have one of the same name. */
    @Override
    public Lookup<List<Arn>> profileRoles(String profile, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        String subject = "the instance profile " + profile;
        return AwsCalls.lookup(() -> {
            String name = EcsShapes.arn(profile).name();
            InstanceProfile found = AwsCalls.ask(
                    AwsAction.IAM_GET_INSTANCE_PROFILE,
                    subject,
                    deadline,
                    settings -> iam.getInstanceProfile(
                                    request -> request.instanceProfileName(name).overrideConfiguration(settings))
                            .instanceProfile());
            if (!profile.equals(found.arn())) {
                throw UnansweredException.failed(
                        subject + " is not the one of this name that the credentials can see",
                        "use credentials for its account, or a role in it (--aws-role)");
            }
            List<Arn> roles = new ArrayList<>();
            for (Role role : found.roles()) {
                roles.add(EcsShapes.arn(role.arn()));
            }
            return List.copyOf(roles);
        });
    }

    private List<String> attached(Arn role, String subject, Deadline deadline)
            throws UnansweredException, DeadlineExceededException, InterruptedException {
        return AwsCalls.pages(
                        subject,
                        token -> AwsCalls.ask(
                                AwsAction.IAM_LIST_ATTACHED_ROLE_POLICIES,
                                subject,
                                deadline,
                                settings -> iam.listAttachedRolePolicies(request -> request.roleName(role.name())
                                        .marker(token)
                                        .overrideConfiguration(settings))),
                        page -> page.marker())
                .stream()
                .flatMap(page -> page.attachedPolicies().stream())
                .map(AttachedPolicy::policyArn)
                .toList();
    }

    private List<String> inline(Arn role, String subject, Deadline deadline)
            throws UnansweredException, DeadlineExceededException, InterruptedException {
        return AwsCalls.pages(
                        subject,
                        token -> AwsCalls.ask(
                                AwsAction.IAM_LIST_ROLE_POLICIES,
                                subject,
                                deadline,
                                settings -> iam.listRolePolicies(request -> request.roleName(role.name())
                                        .marker(token)
                                        .overrideConfiguration(settings))),
                        page -> page.marker())
                .stream()
                .flatMap(page -> page.policyNames().stream())
                .toList();
    }

    /** Many roles have the same. */
    private IamPolicy managed(String arn, Deadline deadline)
            throws UnansweredException, DeadlineExceededException, InterruptedException {
        String subject = "the policy " + arn;
        String version = AwsCalls.ask(
                AwsAction.IAM_GET_POLICY,
                subject,
                deadline,
                settings -> iam.getPolicy(request -> request.policyArn(arn).overrideConfiguration(settings))
                        .policy()
                        .defaultVersionId());
        String document = AwsCalls.ask(
                AwsAction.IAM_GET_POLICY_VERSION,
                subject,
                deadline,
                settings -> iam.getPolicyVersion(request ->
                                request.policyArn(arn).versionId(version).overrideConfiguration(settings))
                        .policyVersion()
                        .document());
        return new IamPolicy(IamPolicy.Kind.MANAGED, arn, decode(document, subject));
    }

    /** IAM sends documents with the escapes of RFC 3986, which leave no brace; some that imitate it send them as they are. */
    private static String decode(@Nullable String document, String subject) throws UnansweredException {
        if (document == null || document.isEmpty()) {
            throw UnansweredException.failed(
                    "IAM answered without the document of " + subject, "see whether a proxy changes answers");
        }
        if (document.indexOf('{') >= 0) {
            return document;
        }
        try {
            // a plus is one, not a space as in forms
            return URLDecoder.decode(document.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw UnansweredException.failed(
                    "IAM answered with a damaged document of " + subject, "see whether a proxy changes answers", e);
        }
    }
}
