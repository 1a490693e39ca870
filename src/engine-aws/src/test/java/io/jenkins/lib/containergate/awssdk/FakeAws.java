package io.jenkins.lib.containergate.awssdk;

import com.sun.net.httpserver.HttpExchange;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.testkit.aws.AwsServer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/** Answers what it is told to, by the name of the call; the last answer to a call is repeated. */
final class FakeAws implements AutoCloseable {
    private final AwsServer server;
    private final Map<String, Queue<Answer>> answers = new ConcurrentHashMap<>();
    private final List<Call> calls = new CopyOnWriteArrayList<>();

    record Call(String name, String body) {}

    /** Writes the whole response. */
    interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    FakeAws() throws IOException {
        server = AwsServer.start(this::handle);
    }

    URI endpoint() {
        return server.address();
    }

    /** Asks it in the region {@code eu-central-1}, with a secret that nothing may show: {@code hidden-value}. */
    AwsSession session() throws GateException {
        return AwsSession.withCredentials(
                new AwsAccess(Optional.empty(), Optional.empty(), Optional.of("eu-central-1"), Optional.of(endpoint())),
                StaticCredentialsProvider.create(AwsBasicCredentials.create("testing", "hidden-value")),
                UrlConnectionHttpClient.create());
    }

    List<Call> calls() {
        return List.copyOf(calls);
    }

    FakeAws on(String call, Answer answer) {
        answers.computeIfAbsent(call, name -> new ArrayDeque<>()).add(answer);
        return this;
    }

    FakeAws on(String call, String json) {
        return on(call, exchange -> AwsServer.json(exchange, 200, json));
    }

    FakeAws refuses(String call, int status, String code) {
        return on(call, exchange -> AwsServer.refuse(exchange, status, code));
    }

    /** A missing permission, as the services with XML say it (IAM, STS, Elastic Load Balancing, CloudWatch). */
    FakeAws denies(String call) {
        return forbids(
                call,
                "<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>words</Message></Error>"
                        + "</ErrorResponse>");
    }

    /** A missing permission, as EC2 says it. */
    FakeAws deniesInEc2(String call) {
        return forbids(
                call,
                "<Response><Errors><Error><Code>UnauthorizedOperation</Code><Message>words</Message></Error></Errors>"
                        + "</Response>");
    }

    private FakeAws forbids(String call, String xml) {
        return on(call, exchange -> AwsServer.xml(exchange, 403, xml));
    }

    /** Whose the credentials are. */
    FakeAws caller(String account) {
        return on(
                "GetCallerIdentity",
                exchange -> AwsServer.xml(
                        exchange,
                        200,
                        "<GetCallerIdentityResponse><GetCallerIdentityResult><Account>" + account
                                + "</Account></GetCallerIdentityResult></GetCallerIdentityResponse>"));
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String name = AwsServer.call(exchange, body);
        calls.add(new Call(name, body));
        Queue<Answer> queue = answers.get(name);
        if (queue == null) {
            AwsServer.json(exchange, 400, "{\"__type\":\"UnexpectedCall\"}");
            return;
        }
        Answer answer;
        synchronized (queue) {
            answer = queue.size() > 1 ? queue.remove() : queue.element();
        }
        answer.to(exchange);
    }

    @Override
    public void close() {
        server.close();
    }
}
