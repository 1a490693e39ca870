package io.jenkins.lib.containergate.secret.detect;

import io.jenkins.lib.containergate.secret.text.Characters;
import io.jenkins.lib.containergate.secret.text.Placeholders;
import io.jenkins.lib.containergate.secret.text.TextWindow;
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
        if (colon < 0 || end - colon < 4) {
            return Optional.empty();
        }
        String scheme = scheme(text, candidate.from());
        String password = text.text(colon + 1, end);
        boolean found = !scheme.isEmpty()
                && DATABASES.contains(scheme) == databases
                && plausible(text.text(start, colon), password, host(text, end + 1), candidate.kind());
        return found ? Optional.of(Span.of(colon + 1, end)) : Optional.empty();
    }

    private static boolean plausible(String user, String password, String host, FileKind kind) {
        if (Placeholders.placeholder(password)
                || password.toLowerCase(Locale.ROOT).contains("pass")
                || password.equalsIgnoreCase(user)
                || password.startsWith(":")
                || host.isEmpty()
                || host.contains("example")
                || SAMPLE_HOSTS.contains(host)) {
            return false;
        }
        boolean mixed =
                password.chars().anyMatch(Characters::digit) && password.chars().anyMatch(Characters::letter);
        return kind == FileKind.PROSE ? mixed && password.length() >= 12 : mixed || password.length() >= 12;
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
