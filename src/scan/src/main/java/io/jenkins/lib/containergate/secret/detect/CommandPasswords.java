package io.jenkins.lib.containergate.secret.detect;

import io.jenkins.lib.containergate.secret.text.LatePattern;
import java.util.List;

/** Passwords in the arguments of commands, in what is piped to them, and in statements of servers and databases. */
final class CommandPasswords {
    /** A word of a command line, perhaps in quotes. */
    static final String VALUE = "[\"']?([^\\s\"'`$<>|;&(){}\\[\\]\\\\]{6,100})[\"']?(?:\\s|\\\\|[\"',;|&)]|$)";

    /** Within one command, over continued lines. */
    private static final String ARGUMENTS = "(?:[^\\n|;&]|\\\\\\r?\\n){0,300}?";

    static final List<PasswordArgument> ALL = List.of(
            PasswordArgument.after(
                            "chpasswd",
                            new LatePattern("chpasswd:\\s*\\n\\s+list:\\s*\\|?\\s*\\n\\s+(?:- )?[\\w.-]+:" + VALUE),
                            new LatePattern("chpasswd:\\s*(?:\\{|\\n\\s+)\\s*list:\\s*\\[\\s*[\"']?[\\w.-]+:" + VALUE))
                    .orBefore(new LatePattern("(?:echo|printf)\\s[^\\n"
                            + "|]{0,20}?[\"']?[\\w.-]{1,40}:([^\\s\"'`$|:]{6,100}?)(?:\\\\n"
                            + ")?[\"']?\\s*\\|\\s*(?:sudo\\s+)?(?:/\\S+/)?$")),
            PasswordArgument.after(
                    "convertto-securestring",
                    new LatePattern("(?i)convertto-securestring\\s+(?:-string\\s+)?[\"']([^\"'\\n"
                            + "]{6,100})[\"']\\s+-asplaintext")),
            PasswordArgument.after(
                    "\"random_password\"",
                    new LatePattern("(?s)\"random_password\".{0,900}?\"result\":\\s*\"([^\"\\n]{6,200})\"")),
            PasswordArgument.after("sshpass", command("sshpass", "-p ?")),
            PasswordArgument.after("mysql", command("mysql[a-z_]*", "-p"), command("mysqladmin", "password ")),
            PasswordArgument.after("mariadb", command("mariadb[a-z-]*", "-p")),
            PasswordArgument.after("redis-cli", command("redis-cli", "(?:-a|--pass) ")),
            PasswordArgument.after("docker login", command("docker login", "-p "))
                    .orBefore(PasswordArgument.PIPED),
            PasswordArgument.after("podman login", command("podman login", "-p "))
                    .orBefore(PasswordArgument.PIPED),
            PasswordArgument.after("openssl", command("openssl", "-k "), command("openssl", "pass:"))
                    .ifAnyOf("-k", "pass:"),
            PasswordArgument.after("mongo", command("mongo(?:sh|dump|restore|import|export)?", "-p ?")),
            PasswordArgument.after("creds", new LatePattern("creds[ =][\"']?[\\w.-]{1,60}:" + VALUE)),
            PasswordArgument.after("unzip -p", new LatePattern("unzip -P\\s?" + VALUE)),
            PasswordArgument.after(
                    "sqlplus",
                    new LatePattern("sqlplus\\s+(?:-\\S+\\s+){0,3}[\"']?[\\w.$]{1,60}/\"?([^\\s\"'@/$]{6,100})\"?@")),
            PasswordArgument.after(
                    "etcdctl", new LatePattern("etcdctl\\b" + ARGUMENTS + "\\s--user[ =][\"']?[\\w.-]{1,60}:" + VALUE)),
            PasswordArgument.after("nmcli", command("nmcli", "(?:password|[\\w-]+\\.psk|[\\w-]+\\.password) ")),
            PasswordArgument.after(
                    "credential-reference",
                    new LatePattern("credential-reference\\s[^<>]{0,200}?clear-text=\"([^\"\\n]{6,100})\"")),
            PasswordArgument.after("open -u", new LatePattern("open -u\\s*[\"']?[\\w.@-]{1,60}," + VALUE)),
            PasswordArgument.after(
                    "neo4j_auth", new LatePattern("(?i)neo4j_auth[\"']?\\s*[:=]\\s*[\"']?[\\w.-]{1,60}/" + VALUE)),
            PasswordArgument.after(
                    "npmauthident", new LatePattern("(?i)npmauthident[\"']?\\s*:\\s*[\"']?[^:\\s\"']{1,60}:" + VALUE)),
            PasswordArgument.after(
                    "plainloginmodule",
                    new LatePattern("(?i)plainloginmodule\\s+required[^;]{0,300}?\\suser_[\\w.-]{1,60}=\\\\?\""
                            + "([^\"\\\\\\n]{6,100})\\\\?\"")),
            PasswordArgument.after(
                            "expect",
                            new LatePattern("expect\\s[^\\n]{0,60}assword[^\\n]{0,20}[\\s;{]+send\\s+(?:--\\s+)?"
                                    + "\"([^\"\\n\\\\$]{6,100})\\\\[rn]"))
                    .ifAnyOf("assword"),
            PasswordArgument.after("zip -p", new LatePattern("zip -P\\s?" + VALUE)),
            PasswordArgument.after(
                    "cache_peer", new LatePattern("cache_peer\\s[^\\n]{1,200}\\slogin=[\\w.-]{1,60}:" + VALUE)),
            PasswordArgument.after("psexec", command("psexec(?:\\.exe)?", "-p ")),
            PasswordArgument.after("sqlcmd", command("sqlcmd", "-P ?")),
            PasswordArgument.after("ldap", command("ldap(?:search|add|modify|delete|passwd|whoami)", "-w ?")),
            PasswordArgument.after("ipmitool", command("ipmitool", "-P ")),
            PasswordArgument.after("cqlsh", command("cqlsh", "-p ")),
            PasswordArgument.after("oc login", command("oc login", "(?:-p|--token) ")),
            PasswordArgument.after("7z a", command("7z a", "-p")),
            PasswordArgument.after("vault login", new LatePattern("vault login\\s+" + VALUE)),
            PasswordArgument.after("put-parameter", command("put-parameter", "--value ")),
            PasswordArgument.after("insecure-password", new LatePattern("insecure-password\\s+" + VALUE)),
            PasswordArgument.after("rootpw --plaintext", new LatePattern("(?i)rootpw --plaintext\\s+" + VALUE)),
            PasswordArgument.after("-password password", new LatePattern("-password password\\s+" + VALUE)),
            PasswordArgument.after(
                    "createuser", new LatePattern("(?i)createuser\\s+[\\w.-]{1,60}\\s+(?:md5|sha[0-9-]*)\\s+" + VALUE)),
            PasswordArgument.after(
                    "mc alias set",
                    new LatePattern("mc alias set\\s+\\S{1,60}\\s+\\S{1,200}\\s+\\S{1,100}\\s+" + VALUE)),
            PasswordArgument.after("twine upload", command("twine upload", "-p ")),
            PasswordArgument.after("az acr login", command("az acr login", "-p ")),
            PasswordArgument.after("crane auth login", command("crane auth login", "-p ")),
            PasswordArgument.after("az login", command("az login", "-p ")),
            PasswordArgument.after("cf login", command("cf login", "-p ")),
            PasswordArgument.after("useradd", command("useradd", "(?:-p|--password) ")),
            PasswordArgument.after(
                    "htpasswd",
                    new LatePattern("htpasswd" + ARGUMENTS
                            + "\\s-[A-Za-z]*b[A-Za-z]*\\s+(?:-[A-Za-z]+\\s+)?(?:\\S+\\s+)?[\\w.@-]+\\s+" + VALUE)),
            PasswordArgument.after(
                    "net use",
                    new LatePattern("(?i)net use[^\\n]{0,200}/user:\\S+\\s+" + VALUE),
                    new LatePattern("(?i)net use\\s+\\S+\\s+\\\\\\\\\\S+\\s+" + VALUE)),
            PasswordArgument.after(
                    "rabbitmqctl",
                    new LatePattern("rabbitmqctl\\s+(?:add_user|change_password)\\s+[\\w.@-]+\\s+" + VALUE)),
            PasswordArgument.after(
                    "smbclient", new LatePattern("smbclient" + ARGUMENTS + "\\s-U\\s*[\"']?[\\w.\\\\-]+%" + VALUE)),
            PasswordArgument.after("lftp", new LatePattern("lftp" + ARGUMENTS + "\\s-u\\s*[\"']?[\\w.@-]+," + VALUE)),
            PasswordArgument.after(
                    "identified by",
                    new LatePattern("(?i)identified by(?: password)?\\s{1,4}[\"']([^\"'\\n]{6,100})[\"']"),
                    new LatePattern("(?i)identified by\\s{1,4}([A-Za-z][A-Za-z0-9_$#]{5,100})\\s{0,4}(?:;|$|\\n"
                            + "|(?:replace|default|account|profile|quota|container|password|temporary)\\b)")),
            // as the client of MySQL keeps blanks in its history
            PasswordArgument.after(
                    "\\040identified\\040by",
                    new LatePattern("(?i)\\\\040identified\\\\040by\\\\040[\"']([^\"'\\n]{6,100})[\"']")),
            PasswordArgument.before("passwd --stdin", PasswordArgument.PIPED),
            PasswordArgument.before("sudo -s", PasswordArgument.PIPED),
            PasswordArgument.before("gh auth login", PasswordArgument.PIPED));

    private CommandPasswords() {}

    private static LatePattern command(String name, String option) {
        return new LatePattern(name + "\\b" + ARGUMENTS + "\\s[\"']?" + option.replace(" ", "[ =]") + VALUE);
    }
}
