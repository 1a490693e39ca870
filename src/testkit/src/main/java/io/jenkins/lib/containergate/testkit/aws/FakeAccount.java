package io.jenkins.lib.containergate.testkit.aws;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** An account beside its ECS: parameters of Systems Manager, objects in S3, roles, and whose the credentials are. All else is denied. */
final class FakeAccount {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final String account;
    private final FakeRoles roles;
    private final Map<String, String> files = new ConcurrentHashMap<>();

    FakeAccount(String account) {
        this.account = account;
        this.roles = new FakeRoles(account);
    }

    /** A parameter, or, by the path {@code /BUCKET/KEY}, an object. */
    void file(String name, String content) {
        files.put(name, content);
    }

    void role(String name, String policy) {
        roles.put(name, policy);
    }

    /** @param target the header that names a call of a service with JSON */
    void answer(HttpExchange exchange, @Nullable String target, String body) throws IOException {
        String object = files.get(exchange.getRequestURI().getPath());
        Optional<String> role = target == null ? roles.answer(body) : Optional.empty();
        if (exchange.getRequestMethod().equals("GET") && object != null) {
            AwsServer.respond(exchange, 200, "text/plain", object);
        } else if ("AmazonSSM.GetParameter".equals(target)) {
            parameter(exchange, MAPPER.readTree(body).path("Name").asText());
        } else if (role.isPresent()) {
            AwsServer.xml(exchange, 200, role.get());
        } else if (target != null) {
            AwsServer.refuse(exchange, 400, "AccessDeniedException");
        } else if (body.contains("Action=GetCallerIdentity")) {
            AwsServer.xml(
                    exchange,
                    200,
                    "<GetCallerIdentityResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">"
                            + "<GetCallerIdentityResult><Account>" + account + "</Account><Arn>arn:aws:iam::" + account
                            + ":user/gate</Arn>"
                            + "</GetCallerIdentityResult></GetCallerIdentityResponse>");
        } else if (body.contains("Version=2016-11-15")) {
            AwsServer.xml(
                    exchange,
                    403,
                    "<Response><Errors><Error><Code>UnauthorizedOperation</Code></Error></Errors></Response>");
        } else {
            AwsServer.xml(exchange, 403, "<ErrorResponse><Error><Code>AccessDenied</Code></Error></ErrorResponse>");
        }
    }

    private void parameter(HttpExchange exchange, String name) throws IOException {
        ObjectNode parameter = MAPPER.createObjectNode();
        parameter.putObject("Parameter").put("Name", name).put("Value", files.get(name));
        AwsServer.json(exchange, files.containsKey(name) ? 200 : 400, parameter.toString());
    }
}
