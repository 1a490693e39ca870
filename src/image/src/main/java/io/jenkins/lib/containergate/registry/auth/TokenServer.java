package io.jenkins.lib.containergate.registry.auth;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.http.HttpAnswer;
import io.jenkins.lib.containergate.http.HttpCall;
import io.jenkins.lib.containergate.http.HttpTransport;
import io.jenkins.lib.containergate.http.Origin;
import io.jenkins.lib.containergate.image.StrictJson;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Turns a login into a token for one repository.
 *
 * @see <a href="https://distribution.github.io/distribution/spec/auth/token/">Token authentication</a>
 * @see <a href="https://distribution.github.io/distribution/spec/auth/oauth/">OAuth 2 refresh tokens</a>
 */
final class TokenServer {
    private static final String CLIENT = "container-gate";
    private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]+");

    private final HttpTransport transport;
    private final String registry;

    /** @param registry host, for messages */
    TokenServer(HttpTransport transport, String registry) {
        this.transport = transport;
        this.registry = registry;
    }

    /**
     * @param asked who wants to see a token
     * @param challenge of scheme {@code bearer}
     * @param scope {@code repository:shop/app:pull}; what the challenge asks for does not count, so that no token can
     *     do more than what it is for
     */
    String token(Origin asked, Challenge challenge, String scope, RegistryLogin login, Deadline deadline)
            throws GateException, InterruptedException {
        URI realm = realm(challenge);
        transport.route().check(asked, realm);
        Map<String, String> parameters = new LinkedHashMap<>();
        challenge.parameter("service").ifPresent(service -> parameters.put("service", service));
        parameters.put("scope", scope);
        HttpCall call = call(realm, parameters, login);
        return transport.retrying(deadline, () -> {
            try (HttpAnswer answer = transport.once(call, deadline)) {
                return token(answer, realm, login);
            }
        });
    }

    private static HttpCall call(URI realm, Map<String, String> parameters, RegistryLogin login) {
        if (login instanceof RegistryLogin.RefreshToken refresh) {
            parameters.put("grant_type", "refresh_token");
            parameters.put("client_id", CLIENT);
            parameters.put("refresh_token", refresh.token());
            return HttpCall.sending(
                    "POST",
                    realm,
                    "application/x-www-form-urlencoded",
                    form(parameters).getBytes(StandardCharsets.US_ASCII));
        }
        Optional<String> authorization = Optional.empty();
        if (login instanceof RegistryLogin.Password password) {
            parameters.put("account", password.user());
            authorization = Optional.of(BasicHeader.of(password));
        }
        String query = realm.getRawQuery() == null ? "" : realm.getRawQuery() + "&";
        String address = realm.toString().replaceFirst("[?#].*", "") + "?" + query + form(parameters);
        return HttpCall.get(URI.create(address), Map.of("Accept", "application/json"))
                .authorizedBy(authorization);
    }

    private static String form(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private URI realm(Challenge challenge) throws GateException {
        try {
            URI realm = URI.create(challenge.parameter("realm").orElse(""));
            Origin.of(realm);
            return realm;
        } catch (IllegalArgumentException e) {
            throw new GateException(
                    registry + " names no token server that can be asked", "have its operator correct its realm", e);
        }
    }

    private String token(HttpAnswer answer, URI realm, RegistryLogin login)
            throws IOException, GateException, InterruptedException {
        String host = Origin.of(realm).authority();
        if (answer.status() == 401 || answer.status() == 403) {
            throw refused(host, login, answer.status());
        }
        if (answer.status() != 200) {
            throw new GateException(
                    host + ", the token server of " + registry + ", answers " + answer.status(),
                    "check the credentials and the name of the image; if both are right, ask the registry's operator");
        }
        String name = "the answer of the token server " + host;
        int max = transport.limits().maxTokenBytes();
        StrictJson json = SecretJson.parse(answer.bytes(max, "maxTokenBytes", name), name);
        String token = json.textOf("token");
        token = token.isEmpty() ? json.textOf("access_token") : token;
        if (!TOKEN.matcher(token).matches()) {
            throw new GateException(name + " holds no token", "ask the registry's operator");
        }
        return token;
    }

    private GateException refused(String host, RegistryLogin login, int status) {
        if (login instanceof RegistryLogin.Anonymous) {
            return new GateException(
                    registry + " gives no access without credentials (" + host + " answers " + status + ")",
                    "name credentials for this registry");
        }
        String who = login instanceof RegistryLogin.Password password ? " of '" + password.user() + "'" : "";
        return new GateException(
                host + ", the token server of " + registry + ", does not accept the credentials" + who + " (" + status
                        + ")",
                "check the credentials for this registry, and what they may read");
    }

    /** The value of a header {@code Authorization} for Basic authentication (RFC 7617). */
    static final class BasicHeader {
        private BasicHeader() {}

        static String of(RegistryLogin.Password login) {
            byte[] pair = (login.user() + ":" + login.password()).getBytes(StandardCharsets.UTF_8);
            return "Basic " + Base64.getEncoder().encodeToString(pair);
        }
    }

    /**
     * What a registry wants to see before it answers.
     *
     * @param scheme in lower case: {@code bearer}, {@code basic}
     * @param parameters by names in lower case
     * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-11.6.1">RFC 9110, 11.6.1</a>
     */
    record Challenge(String scheme, Map<String, String> parameters) {
        private static final int MAX_LENGTH = 8_192;
        private static final String TOKEN = "[A-Za-z0-9!#$%&'*+.^_`|~-]+";
        private static final Pattern PARAMETER =
                Pattern.compile("\\s*(" + TOKEN + ")\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*+)\"|(" + TOKEN + "))\\s*");
        private static final Pattern SCHEME = Pattern.compile("\\s*(" + TOKEN + ")(?:\\s+|(?=,)|$)(?!=)");

        /** Those that can be read, in the order given. */
        static List<Challenge> parse(List<String> headers) {
            List<Challenge> challenges = new ArrayList<>();
            for (String header : headers) {
                if (header.length() <= MAX_LENGTH) {
                    parse(header, challenges);
                }
            }
            return challenges;
        }

        private static void parse(String header, List<Challenge> challenges) {
            Matcher scheme = SCHEME.matcher(header);
            Matcher parameter = PARAMETER.matcher(header);
            int position = 0;
            Map<String, String> current = null;
            while (position < header.length()) {
                if (header.charAt(position) == ',') {
                    position++;
                } else if (current != null
                        && parameter.region(position, header.length()).lookingAt()) {
                    String quoted = parameter.group(2);
                    String value = quoted == null ? parameter.group(3) : quoted.replaceAll("\\\\(.)", "$1");
                    current.putIfAbsent(parameter.group(1).toLowerCase(Locale.ROOT), value);
                    position = parameter.end();
                } else if (scheme.region(position, header.length()).lookingAt()) {
                    current = new TreeMap<>();
                    challenges.add(new Challenge(scheme.group(1).toLowerCase(Locale.ROOT), current));
                    position = scheme.end();
                } else {
                    return;
                }
            }
        }

        Optional<String> parameter(String name) {
            return Optional.ofNullable(parameters.get(name));
        }
    }
}
