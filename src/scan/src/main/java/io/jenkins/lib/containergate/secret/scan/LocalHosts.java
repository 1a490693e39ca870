package io.jenkins.lib.containergate.secret.scan;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Hosts that only the machine itself reaches: the loopback host, and containers that the same file starts. */
final class LocalHosts {
    /** {@code @db:5432/shop} behind the password of an address. */
    private static final Pattern BEHIND = Pattern.compile("@([A-Za-z0-9._\\[\\]:-]{1,80})");

    private static final Pattern ADDRESS =
            Pattern.compile("://(?:[^\\s/@\"']{0,200}@)?([A-Za-z0-9._-]{1,80}|\\[::1\\])");
    /** A setting of a password sends it nowhere; {@code clerk:} before it is what a command sends. */
    private static final Pattern SETTING =
            Pattern.compile("(?i)(?:pass(?:word|wd)?|pwd|secret|key)[\"']?[ \\t]{0,8}[:=][ \\t]{0,8}[\"']?$");

    private static final Pattern PORT = Pattern.compile(":[0-9]{1,5}:?$|:$");
    private static final Pattern LOOPBACK = Pattern.compile(
            "localhost|(?:[a-z0-9-]+\\.){1,4}localhost|127(?:\\.[0-9]{1,3}){3}|\\[::1\\]|0\\.0\\.0\\.0|host\\.docker\\.internal");

    /** Clients of databases, which reach the machine itself if nothing says where else. */
    private static final Pattern CLIENT = Pattern.compile(
            "(?i)(?:.*[\\s/'\"(])?" + "(?:sqlcmd|mysql|mysqladmin|mariadb|mariadb-admin|psql|redis-cli)[ \\t][^;&|]*");

    /** A host, whoever it is, a variable that may hold one, a command that runs the client elsewhere, a line that goes on. */
    private static final Pattern ELSEWHERE =
            Pattern.compile("[\\s'\"]-(?:S|h|H)|--(?:host|server|uri|url|defaults|login|cluster)"
                    + "|\\bhost(?:addr)?=|service=|\\b(?:ssh|kubectl|oc|nomad|fly|heroku)\\b|\\$|[\\\\^`][ \\t\\r]*$");

    /** Variables that say it instead. */
    private static final Pattern HOST = Pattern.compile("PGHOST|PGSERVICE|MYSQL_HOST|SQLCMDSERVER");

    /** {@code db:} on a line of its own. */
    private static final Pattern SERVICE = Pattern.compile("(?m)^[ \\t]{1,16}([a-z0-9][a-z0-9_-]{0,40}):[ \\t]*\\r?$");

    private static final int MOST = 256;

    private final SourceText text;
    private @Nullable Set<String> services;

    LocalHosts(SourceText text) {
        this.text = text;
    }

    /** Whether in each of its places a value is sent to such hosts and to no other. */
    boolean only(String value) {
        return text.everywhere(value, this::local);
    }

    private boolean local(String before, String behind) {
        Matcher own = BEHIND.matcher(behind);
        if (own.lookingAt()) {
            return local(PORT.matcher(own.group(1)).replaceFirst(""));
        }
        int hosts = 0;
        Matcher other = ADDRESS.matcher(before + behind);
        while (other.find()) {
            hosts++;
            if (!local(other.group(1))) {
                return false;
            }
        }
        return behind.indexOf('@') < 0 && (hosts > 0 || SETTING.matcher(before).find() || client(before, behind));
    }

    private boolean client(String before, String behind) {
        return CLIENT.matcher(before).matches()
                && !ELSEWHERE.matcher(before + behind).find()
                && !HOST.matcher(text.content()).find();
    }

    private boolean local(String host) {
        return LOOPBACK.matcher(host).matches() || services().contains(host);
    }

    private Set<String> services() {
        Set<String> known = services;
        if (known == null) {
            known = new LinkedHashSet<>();
            Matcher service = SERVICE.matcher(text.content());
            while (known.size() < MOST && service.find()) {
                known.add(service.group(1));
            }
            services = known;
        }
        return known;
    }
}
