package io.jenkins.lib.containergate.secret.detect;

import com.google.re2j.Pattern;
import io.jenkins.lib.containergate.secret.text.Characters;
import io.jenkins.lib.containergate.secret.text.Placeholders;
import io.jenkins.lib.containergate.secret.text.TextWindow;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * {@code scheme://user:password@host}.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3986#section-3.2.1">RFC 3986, section 3.2.1</a>
 */
final class UrlCredentialsDetector implements Detector {
    private static final Set<String> DATABASES = Set.of(
            "postgres",
            "postgresql",
            "mysql",
            "mariadb",
            "mongodb",
            "mongodb+srv",
            "redis",
            "rediss",
            "amqp",
            "amqps",
            "cockroachdb",
            "clickhouse",
            "mssql",
            "sqlserver",
            "oracle",
            "cassandra",
            "neo4j",
            "bolt",
            "nats",
            "memcached",
            "couchbase",
            "influxdb",
            "db2",
            "mysql2",
            "mysqlx",
            "kafka",
            "snowflake",
            "redshift",
            "ldap",
            "ldaps",
            "postgis",
            "valkey");
    private static final Set<String> SAMPLE_HOSTS =
            Set.of("host", "hostname", "server", "domain", "localhost", "127.0.0.1");
    private static final List<String> SAMPLE_DOMAINS = List.of(".test", ".invalid", ".localhost");
    private static final List<String> SAMPLE_NETWORKS =
            List.of("192.0.2.", "198.51.100.", "203.0.113.", "2001:db8:", "[2001:db8:");
    /** What Sentry and its like give to every visitor of a page. */
    private static final Pattern PUBLIC_KEY = Pattern.compile("[0-9a-f]{32}");

    private static final Pattern TOKEN_CHARACTERS = Pattern.compile("[A-Za-z0-9_-]+");
    private static final int TOKEN = 20;
    /** With the colon before it: what is shorter is none. */
    private static final int PASSWORD = 4;

    private static final int LONG = 12;
    private static final int SCHEME = 16;
    private static final int USER_INFO = 300;
    private static final String ENDS = "/\\?#\"'<>`()[]{}|,;";

    private final boolean databases;

    private UrlCredentialsDetector(boolean databases) {
        this.databases = databases;
    }

    static Detector databases() {
        return new UrlCredentialsDetector(true);
    }

    /** Of every other scheme. */
    static Detector others() {
        return new UrlCredentialsDetector(false);
    }

    @Override
    public Optional<Span> detect(Candidate candidate) {
        TextWindow text = candidate.text();
        int start = candidate.to();
        int colon = -1;
        int end = start;
        while (true) {
            int c = text.at(end);
            if (c == '@') {
                break;
            }
            if (c == ':' && colon < 0) {
                colon = end;
            }
            if (end - start > USER_INFO || !Characters.printable(c) || c == ' ' || ENDS.indexOf(c) >= 0) {
                return Optional.empty();
            }
            end++;
        }
        if (colon < 0 || end - colon < PASSWORD) {
            int behind = colon < 0 ? end : colon;
            return alone(candidate, start, behind, end + 1) ? Optional.of(Span.of(start, behind)) : Optional.empty();
        }
        String scheme = scheme(text, candidate.from());
        String password = text.text(colon + 1, end);
        boolean found = !scheme.isEmpty()
                && DATABASES.contains(scheme) == databases
                && plausible(decoded(text.text(start, colon)), decoded(password), candidate.kind())
                && !sample(text, end + 1)
                && (strong(decoded(password)) || !candidate.madeUp(decoded(password)))
                && !(candidate.commented() && Placeholders.illustration(decoded(password)));
        return found ? Optional.of(Span.of(colon + 1, end)) : Optional.empty();
    }

    /**
     * A token that stands for user and password, as servers of git and of packages take it: {@code https://TOKEN@host},
     * {@code git+https://TOKEN:@host}.
     */
    private boolean alone(Candidate candidate, int start, int end, int address) {
        if (databases || end - start < TOKEN || candidate.kind() == FileKind.PROSE) {
            return false;
        }
        TextWindow text = candidate.text();
        String token = decoded(text.text(start, end));
        String host = host(text, address);
        return scheme(text, candidate.from()).contains("http")
                && TOKEN_CHARACTERS.matches(token)
                && !PUBLIC_KEY.matches(token)
                && !host.contains("sentry")
                && Randomness.of(token)
                && !Placeholders.placeholder(token)
                && !sample(text, address)
                && !candidate.madeUp(token);
    }

    private static boolean plausible(String user, String password, FileKind kind) {
        if (Placeholders.placeholder(password)
                || password.toLowerCase(Locale.ROOT).contains("pass")
                || password.equalsIgnoreCase(user)
                || password.startsWith(":")
                || password.indexOf(' ') >= 0
                // Oracle's example, from which many others are made
                || user.equals("scott") && password.startsWith("tiger")
                || kind != FileKind.SETTINGS && Placeholders.illustration(password)) {
            return false;
        }
        return kind == FileKind.PROSE ? strong(password) : mixed(password) || password.length() >= LONG;
    }

    private static boolean strong(String password) {
        return mixed(password) && password.length() >= LONG;
    }

    private static boolean mixed(String password) {
        return password.chars().anyMatch(Characters::digit) && password.chars().anyMatch(Characters::letter);
    }

    /** Percent-encoding resolved, as far as it is any. */
    private static String decoded(String part) {
        try {
            return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.ISO_8859_1);
        } catch (IllegalArgumentException e) {
            return part;
        }
    }

    /** Whether the host is one that only examples have: RFC 2606, RFC 3849, RFC 5737. */
    private static boolean sample(TextWindow text, int start) {
        String host = host(text, start);
        return host.isEmpty()
                || host.contains("example")
                || SAMPLE_HOSTS.contains(host)
                || SAMPLE_DOMAINS.stream().anyMatch(host::endsWith)
                || SAMPLE_NETWORKS.stream().anyMatch(network -> text.startsWith(network, start));
    }

    private static String scheme(TextWindow text, int end) {
        int start = end;
        while (start > end - SCHEME && schemeByte(text.at(start - 1))) {
            start--;
        }
        return text.text(start, end).toLowerCase(Locale.ROOT);
    }

    private static boolean schemeByte(int c) {
        return Characters.letter(c) || Characters.digit(c) || c == '+';
    }

    private static String host(TextWindow text, int start) {
        int end = start;
        while (end < start + USER_INFO
                && (Characters.word(text.at(end)) || text.at(end) == '.' || text.at(end) == '-')) {
            end++;
        }
        return text.text(start, end).toLowerCase(Locale.ROOT);
    }
}
