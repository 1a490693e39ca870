package io.jenkins.lib.containergate.awssdk;

import io.jenkins.lib.containergate.fault.GateException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * An account in which every call is answered, but one permission: {@code whole-account.txt}. It is in this process and in the place
 * of HTTP, so that it can be asked thousands of times.
 */
final class WholeAccount implements SdkHttpClient {
    private static final Pattern SIGNED = Pattern.compile("Credential=[^/]+/\\d+/[^/]+/([^/]+)/");
    private static final Map<String, String> ANSWERS = answers();
    /** Calls whose names are in their paths, by method and path. */
    private static final Map<Pattern, String> PATHS = paths();

    private final String launchType;
    private final String denied;
    private final Set<String> called = new ConcurrentSkipListSet<>();
    private final Set<String> unknown = new ConcurrentSkipListSet<>();

    /** @param denied a permission; empty for none */
    WholeAccount(String launchType, String denied) {
        this.launchType = launchType;
        this.denied = denied;
    }

    AwsSession session() throws GateException {
        return AwsSession.withCredentials(
                new AwsAccess(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of("eu-central-1"),
                        Optional.of(URI.create("http://aws.invalid"))),
                StaticCredentialsProvider.create(AwsBasicCredentials.create("testing", "testing")),
                this);
    }

    /** Permissions that were used. */
    Set<String> called() {
        return Collections.unmodifiableSet(called);
    }

    /** Calls that nothing is known of. */
    Set<String> unknown() {
        return Collections.unmodifiableSet(unknown);
    }

    private static Map<Pattern, String> paths() {
        Map<Pattern, String> paths = new LinkedHashMap<>();
        paths.put(Pattern.compile("guardduty GET /detector"), "guardduty:ListDetectors");
        paths.put(Pattern.compile("guardduty GET /detector/[^/]+"), "guardduty:GetDetector");
        paths.put(Pattern.compile("guardduty POST /detector/[^/]+/coverage"), "guardduty:ListCoverage");
        paths.put(Pattern.compile("guardduty POST /detector/[^/]+/findings"), "guardduty:ListFindings");
        paths.put(Pattern.compile("guardduty POST /detector/[^/]+/findings/get"), "guardduty:GetFindings");
        paths.put(Pattern.compile("inspector2 POST /coverage/list"), "inspector2:ListCoverage");
        paths.put(Pattern.compile("inspector2 POST /findings/list"), "inspector2:ListFindings");
        paths.put(Pattern.compile("scheduler GET /schedules"), "scheduler:ListSchedules");
        paths.put(Pattern.compile("scheduler GET /schedules/.+"), "scheduler:GetSchedule");
        paths.put(Pattern.compile("pipes GET /v1/pipes"), "pipes:ListPipes");
        paths.put(Pattern.compile("pipes GET /v1/pipes/.+"), "pipes:DescribePipe");
        paths.put(Pattern.compile("access-analyzer GET /analyzer"), "access-analyzer:ListAnalyzers");
        paths.put(Pattern.compile("access-analyzer POST /finding"), "access-analyzer:ListFindings");
        paths.put(Pattern.compile("s3 GET /[^/]+/? encryption"), "s3:GetEncryptionConfiguration");
        paths.put(Pattern.compile("s3 GET /[^/]+/? publicAccessBlock"), "s3:GetBucketPublicAccessBlock");
        paths.put(Pattern.compile("s3 GET /[^/]+/.+"), "s3:GetObject");
        return paths;
    }

    static Map<String, String> answers() {
        try (InputStream in = WholeAccount.class.getResourceAsStream("whole-account.txt")) {
            Map<String, String> answers = new LinkedHashMap<>();
            String[] blocks = new String(in.readAllBytes(), StandardCharsets.UTF_8).split("(?m)^## ");
            for (int i = 1; i < blocks.length; i++) {
                int line = blocks[i].indexOf('\n');
                answers.put(
                        blocks[i].substring(0, line),
                        blocks[i].substring(line + 1).strip());
            }
            return answers;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private record Answer(int status, String type, String body) {}

    private Answer answer(SdkHttpRequest request, String body) {
        Matcher signed =
                SIGNED.matcher(request.firstMatchingHeader("Authorization").orElse(""));
        String service = signed.find() ? signed.group(1) : "";
        String permission = permission(service, request, body);
        called.add(permission);
        String answer = ANSWERS.get(permission);
        boolean xml = answer == null || answer.startsWith("<");
        if (permission.equals(denied)) {
            return denied(service, xml || service.equals("s3"));
        }
        if (answer == null) {
            unknown.add(permission);
            return new Answer(400, "text/plain", "");
        }
        Matcher name = Pattern.compile("RoleName=([A-Za-z]+)").matcher(body);
        return new Answer(
                200,
                xml ? "text/xml" : "application/x-amz-json-1.1",
                answer.replace("LAUNCH", launchType).replace("NAME", name.find() ? name.group(1) : ""));
    }

    /** As each service says it. */
    private static Answer denied(String service, boolean xml) {
        if (!xml) {
            return new Answer(
                    400,
                    "application/x-amz-json-1.1",
                    "{\"__type\": \"AccessDeniedException\", \"message\": \"words\"}");
        }
        String error = "<Error><Code>" + (service.equals("ec2") ? "UnauthorizedOperation" : "AccessDenied")
                + "</Code><Message>words</Message></Error>";
        return new Answer(
                403,
                "text/xml",
                switch (service) {
                    case "ec2" -> "<Response><Errors>" + error + "</Errors></Response>";
                    case "s3" -> error;
                    default -> "<ErrorResponse>" + error + "</ErrorResponse>";
                });
    }

    private static String permission(String service, SdkHttpRequest request, String body) {
        Optional<String> target = request.firstMatchingHeader("X-Amz-Target");
        Matcher action = Pattern.compile("(?:^|&)Action=([A-Za-z0-9]+)").matcher(body);
        String prefix = service.equals("monitoring") ? "cloudwatch" : service;
        if (target.isPresent()) {
            return prefix + ":" + target.get().substring(target.get().lastIndexOf('.') + 1);
        }
        if (action.find()) {
            return prefix + ":" + action.group(1);
        }
        String path = service + " " + request.method() + " "
                + URLDecoder.decode(request.encodedPath(), StandardCharsets.UTF_8)
                + request.rawQueryParameters().keySet().stream()
                        .filter(name -> service.equals("s3"))
                        .findFirst()
                        .map(name -> " " + name)
                        .orElse("");
        return PATHS.entrySet().stream()
                .filter(each -> each.getKey().matcher(path).matches())
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(path);
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                String body = "";
                if (request.contentStreamProvider().isPresent()) {
                    try (InputStream in = request.contentStreamProvider().get().newStream()) {
                        body = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                    }
                }
                Answer answer = answer(request.httpRequest(), body);
                byte[] content = answer.body().getBytes(StandardCharsets.UTF_8);
                return HttpExecuteResponse.builder()
                        .response(SdkHttpResponse.builder()
                                .statusCode(answer.status())
                                .putHeader("Content-Type", answer.type())
                                .putHeader("Content-Length", Integer.toString(content.length))
                                .build())
                        .responseBody(AbortableInputStream.create(new ByteArrayInputStream(content)))
                        .build();
            }

            @Override
            public void abort() {
                // nothing is under way
            }
        };
    }

    @Override
    public void close() {
        // nothing is open
    }
}
