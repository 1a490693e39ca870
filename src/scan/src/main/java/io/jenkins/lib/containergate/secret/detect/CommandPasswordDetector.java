package io.jenkins.lib.containergate.secret.detect;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.jenkins.lib.containergate.secret.text.Characters;
import io.jenkins.lib.containergate.secret.text.LatePattern;
import io.jenkins.lib.containergate.secret.text.Placeholders;
import io.jenkins.lib.containergate.secret.text.TextWindow;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Passwords in the arguments of commands that have no name for them: {@code sshpass -p ...}, {@code mysql -p...}. */
final class CommandPasswordDetector implements Detector {
    private static final int LINE = 1500;
    private static final int BEFORE = 200;
    private static final int SHORTEST = 6;
    private static final int BLANKS = 4;
    private static final String IDENTIFIED = "identified by";
    /** Within one command, over continued lines. */
    private static final String ARGUMENTS = "(?:[^\\n|;&]|\\\\\\r?\\n){0,300}?";

    private static final String LITERAL = "[\"'][^\"'\\n]{1,100}[\"']";
    private static final String LITERAL_OR_NONE = "[\"'][^\"'\\n]{0,100}[\"']";
    private static final String VALUE = "[\"']?([^\\s\"'`$<>|;&(){}\\[\\]\\\\]{6,100})[\"']?(?:\\s|\\\\|[\"',;|&)]|$)";
    /** A file that is called like a secret. */
    private static final String SECRET_FILE =
            "[\"']?[^\\s;&|\"'<]{0,120}?(?i:secret|passw|token|credential|api_?key)[^\\s;&|\"'<]{0,60}[\"']?";

    /** Of a here document, which is all of a file if it is one word between two lines. */
    private static final String MARK = "[-~]?\\s*[\\\\\"']?\\w{1,32}[\"']?";

    private static final String LINE_OF_DOCUMENT =
            "[ \\t]*\\r?\\n[ \\t]*([^\\s\"'`$<>|;&]{6,200})[ \\t]*\\r?\\n[ \\t]*\\w{1,32}[ \\t]*(?:\\r?\\n|\\)|$)";
    private static final String UNSEEN = "(?:\\s*>\\s*/dev/null)?";
    private static final String DOCUMENT = "\\s*<<" + MARK + UNSEEN + LINE_OF_DOCUMENT;
    private static final String TEE = "tee\\s+(?:-a\\s+)?" + SECRET_FILE + UNSEEN;
    /** By keyword; each begins at it. */
    private static final Map<String, List<LatePattern>> AFTER = Map.ofEntries(
            Map.entry(
                    "chpasswd",
                    List.of(
                            new LatePattern("chpasswd:\\s*\\n\\s+list:\\s*\\|?\\s*\\n\\s+(?:- )?[\\w.-]+:" + VALUE),
                            new LatePattern(
                                    "chpasswd:\\s*(?:\\{|\\n\\s+)\\s*list:\\s*\\[\\s*[\"']?[\\w.-]+:" + VALUE))),
            Map.entry(
                    "jdbc:oracle:thin:",
                    List.of(new LatePattern("(?i)jdbc:oracle:thin:[\\w.-]{1,60}/([^\\s\"'@/]{6,100})@"))),
            Map.entry(
                    "convertto-securestring",
                    List.of(new LatePattern("(?i)convertto-securestring\\s+(?:-string\\s+)?[\"']([^\"'\\n"
                            + "]{6,100})[\"']\\s+-asplaintext"))),
            Map.entry(
                    "\"random_password\"",
                    List.of(new LatePattern("(?s)\"random_password\".{0,900}?\"result\":\\s*\"([^\"\\n]{6,200})\""))),
            Map.entry("sshpass", List.of(command("sshpass", "-p ?"))),
            Map.entry("mysql", List.of(command("mysql[a-z_]*", "-p"), command("mysqladmin", "password "))),
            Map.entry("mariadb", List.of(command("mariadb[a-z-]*", "-p"))),
            Map.entry("redis-cli", List.of(command("redis-cli", "(?:-a|--pass) "))),
            Map.entry("docker login", List.of(command("docker login", "-p "))),
            Map.entry("podman login", List.of(command("podman login", "-p "))),
            Map.entry("openssl", List.of(command("openssl", "-k "), command("openssl", "pass:"))),
            Map.entry("mongo", List.of(command("mongo(?:sh|dump|restore|import|export)?", "-p ?"))),
            Map.entry("creds", List.of(new LatePattern("creds[ =][\"']?[\\w.-]{1,60}:" + VALUE))),
            Map.entry("unzip -p", List.of(new LatePattern("unzip -P\\s?" + VALUE))),
            Map.entry(
                    "sqlplus",
                    List.of(new LatePattern(
                            "sqlplus\\s+(?:-\\S+\\s+){0,3}[\"']?[\\w.$]{1,60}/\"?([^\\s\"'@/$]{6,100})\"?@"))),
            Map.entry(
                    "etcdctl",
                    List.of(new LatePattern("etcdctl\\b" + ARGUMENTS + "\\s--user[ =][\"']?[\\w.-]{1,60}:" + VALUE))),
            Map.entry("nmcli", List.of(command("nmcli", "(?:password|[\\w-]+\\.psk|[\\w-]+\\.password) "))),
            Map.entry(
                    "credential-reference",
                    List.of(new LatePattern("credential-reference\\s[^<>]{0,200}?clear-text=\"([^\"\\n]{6,100})\""))),
            Map.entry("open -u", List.of(new LatePattern("open -u\\s*[\"']?[\\w.@-]{1,60}," + VALUE))),
            Map.entry(
                    "neo4j_auth",
                    List.of(new LatePattern("(?i)neo4j_auth[\"']?\\s*[:=]\\s*[\"']?[\\w.-]{1,60}/" + VALUE))),
            Map.entry(
                    "npmauthident",
                    List.of(new LatePattern("(?i)npmauthident[\"']?\\s*:\\s*[\"']?[^:\\s\"']{1,60}:" + VALUE))),
            Map.entry(
                    "plainloginmodule",
                    List.of(new LatePattern("(?i)plainloginmodule\\s+required[^;]{0,300}?\\suser_[\\w.-]{1,60}=\\\\?\""
                            + "([^\"\\\\\\n]{6,100})\\\\?\""))),
            Map.entry(
                    "expect",
                    List.of(new LatePattern("expect\\s[^\\n]{0,60}assword[^\\n]{0,20}[\\s;{]+send\\s+(?:--\\s+)?"
                            + "\"([^\"\\n\\\\$]{6,100})\\\\[rn]"))),
            Map.entry("zip -p", List.of(new LatePattern("zip -P\\s?" + VALUE))),
            Map.entry(
                    "cache_peer",
                    List.of(new LatePattern("cache_peer\\s[^\\n]{1,200}\\slogin=[\\w.-]{1,60}:" + VALUE))),
            Map.entry("mysqldb.connect(", List.of(second("mysqldb\\.connect\\(\\s*" + LITERAL + ",\\s*"))),
            Map.entry("db.auth(", List.of(second("db\\.auth\\(\\s*"))),
            Map.entry("setbasicauth(", List.of(second("setbasicauth\\(\\s*"))),
            Map.entry("basicauth(", List.of(second("basicauth\\(\\s*"))),
            Map.entry("networkcredential(", List.of(second("networkcredential\\(\\s*"))),
            Map.entry("directoryentry(", List.of(second("directoryentry\\(\\s*" + LITERAL + ",\\s*"))),
            Map.entry("passwordcredentials(", List.of(second("passwordcredentials\\(\\s*"))),
            Map.entry("httpbasicauth(", List.of(second("httpbasicauth\\(\\s*"))),
            Map.entry("httpdigestauth(", List.of(second("httpdigestauth\\(\\s*"))),
            Map.entry("auth=(", List.of(second("auth=\\(\\s*"))),
            Map.entry("auth = (", List.of(second("auth = \\(\\s*"))),
            Map.entry(").auth(", List.of(second("\\)\\.auth\\(\\s*"))),
            Map.entry(".login(", List.of(second("\\.login\\(\\s*"))),
            Map.entry("basic_auth ", List.of(second("basic_auth\\s*"))),
            Map.entry("basic_auth(", List.of(second("basic_auth\\(\\s*"))),
            Map.entry("createaccount(", List.of(second("createaccount\\(\\s*"))),
            Map.entry("passwordauthentication(", List.of(second("passwordauthentication\\(\\s*"))),
            Map.entry("usernamepasswordcredentials(", List.of(second("usernamepasswordcredentials\\(\\s*"))),
            Map.entry("plainauth(", List.of(second("plainauth\\(\\s*" + LITERAL_OR_NONE + ",\\s*"))),
            Map.entry("new sequelize(", List.of(second("new sequelize\\(\\s*" + LITERAL + ",\\s*"))),
            Map.entry("pymysql.connect(", List.of(second("pymysql\\.connect\\(\\s*" + LITERAL + ",\\s*"))),
            Map.entry(
                    "credentials(",
                    List.of(second("credentials\\(\\s*" + LITERAL_OR_NONE + ",\\s*" + LITERAL + ",\\s*"))),
            Map.entry("hmacshakeyfor(", List.of(only("hmacshakeyfor\\(\\s*"))),
            Map.entry("symmetricsecuritykey(", List.of(only("symmetricsecuritykey\\(\\s*(?:[\\w.]{1,60}\\(\\s*)?"))),
            Map.entry("hmac256(", List.of(only("hmac256\\(\\s*"))),
            Map.entry("newcookiestore(", List.of(only("newcookiestore\\(\\s*\\[\\]byte\\("))),
            Map.entry("wifi.begin(", List.of(second("wifi\\.begin\\(\\s*"))),
            Map.entry("sqlcredential(", List.of(second("sqlcredential\\(\\s*"))),
            Map.entry("networkcredential]::new(", List.of(second("networkcredential\\]::new\\(\\s*"))),
            Map.entry("sp_addlogin", List.of(second("sp_addlogin\\s+(?:@loginame\\s*=\\s*)?N?"))),
            Map.entry("dbi->connect(", List.of(second("dbi->connect\\(\\s*" + LITERAL + ",\\s*"))),
            Map.entry("ftplib.ftp(", List.of(second("ftplib\\.ftp\\(\\s*" + LITERAL + ",\\s*"))),
            Map.entry(
                    "mysql_connect(",
                    List.of(second("mysql_connect\\(\\s*[^,()\\n]{1,100},\\s*"), variable("mysql_connect"))),
            Map.entry("ftp_login(", List.of(second("ftp_login\\(\\s*[^,()\\n]{1,100},\\s*"))),
            Map.entry("ldap_bind(", List.of(second("ldap_bind\\(\\s*[^,()\\n]{1,100},\\s*"))),
            Map.entry(
                    "mysql_real_connect(",
                    List.of(second("mysql_real_connect\\(\\s*[^,()\\n]{1,100},\\s*[^,()\\n]{1,100},\\s*"))),
            Map.entry(
                    "jwt::encode(",
                    List.of(new LatePattern("(?i)jwt::encode\\([^;\\n]{1,120}?,\\s*[\"']([^\"'\\n]{12,100})[\"']"))),
            Map.entry("fernet(", List.of(only("fernet\\(\\s*b?"))),
            Map.entry("echo ", List.of(written("echo"))),
            Map.entry("cat >", copied("cat >")),
            Map.entry("cat>", copied("cat>")),
            Map.entry("cat <<", document("cat <<")),
            Map.entry("cat<<", document("cat<<")),
            Map.entry("tee ", List.of(new LatePattern(TEE + DOCUMENT), new LatePattern(TEE + "\\s*<<<\\s*" + VALUE))),
            Map.entry("printf ", List.of(written("printf"))),
            Map.entry("hmac.new(", List.of(only("hmac\\.new\\(\\s*b?"))),
            Map.entry("jwt.encode(", List.of(signed("encode"))),
            Map.entry("jwt.decode(", List.of(signed("decode"))),
            Map.entry("cookieparser(", List.of(only("cookieparser\\(\\s*"))),
            Map.entry("jwt.sign(", List.of(signed("sign"))),
            Map.entry("jwt.verify(", List.of(signed("verify"))),
            Map.entry("psexec", List.of(command("psexec(?:\\.exe)?", "-p "))),
            Map.entry("sqlcmd", List.of(command("sqlcmd", "-P ?"))),
            Map.entry("ldap", List.of(command("ldap(?:search|add|modify|delete|passwd|whoami)", "-w ?"))),
            Map.entry("ipmitool", List.of(command("ipmitool", "-P "))),
            Map.entry("cqlsh", List.of(command("cqlsh", "-p "))),
            Map.entry("oc login", List.of(command("oc login", "(?:-p|--token) "))),
            Map.entry("7z a", List.of(command("7z a", "-p"))),
            Map.entry("vault login", List.of(new LatePattern("vault login\\s+" + VALUE))),
            Map.entry("put-parameter", List.of(command("put-parameter", "--value "))),
            Map.entry("insecure-password", List.of(new LatePattern("insecure-password\\s+" + VALUE))),
            Map.entry("rootpw --plaintext", List.of(new LatePattern("(?i)rootpw --plaintext\\s+" + VALUE))),
            Map.entry("-password password", List.of(new LatePattern("-password password\\s+" + VALUE))),
            Map.entry(
                    "createuser",
                    List.of(new LatePattern("(?i)createuser\\s+[\\w.-]{1,60}\\s+(?:md5|sha[0-9-]*)\\s+" + VALUE))),
            Map.entry(
                    "mc alias set",
                    List.of(new LatePattern("mc alias set\\s+\\S{1,60}\\s+\\S{1,200}\\s+\\S{1,100}\\s+" + VALUE))),
            Map.entry(
                    "curlopt_",
                    List.of(
                            new LatePattern("(?i)curlopt_(?:proxy)?userpwd\\s*(?:,|=>)\\s*[\"'][^\"':\\n"
                                    + "]{0,60}:([^\"'\\n"
                                    + "]{6,200})[\"']"),
                            new LatePattern(
                                    "(?i)curlopt_(?:proxy|key|tlsauth_|proxy_key)?passw(?:or)?d\\s*(?:,|=>)\\s*[\"']([^\"'\\n"
                                            + "]{6,200})[\"']"),
                            new LatePattern("(?i)curlopt_xoauth2_bearer\\s*(?:,|=>)\\s*[\"']([^\"'\\n]{6,500})[\"']"))),
            Map.entry("twine upload", List.of(command("twine upload", "-p "))),
            Map.entry("az acr login", List.of(command("az acr login", "-p "))),
            Map.entry("crane auth login", List.of(command("crane auth login", "-p "))),
            Map.entry("az login", List.of(command("az login", "-p "))),
            Map.entry("cf login", List.of(command("cf login", "-p "))),
            Map.entry("useradd", List.of(command("useradd", "(?:-p|--password) "))),
            Map.entry(
                    "htpasswd",
                    List.of(new LatePattern("htpasswd" + ARGUMENTS
                            + "\\s-[A-Za-z]*b[A-Za-z]*\\s+(?:-[A-Za-z]+\\s+)?(?:\\S+\\s+)?[\\w.@-]+\\s+" + VALUE))),
            Map.entry(
                    "net use",
                    List.of(
                            new LatePattern("(?i)net use[^\\n]{0,200}/user:\\S+\\s+" + VALUE),
                            new LatePattern("(?i)net use\\s+\\S+\\s+\\\\\\\\\\S+\\s+" + VALUE))),
            Map.entry(
                    "rabbitmqctl",
                    List.of(new LatePattern("rabbitmqctl\\s+(?:add_user|change_password)\\s+[\\w.@-]+\\s+" + VALUE))),
            Map.entry(
                    "smbclient",
                    List.of(new LatePattern("smbclient" + ARGUMENTS + "\\s-U\\s*[\"']?[\\w.\\\\-]+%" + VALUE))),
            Map.entry("lftp", List.of(new LatePattern("lftp" + ARGUMENTS + "\\s-u\\s*[\"']?[\\w.@-]+," + VALUE))),
            Map.entry(
                    "identified by",
                    List.of(
                            new LatePattern("(?i)identified by(?: password)?\\s{1,4}[\"']([^\"'\\n]{6,100})[\"']"),
                            new LatePattern("(?i)identified by\\s{1,4}([A-Za-z][A-Za-z0-9_$#]{5,100})\\s{0,4}(?:;|$|\\n"
                                    + "|(?:replace|default|account|profile|quota|container|password|temporary)\\b)"))),
            // as the client of MySQL keeps blanks in its history
            Map.entry(
                    "\\040identified\\040by",
                    List.of(new LatePattern("(?i)\\\\040identified\\\\040by\\\\040[\"']([^\"'\\n]{6,100})[\"']"))),
            Map.entry(
                    "getconnection(",
                    List.of(new LatePattern("(?i)getconnection\\(\\s*[^()\\n"
                            + "]{1,200},\\s*\"[^\"\\n"
                            + "]{1,60}\",\\s*\"([^\"\\n"
                            + "]{6,100})\"\\s*\\)"))),
            Map.entry(
                    "new pdo(",
                    List.of(new LatePattern("(?i)new pdo\\(\\s*[^()\\n"
                            + "]{1,200},\\s*[\"'][^\"'\\n"
                            + "]{1,60}[\"'],\\s*[\"']([^\"'\\n"
                            + "]{6,100})[\"']"))),
            Map.entry(
                    "mysqli",
                    List.of(
                            second("mysqli(?:_connect)?\\(\\s*[^,()\\n]{1,100},\\s*"),
                            variable("mysqli(?:_connect)?"))));
    /** By keyword, what one of its patterns needs: to look for it is cheap, and most commands have no password. */
    private static final Map<String, List<String>> NEEDED = Map.of(
            "openssl", List.of("-k", "pass:"),
            "expect", List.of("assword"),
            "jwt::encode(", List.of("\"", "'"),
            "mysqli", List.of("\"", "'"),
            "cat >", List.of("<<"),
            "cat <<", List.of(">", "tee "),
            "tee ", List.of("<<"),
            "echo ", List.of(">", "| tee", "sudo tee"),
            "printf ", List.of(">", "| tee", "sudo tee"));

    /** An account as {@code /etc/passwd} has it (passwd(5)), whose password is in another file. */
    private static final Pattern ACCOUNT = Pattern.compile(
            "(?:[\\w.-]{1,64}:)?[x*!]{1,2}:[0-9]{1,10}:[0-9]{1,10}:[^:]{0,100}:/[^:]{0,100}:/[^:]{0,100}");

    /** Those that are given a password as one word with their option. */
    private static final Set<String> CLIENTS = Set.of("mysql", "mariadb");

    /** What is given to a command through a pipe. */
    private static final LatePattern PIPED = new LatePattern(
            "(?:echo|printf)\\s[^\\n|]{0,20}?[\"']?([^\\s\"'`$|]{6,200})[\"']?\\s*\\|\\s*(?:sudo\\s+)?$");

    /** By keyword; each ends at it. */
    private static final Map<String, LatePattern> BEFORE_IT = Map.of(
            "passwd --stdin", PIPED,
            "sudo -s", PIPED,
            "gh auth login", PIPED,
            "chpasswd",
                    new LatePattern("(?:echo|printf)\\s[^\\n"
                            + "|]{0,20}?[\"']?[\\w.-]{1,40}:([^\\s\"'`$|:]{6,100}?)(?:\\\\n"
                            + ")?[\"']?\\s*\\|\\s*(?:sudo\\s+)?(?:/\\S+/)?$"),
            "docker login", PIPED,
            "podman login", PIPED,
            ".tochararray()", new LatePattern("\\.load\\([^;\\n]{1,100},\\s*\"([^\"\\n]{6,100})\"$"),
            "@tcp(", new LatePattern("[\"'`= ][\\w.-]{1,40}:([^\\s\"'`$:/@]{6,100})$"));

    /** The second of two literals, of which the first is the user. */
    private static LatePattern second(String beginning) {
        return new LatePattern("(?i)" + beginning + LITERAL + ",\\s*[\"']([^\"'\\n]{6,100})[\"']");
    }

    /** The third argument of a call, where the first two are variables or literals. */
    private static LatePattern variable(String function) {
        return new LatePattern("(?i)" + function + "\\((?:\\s*[^,()\\n]{1,100},){2}\\s*[\"']([^\"'\\n]{6,100})[\"']");
    }

    /** The one literal that a call takes. */
    private static LatePattern only(String beginning) {
        return new LatePattern("(?i)" + beginning + "[\"']([^\"'\\n]{12,200})[\"']");
    }

    /** The key of a JSON web token, after what it signs. */
    private static LatePattern signed(String verb) {
        return new LatePattern("(?i)jwt\\." + verb
                + "\\([^,;\\n]{1,120}?(?:\\{[^{}]{0,200}\\})?,\\s*[\"'`]([^\"'`\\n]{12,100})[\"'`]");
    }

    /** What {@code cat} copies to such a file from a document or a string behind its name. */
    private static List<LatePattern> copied(String keyword) {
        String file = keyword + ">?\\s*" + SECRET_FILE;
        return List.of(new LatePattern(file + DOCUMENT), new LatePattern(file + "\\s*<<<\\s*" + VALUE));
    }

    /** The same where the name of the file comes last. */
    private static List<LatePattern> document(String keyword) {
        return List.of(
                new LatePattern(keyword + MARK + "\\s*>{1,2}\\s*" + SECRET_FILE + LINE_OF_DOCUMENT),
                new LatePattern(keyword + MARK + "\\s*\\|\\s*(?:sudo\\s+)?" + TEE + LINE_OF_DOCUMENT),
                new LatePattern(keyword + "<\\s*[\"']?([^\\s\"'`$<>|;&]{6,200})[\"']?\\s*>{1,2}\\s*" + SECRET_FILE));
    }

    /** What a shell writes to a file that is called like a secret. */
    private static LatePattern written(String name) {
        return new LatePattern(name + "(?:\\s+-[neE]{1,3})?(?:\\s+[\"']?%s(?:\\\\n"
                + ")?[\"']?)?\\s+[\"']?([^\\s\"'`$<>|;&]{6,200}?)(?:\\\\n"
                + ")?[\"']?\\s*(?:>{1,2}|\\|\\s*(?:sudo\\s+)?tee\\s(?:-a\\s)?)\\s*[\"']?[^\\s;&|\"']{0,120}?"
                + "(?i:secret|passw|token|credential|api_?key)");
    }

    private static LatePattern command(String name, String option) {
        return new LatePattern(name + "\\b" + ARGUMENTS + "\\s[\"']?" + option.replace(" ", "[ =]") + VALUE);
    }

    @Override
    public boolean possible(TextWindow text, int from) {
        return !Characters.word(text.at(from)) || !Characters.word(text.at(from - 1));
    }

    @Override
    public Optional<Span> detect(Candidate candidate) {
        if (candidate.kind() == FileKind.PROSE) {
            return Optional.empty();
        }
        TextWindow text = candidate.text();
        String keyword = text.text(candidate.from(), candidate.to()).toLowerCase(Locale.ROOT);
        if (keyword.equals(IDENTIFIED) && !identified(text, candidate.to())) {
            return Optional.empty();
        }
        String rest = text.text(candidate.from(), candidate.from() + LINE);
        List<LatePattern> patterns = mayFollow(keyword, rest) ? AFTER.getOrDefault(keyword, List.of()) : List.of();
        for (LatePattern pattern : patterns) {
            Matcher matcher = pattern.get().matcher(rest);
            if (matcher.lookingAt() && password(matcher.group(1), candidate)) {
                return Optional.of(Span.of(candidate.from() + matcher.start(1), candidate.from() + matcher.end(1)));
            }
        }
        LatePattern before = BEFORE_IT.get(keyword);
        if (before != null) {
            int start = Math.max(text.start(), candidate.from() - BEFORE);
            Matcher matcher = before.get().matcher(text.text(start, candidate.from()));
            if (matcher.find() && password(matcher.group(1), candidate)) {
                return Optional.of(Span.of(start + matcher.start(1), start + matcher.end(1)));
            }
        }
        return Optional.empty();
    }

    /** Whether a quote or a word follows that is long enough: in prose nearly always neither does. */
    private static boolean identified(TextWindow text, int behind) {
        int at = behind;
        while (at < behind + BLANKS && text.at(at) <= ' ' && text.at(at) != TextWindow.NOTHING) {
            at++;
        }
        if (text.at(at) == '"' || text.at(at) == '\'') {
            return true;
        }
        int end = at;
        while (end < at + SHORTEST && Characters.printable(text.at(end)) && text.at(end) != ' ') {
            end++;
        }
        return end == at + SHORTEST;
    }

    private static boolean mayFollow(String keyword, String rest) {
        if (CLIENTS.contains(keyword)) {
            return attached(rest) || rest.contains("password");
        }
        List<String> needed = NEEDED.get(keyword);
        return needed == null || needed.stream().anyMatch(rest::contains);
    }

    /** Whether an option {@code -p} has a value in the same word, as the clients of MySQL need it. */
    private static boolean attached(String rest) {
        for (int at = rest.indexOf(" -p"); at >= 0; at = rest.indexOf(" -p", at + 1)) {
            int end = at + " -p".length();
            while (end < rest.length() && end < at + " -p".length() + SHORTEST && rest.charAt(end) > ' ') {
                end++;
            }
            if (end == at + " -p".length() + SHORTEST) {
                return true;
            }
        }
        return rest.contains("\t-p") || rest.contains("\n-p") || rest.contains("-p\"") || rest.contains("\"-p");
    }

    /** Whether somebody chose it and nothing says that it only shows where one goes. */
    private static boolean password(String value, Candidate candidate) {
        boolean mixed =
                value.chars().anyMatch(Characters::digit) && value.chars().anyMatch(Characters::letter);
        return value.length() >= SHORTEST
                && (mixed || Randomness.of(value))
                && !Placeholders.placeholder(value)
                && !ACCOUNT.matches(value)
                && !value.toLowerCase(Locale.ROOT).contains("pass")
                && (candidate.kind() == FileKind.SETTINGS || !Placeholders.illustration(value))
                && !candidate.madeUp(value);
    }
}
