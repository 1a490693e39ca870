package io.jenkins.lib.containergate.testkit.aws;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Amazon ECR and Amazon Inspector on the loopback address, as far as scans of one image go. Anybody may log in; what a test does
 * not set up is denied.
 */
public final class FakeScans implements AutoCloseable {
    private static final String REGISTRY = "111122223333.dkr.ecr.eu-central-1.amazonaws.com";
    private static final String REPOSITORY = "shop/app";
    private static final String ECR = "DescribeImageScanFindings";
    private static final String COVERAGE = "/coverage/list";
    private static final String FINDINGS = "/findings/list";

    private final AwsServer server;
    private final String digest;
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final List<String> calls = new CopyOnWriteArrayList<>();

    private FakeScans(String digest) throws IOException {
        this.digest = digest;
        String login = Base64.getEncoder().encodeToString("AWS:password".getBytes(StandardCharsets.UTF_8));
        answers.put(
                "GetAuthorizationToken",
                "{\"authorizationData\": [{\"authorizationToken\": \"" + login + "\", \"expiresAt\": 4102444800}]}");
        server = AwsServer.start(this::handle);
    }

    /** @param digest of the image that it knows */
    public static FakeScans of(String digest) throws IOException {
        return new FakeScans(digest);
    }

    public URI address() {
        return server.address();
    }

    /** The repository that holds the image. */
    public static String repository() {
        return REGISTRY + "/" + REPOSITORY;
    }

    /** Names of the calls, in their order. */
    public List<String> calls() {
        return List.copyOf(calls);
    }

    /** @param severity by AWS's word */
    public FakeScans ecr(String status, String id, String severity, String name, String version) {
        return ecr(Instant.ofEpochSecond(1_795_521_600), status, id, severity, name, version);
    }

    /** The same as of another moment. */
    public FakeScans ecr(Instant scanned, String status, String id, String severity, String name, String version) {
        answers.put(
                ECR,
                "{\"imageId\": {\"imageDigest\": \"" + digest + "\"}, \"imageScanStatus\": {\"status\": \"" + status
                        + "\"}, \"imageScanFindings\": {\"imageScanCompletedAt\": " + scanned.getEpochSecond()
                        + ", \"vulnerabilitySourceUpdatedAt\": 1795521600, \"findings\":"
                        + " [{\"name\": \"" + id + "\", \"severity\": \"" + severity + "\", \"attributes\": [{\"key\":"
                        + " \"package_name\", \"value\": \"" + name + "\"}, {\"key\": \"package_version\", \"value\":"
                        + " \"" + version + "\"}]}]}}");
        return this;
    }

    /** @param reason of the status, by AWS's word */
    public FakeScans inspector(String status, String reason) {
        answers.put(
                COVERAGE,
                "{\"coveredResources\": [{\"resourceId\": \"" + arn()
                        + "\", \"lastScannedAt\": 1795518000, \"scanStatus\":" + " {\"statusCode\": \"" + status
                        + "\", \"reason\": \"" + reason + "\"}}]}");
        answers.put(FINDINGS, "{\"findings\": []}");
        return this;
    }

    /**
     * @param more members of the finding, beginning with a comma, or nothing
     * @param packages elements of {@code vulnerablePackages}
     */
    public FakeScans finding(String id, String severity, String more, String packages) {
        answers.put(
                FINDINGS,
                "{\"findings\": [{\"severity\": \"" + severity + "\", \"resources\": [{\"id\": \"" + arn()
                        + "\", \"details\": {\"awsEcrContainerImage\": {\"imageHash\": \"" + digest
                        + "\", \"inUseCount\": 4, \"lastInUseAt\": 1795521600}}}]" + more
                        + ", \"packageVulnerabilityDetails\": {\"vulnerabilityId\": \"" + id
                        + "\", \"vulnerablePackages\": [" + packages + "]}}]}");
        return this;
    }

    private String arn() {
        return "arn:aws:ecr:eu-central-1:111122223333:repository/" + REPOSITORY + "/" + digest;
    }

    private void handle(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        String name =
                target == null ? exchange.getRequestURI().getPath() : target.substring(target.lastIndexOf('.') + 1);
        calls.add(name);
        String answer = answers.get(name);
        if (answer == null) {
            AwsServer.refuse(exchange, 403, "AccessDeniedException");
        } else {
            AwsServer.json(exchange, 200, answer);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
