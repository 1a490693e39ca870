package io.jenkins.lib.containergate.secret.detect;

import io.jenkins.lib.containergate.secret.text.LatePattern;
import java.util.List;

/** Passwords and keys that calls of libraries take without a name. */
final class CallPasswords {
    private static final String LITERAL = "[\"'][^\"'\\n]{1,100}[\"']";
    private static final String LITERAL_OR_NONE = "[\"'][^\"'\\n]{0,100}[\"']";

    static final List<PasswordArgument> ALL = List.of(
            PasswordArgument.after(
                    "jdbc:oracle:thin:", new LatePattern("(?i)jdbc:oracle:thin:[\\w.-]{1,60}/([^\\s\"'@/]{6,100})@")),
            PasswordArgument.after("mysqldb.connect(", second("mysqldb\\.connect\\(\\s*" + LITERAL + ",\\s*")),
            PasswordArgument.after("db.auth(", second("db\\.auth\\(\\s*")),
            PasswordArgument.after("setbasicauth(", second("setbasicauth\\(\\s*")),
            PasswordArgument.after("basicauth(", second("basicauth\\(\\s*")),
            PasswordArgument.after("networkcredential(", second("networkcredential\\(\\s*")),
            PasswordArgument.after("directoryentry(", second("directoryentry\\(\\s*" + LITERAL + ",\\s*")),
            PasswordArgument.after("passwordcredentials(", second("passwordcredentials\\(\\s*")),
            PasswordArgument.after("httpbasicauth(", second("httpbasicauth\\(\\s*")),
            PasswordArgument.after("httpdigestauth(", second("httpdigestauth\\(\\s*")),
            PasswordArgument.after("auth=(", second("auth=\\(\\s*")),
            PasswordArgument.after("auth = (", second("auth = \\(\\s*")),
            PasswordArgument.after(").auth(", second("\\)\\.auth\\(\\s*")),
            PasswordArgument.after(".login(", second("\\.login\\(\\s*")),
            PasswordArgument.after("basic_auth ", second("basic_auth\\s*")),
            PasswordArgument.after("basic_auth(", second("basic_auth\\(\\s*")),
            PasswordArgument.after("createaccount(", second("createaccount\\(\\s*")),
            PasswordArgument.after("passwordauthentication(", second("passwordauthentication\\(\\s*")),
            PasswordArgument.after("usernamepasswordcredentials(", second("usernamepasswordcredentials\\(\\s*")),
            PasswordArgument.after("plainauth(", second("plainauth\\(\\s*" + LITERAL_OR_NONE + ",\\s*")),
            PasswordArgument.after("new sequelize(", second("new sequelize\\(\\s*" + LITERAL + ",\\s*")),
            PasswordArgument.after("pymysql.connect(", second("pymysql\\.connect\\(\\s*" + LITERAL + ",\\s*")),
            PasswordArgument.after(
                    "credentials(", second("credentials\\(\\s*" + LITERAL_OR_NONE + ",\\s*" + LITERAL + ",\\s*")),
            PasswordArgument.after("hmacshakeyfor(", only("hmacshakeyfor\\(\\s*")),
            PasswordArgument.after(
                    "symmetricsecuritykey(", only("symmetricsecuritykey\\(\\s*(?:[\\w.]{1,60}\\(\\s*)?")),
            PasswordArgument.after("hmac256(", only("hmac256\\(\\s*")),
            PasswordArgument.after("newcookiestore(", only("newcookiestore\\(\\s*\\[\\]byte\\(")),
            PasswordArgument.after("wifi.begin(", second("wifi\\.begin\\(\\s*")),
            PasswordArgument.after("sqlcredential(", second("sqlcredential\\(\\s*")),
            PasswordArgument.after("networkcredential]::new(", second("networkcredential\\]::new\\(\\s*")),
            PasswordArgument.after("sp_addlogin", second("sp_addlogin\\s+(?:@loginame\\s*=\\s*)?N?")),
            PasswordArgument.after("dbi->connect(", second("dbi->connect\\(\\s*" + LITERAL + ",\\s*")),
            PasswordArgument.after("ftplib.ftp(", second("ftplib\\.ftp\\(\\s*" + LITERAL + ",\\s*")),
            PasswordArgument.after(
                    "mysql_connect(", second("mysql_connect\\(\\s*[^,()\\n]{1,100},\\s*"), variable("mysql_connect")),
            PasswordArgument.after("ftp_login(", second("ftp_login\\(\\s*[^,()\\n]{1,100},\\s*")),
            PasswordArgument.after("ldap_bind(", second("ldap_bind\\(\\s*[^,()\\n]{1,100},\\s*")),
            PasswordArgument.after(
                    "mysql_real_connect(",
                    second("mysql_real_connect\\(\\s*[^,()\\n]{1,100},\\s*[^,()\\n]{1,100},\\s*")),
            PasswordArgument.after(
                            "jwt::encode(",
                            new LatePattern("(?i)jwt::encode\\([^;\\n]{1,120}?,\\s*[\"']([^\"'\\n]{12,100})[\"']"))
                    .ifAnyOf("\"", "'"),
            PasswordArgument.after("fernet(", only("fernet\\(\\s*b?")),
            PasswordArgument.after("hmac.new(", only("hmac\\.new\\(\\s*b?")),
            PasswordArgument.after("jwt.encode(", signed("encode")),
            PasswordArgument.after("jwt.decode(", signed("decode")),
            PasswordArgument.after("cookieparser(", only("cookieparser\\(\\s*")),
            PasswordArgument.after("jwt.sign(", signed("sign")),
            PasswordArgument.after("jwt.verify(", signed("verify")),
            PasswordArgument.after(
                    "curlopt_",
                    new LatePattern("(?i)curlopt_(?:proxy)?userpwd\\s*(?:,|=>)\\s*[\"'][^\"':\\n"
                            + "]{0,60}:([^\"'\\n"
                            + "]{6,200})[\"']"),
                    new LatePattern(
                            "(?i)curlopt_(?:proxy|key|tlsauth_|proxy_key)?passw(?:or)?d\\s*(?:,|=>)\\s*[\"']([^\"'\\n"
                                    + "]{6,200})[\"']"),
                    new LatePattern("(?i)curlopt_xoauth2_bearer\\s*(?:,|=>)\\s*[\"']([^\"'\\n]{6,500})[\"']")),
            PasswordArgument.after(
                    "getconnection(",
                    new LatePattern("(?i)getconnection\\(\\s*[^()\\n"
                            + "]{1,200},\\s*\"[^\"\\n"
                            + "]{1,60}\",\\s*\"([^\"\\n"
                            + "]{6,100})\"\\s*\\)")),
            PasswordArgument.after(
                    "new pdo(",
                    new LatePattern("(?i)new pdo\\(\\s*[^()\\n"
                            + "]{1,200},\\s*[\"'][^\"'\\n"
                            + "]{1,60}[\"'],\\s*[\"']([^\"'\\n"
                            + "]{6,100})[\"']")),
            PasswordArgument.after(
                            "mysqli",
                            second("mysqli(?:_connect)?\\(\\s*[^,()\\n]{1,100},\\s*"),
                            variable("mysqli(?:_connect)?"))
                    .ifAnyOf("\"", "'"),
            PasswordArgument.before(
                    ".tochararray()", new LatePattern("\\.load\\([^;\\n]{1,100},\\s*\"([^\"\\n]{6,100})\"$")),
            PasswordArgument.before("@tcp(", new LatePattern("[\"'`= ][\\w.-]{1,40}:([^\\s\"'`$:/@]{6,100})$")));

    private CallPasswords() {}

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
}
