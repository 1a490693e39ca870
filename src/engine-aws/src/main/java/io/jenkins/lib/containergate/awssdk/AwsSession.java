package io.jenkins.lib.containergate.awssdk;

import io.jenkins.lib.containergate.aws.CloudLookups;
import io.jenkins.lib.containergate.aws.EcrLogins;
import io.jenkins.lib.containergate.aws.KmsKeys;
import io.jenkins.lib.containergate.aws.SigningJobs;
import io.jenkins.lib.containergate.aws.SigningServices;
import io.jenkins.lib.containergate.aws.StoredFiles;
import io.jenkins.lib.containergate.aws.StoredLogs;
import io.jenkins.lib.containergate.aws.ecs.ServiceDeployments;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.layer.cache.SharedEntries;
import io.jenkins.lib.containergate.registry.EcrRegistry;
import io.jenkins.lib.containergate.vulnerability.ecr.ImageScans;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** Clients of AWS that share credentials and connections. Close it when nothing more is asked. */
public final class AwsSession implements SigningServices.Connection {
    private static final String CLOUD_TRAIL = "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101";
    private static final String ECS = "AmazonEC2ContainerServiceV20141113";
    private static final String LOGS = "Logs_20140328";
    /** Of the one end point that AWS Shield has. */
    private static final String SHIELD_REGION = "us-east-1";

    private static final String PATIENT = "patient";
    private static final int ATTEMPTS = 8;
    private static final Duration REPORT_PAUSE = Duration.ofMillis(500);

    private final AwsAccess access;
    private final Endpoints endpoints;
    private final SdkHttpClient http;
    private final AwsCredentialsProvider credentials;
    private final SignedCalls calls;
    private final AwsServices services;
    private final Region region;
    /** Several threads ask. */
    private final List<SdkAutoCloseable> opened = new CopyOnWriteArrayList<>();
    /** They remember no answers, so all questions of the session share them. */
    private final Map<Shared, SdkAutoCloseable> clients = new ConcurrentHashMap<>();

    /** @param kind what tells two clients of one type and region apart */
    private record Shared(Class<?> type, Region region, String kind) {}

    private AwsSession(
            AwsAccess access, SdkHttpClient http, AwsCredentialsProvider own, Region region, boolean closesOwn) {
        this.access = access;
        this.endpoints = new Endpoints(access.endpoint());
        this.http = http;
        this.region = region;
        if (closesOwn && own instanceof SdkAutoCloseable closeable) {
            opened.add(closeable);
        }
        this.credentials = access.role().map(role -> assumed(role, own)).orElse(own);
        this.calls = new SignedCalls(http, credentials);
        this.services = new AwsServices(calls, endpoints, region);
    }

    /**
     * With the credentials that other tools of AWS would find.
     *
     * @param http how AWS is reached; closed with the session
     * @throws GateException when no region is known, or the profile does not exist
     */
    public static AwsSession open(AwsAccess access, SdkHttpClient http) throws GateException {
        // a profile that is named wins over the environment
        AwsCredentialsProvider provider = access.profile()
                .<AwsCredentialsProvider>map(ProfileCredentialsProvider::create)
                .orElseGet(() -> DefaultCredentialsProvider.builder().build());
        return new AwsSession(access, http, provider, region(access), true);
    }

    /** With credentials that the caller has. */
    public static AwsSession withCredentials(AwsAccess access, AwsCredentialsProvider own, SdkHttpClient http)
            throws GateException {
        return new AwsSession(access, http, own, region(access), false);
    }

    private static Region region(AwsAccess access) throws GateException {
        if (access.region().isPresent()) {
            return Region.of(access.region().get());
        }
        try {
            var chain = DefaultAwsRegionProviderChain.builder();
            access.profile().ifPresent(chain::profileName);
            return chain.build().getRegion();
        } catch (SdkException e) {
            throw new GateException(
                    "no AWS region is known",
                    "name it with --aws-region (in Jenkins, as a region of the AWS account), or set"
                            + " AWS_REGION or that of the profile",
                    e);
        }
    }

    private AwsCredentialsProvider assumed(AwsAccess.AssumedRole role, AwsCredentialsProvider own) {
        StsClient sts = configured(StsClient.builder(), region, own).build();
        opened.add(sts);
        StsAssumeRoleCredentialsProvider provider = StsAssumeRoleCredentialsProvider.builder()
                .stsClient(sts)
                .refreshRequest(request -> request.roleArn(role.arn().toString())
                        .roleSessionName(role.sessionName())
                        .externalId(role.externalId().orElse(null)))
                .build();
        opened.add(provider);
        return provider;
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B configured(
            B builder, Region where, AwsCredentialsProvider own) {
        builder.region(where).httpClient(http).credentialsProvider(own);
        builder.overrideConfiguration(builder.overrideConfiguration().toBuilder()
                .addExecutionInterceptor(new AnswerCheck(where.id(), own))
                .build());
        access.endpoint().ifPresent(builder::endpointOverride);
        return builder;
    }

    /**
     * For many calls of one kind: they slow down to what AWS answers, and a call that is refused for its rate is made again
     * more often than the SDK would by itself. The deadline of each question ends that.
     */
    private static <B extends AwsClientBuilder<B, C>, C> B patient(B builder) {
        return builder.overrideConfiguration(
                settings -> settings.retryStrategy(AwsRetryStrategy.adaptiveRetryStrategy().toBuilder()
                        .maxAttempts(ATTEMPTS)
                        .build()));
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C extends SdkAutoCloseable> C client(
            B builder, Region where) {
        C client = configured(builder, where, credentials).build();
        opened.add(client);
        return client;
    }

    private <C extends SdkAutoCloseable> C shared(Class<C> type, Region where, String kind, Supplier<C> client) {
        return type.cast(clients.computeIfAbsent(new Shared(type, where, kind), unused -> client.get()));
    }

    /** Asks in the region of this session; repositories where they are. What was answered is remembered by none but itself. */
    public CloudLookups lookups() {
        Ec2Client ec2 = shared(Ec2Client.class, region, PATIENT, () -> client(patient(Ec2Client.builder()), region));
        IamClient iam = shared(IamClient.class, region, PATIENT, () -> client(patient(IamClient.builder()), region));
        EcsClient ecs = shared(EcsClient.class, region, PATIENT, () -> client(patient(EcsClient.builder()), region));
        Once<String, String> own =
                new Once<>((what, deadline) -> String.valueOf(caller(deadline).account()));
        CallerAccount account = deadline -> own.get("account", deadline);
        return new CloudLookups(
                new AwsEcs(ecs, ecsApi()),
                new AwsIam(iam),
                new AwsNetwork(ec2),
                new AwsRepositories(this::ecr),
                new AwsHosts(ec2),
                new AwsPatches(services.service("ssm", "AmazonSSM", "NextToken")),
                new AwsLoadBalancers(
                        services.query("elasticloadbalancing", region.id(), "2015-12-01", QueryService.Paging.MARKER)),
                new AwsWebAcls(
                        services.service("wafv2", "AWSWAF_20190729", "NextMarker"),
                        services.service("shield", "AWSShield_20160616", "NextToken", SHIELD_REGION)),
                new AwsDns(services.service("route53resolver", "Route53Resolver", "NextToken")),
                new AwsAudit(
                        where -> services.service("cloudtrail", CLOUD_TRAIL, "NextToken", where),
                        region.id(),
                        where -> services.service("logs", LOGS, "nextToken", where),
                        where -> services.query("monitoring", where, "2010-08-01", QueryService.Paging.TOKEN),
                        ec2,
                        account),
                new AwsDetection(services.rest("guardduty", region.id())),
                new AwsInspector(where -> services.rest("inspector2", where), region.id(), account),
                new AwsSecrets(
                        where -> services.service("secretsmanager", "secretsmanager", "NextToken", where),
                        where -> services.service("ssm", "AmazonSSM", "NextToken", where),
                        new AwsSecrets.Files(calls, endpoints.of("s3", region.id())),
                        region.id(),
                        account),
                new AwsFirewalls(
                        services.json("1.0", "network-firewall", "NetworkFirewall_20201112", "NextToken", region.id())),
                new AwsStarters(
                        services.service("events", "AWSEvents", "NextToken"),
                        services.rest("scheduler", region.id(), "NextToken"),
                        services.rest("pipes", region.id(), "NextToken"),
                        services.json("1.0", "states", "AWSStepFunctions", "nextToken", region.id())),
                new AwsAccessUse(iam, services.rest("access-analyzer", region.id()), REPORT_PAUSE, account),
                files(),
                CloudLookups.Evidence.none());
    }

    private EcsApi ecsApi() {
        return new EcsApi(services.service("ecs", ECS, "nextToken"));
    }

    /** Deployments of services in the region of this session, which can be continued or rolled back. */
    public ServiceDeployments deployments() {
        return new AwsServiceDeployments(
                shared(EcsClient.class, region, "", () -> client(EcsClient.builder(), region)), ecsApi());
    }

    /** Files in S3 and Systems Manager, in the region of this session. */
    public StoredFiles files() {
        return new AwsStoredFiles(calls, service -> endpoints.of(service, region.id()), region.id());
    }

    /** Logs in CloudWatch Logs and S3, in the region of this session where their names do not have another. */
    public StoredLogs logs(Clock clock) {
        return new AwsStoredLogs(
                calls,
                where -> services.service("logs", LOGS, "nextToken", where),
                endpoints.of("s3", region.id()),
                region.id(),
                new AwsLogQueries(AwsLogQueries.Limits.ofAws(), clock));
    }

    /** Objects in S3 that machines share, in the region of this session. */
    public SharedEntries sharedEntries(BucketPath path, Clock clock) {
        return new AwsSharedEntries(calls, endpoints.of("s3", region.id()), region.id(), path, clock);
    }

    /** Scans of images, in the region of each registry. */
    public ImageScans imageScans() {
        return new AwsImageScans(this::ecr, where -> services.rest("inspector2", where));
    }

    public EcrLogins logins() {
        return new AwsEcrLogins(this::ecr);
    }

    @Override
    public KmsKeys kms() {
        return new AwsKms(calls, endpoints::of);
    }

    @Override
    public SigningJobs signingJobs() {
        return new AwsSigningJobs(calls, endpoints::of);
    }

    /**
     * Whose the credentials are, as an ARN. It takes no permission to ask.
     *
     * @throws GateException when AWS does not accept them
     */
    public String identity(Deadline deadline) throws GateException, InterruptedException {
        try {
            return caller(deadline).arn();
        } catch (UnansweredException e) {
            throw e.asError();
        }
    }

    private GetCallerIdentityResponse caller(Deadline deadline)
            throws UnansweredException, DeadlineExceededException, InterruptedException {
        return AwsCalls.ask(
                AwsAction.STS_GET_CALLER_IDENTITY,
                "these credentials",
                deadline,
                settings -> shared(StsClient.class, region, "", () -> client(StsClient.builder(), region))
                        .getCallerIdentity(request -> request.overrideConfiguration(settings)));
    }

    private EcrClient ecr(EcrRegistry registry) {
        Region where = Region.of(registry.region());
        return shared(
                EcrClient.class,
                where,
                registry.fips() ? "fips" : "",
                () -> client(EcrClient.builder().fipsEnabled(registry.fips()), where));
    }

    @Override
    public void close() {
        for (int i = opened.size(); i-- > 0; ) {
            opened.get(i).close();
        }
        http.close();
    }
}
