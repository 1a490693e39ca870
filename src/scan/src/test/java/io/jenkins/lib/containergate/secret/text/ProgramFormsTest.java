package io.jenkins.lib.containergate.secret.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.secret.Searched;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Literals of programs that do not stand behind a name and a sign. {@code NL} stands for a line break. */
class ProgramFormsTest {
    private static final String VALUE = "q7Vd2kXw9RzTb4LmGh";

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '\0',
            value = {
                "Login.java ~ if (\"VALUE\".equals(password)) {",
                "Login.java ~ if (\"VALUE\".equalsIgnoreCase(request.getParameter(\"password\"))) {",
                "Login.java ~ if (Objects.equals(password, \"VALUE\")) {",
                "Login.java ~ if (Objects.equals(\"VALUE\", password)) {",
                "Login.java ~ MessageDigest.isEqual(\"VALUE\".getBytes(), password.getBytes())",
                "Login.cs ~ if (\"VALUE\" == password)",
                "Login.cs ~ if (string.Equals(password, \"VALUE\", StringComparison.Ordinal))",
                "login.js ~ if ('VALUE' === req.body.password) {",
                "login.js ~ crypto.timingSafeEqual(Buffer.from(password), Buffer.from(\"VALUE\"))",
                "login.py ~ if \"VALUE\" != password:",
                "login.py ~ if secrets.compare_digest(credentials.password.encode(), b\"VALUE\"):",
                "login.go ~ subtle.ConstantTimeCompare([]byte(password), []byte(\"VALUE\"))",
                "login.php ~ if (hash_equals('VALUE', $_POST['password']))",
                "login.rb ~ ActiveSupport::SecurityUtils.secure_compare(params[:password], \"VALUE\")",
                "login.c ~ if (!strcmp(\"VALUE\", password))",
                "login.sh ~ if [ \"VALUE\" = \"$PASSWORD\" ]; then"
            })
    void aLiteralThatANameIsComparedWithIsFound(String path, String text) {
        assertThat(Searched.file("srv/app/" + path, written(text)).rules()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '\0',
            value = {
                "Login.java ~ if (\"VALUE\".equals(user)) { return password; }",
                "Login.java ~ if (Objects.equals(user, \"VALUE\") && password) {",
                "Login.java ~ log(\"VALUE\", password)",
                "Login.java ~ log(password, \"VALUE\")",
                "login.js ~ digest = \"VALUE\"; if (x == password) {",
                "login.js ~ const id = 'VALUE' + password;",
                "login.sh ~ DIGEST=\"VALUE\" $PASSWORD"
            })
    void aLiteralBesideANameIsNotFound(String path, String text) {
        assertThat(Searched.file("srv/app/" + path, written(text)).rules()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '\0',
            value = {
                "db.go ~ password := aws.String(\"VALUE\")",
                "db.go ~ Password: ptr.To(\"VALUE\"),",
                "db.go ~ var password = []byte(\"VALUE\")",
                "Db.scala ~ val password: Option[String] = Some(\"VALUE\")",
                "Db.kt ~ val password = Optional.of(\"VALUE\")",
                "Db.swift ~ let password = Optional(\"VALUE\")",
                "db.rs ~ password: Some(\"VALUE\".to_string()),",
                "db.rs ~ password: Some(String::from(\"VALUE\")),",
                "db.rs ~ password: SecretString::new(\"VALUE\".into()),",
                "Db.java ~ String password = new String(\"VALUE\");",
                "Db.hs ~ password = Just \"VALUE\"",
                "stack.ts ~ masterUserPassword: cdk.SecretValue.unsafePlainText('VALUE'),",
                "db.ts ~ const password = new TextEncoder().encode(\"VALUE\");",
                "db.cpp ~ const std::string password{\"VALUE\"};",
                "Db.cs ~ public string Password { get; set; } = \"VALUE\";",
                "db.erl ~ {password, \"VALUE\"}",
                "sys.config ~ {default_pass, <<\"VALUE\">>}",
                "db.rb ~ password = ENV.fetch('DB_PASSWORD') { 'VALUE' }",
                "db.py ~ API_KEYS = [\"VALUE\"]",
                "settings.py ~ class Settings(BaseSettings):NL    password: str = \"VALUE\"",
                "settings.py ~ def connect(user, password: Optional[str] = \"VALUE\"):",
                "settings.py ~ db = connect(NL    password=(NL        \"VALUE\"NL    ))",
                "settings.py ~ DB_PASSWORD = \\NL    \"VALUE\"",
                "Db.java ~ private static final String PASSWORD =NL        \"VALUE\";",
                "Db.java ~ source.setPassword(NL        \"VALUE\");",
                "Db.java ~ @ConfigProperty(name = \"db.password\", defaultValue = \"VALUE\")",
                "Db.cs ~ new Dictionary<string, string> { { \"Password\", \"VALUE\" } }",
                "Db.cs ~ Environment.GetEnvironmentVariable(\"DB_PASSWORD\") ?? \"VALUE\"",
                "Db.kt ~ mapOf(\"password\" to \"VALUE\")",
                "Db.scala ~ Map(\"password\" -> \"VALUE\")",
                "db.rb ~ ENV[\"DB_PASSWORD\"] ||= \"VALUE\"",
                "db.ts ~ password!: string = 'VALUE';",
                "db.ts ~ private readonly password = <string>'VALUE';"
            })
    void aLiteralOfAnotherTypeIsFound(String path, String text) {
        assertThat(Searched.file("srv/app/" + path, written(text)).rules()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '\0',
            value = {
                "db.go ~ password := lookup(\"VALUE\")",
                "db.rs ~ let password = Digest::new(\"VALUE\");",
                "db.ts ~ password: process(\"VALUE\"),",
                "db.ts ~ password: get(name, 'VALUE'),"
            })
    void whatIsLookedUpUnderALiteralIsNotFound(String path, String text) {
        assertThat(Searched.file("srv/app/" + path, written(text)).rules()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '\0',
            value = {
                "CREATE TABLE users (id int, name varchar(20), password varchar(60));NLINSERT INTO users VALUES (1,"
                        + " 'alice', 'VALUE');",
                "CREATE TABLE `users` (NL  `id` decimal(10,2) NOT NULL,NL  `password` varchar(60) NOT NULLNL);NLINSERT"
                        + " INTO `users` VALUES (1,NULL),(2,'VALUE');",
                "create table if not exists public.users (NL  name text,NL  password character varying(60)NL);NLINSERT"
                        + " INTO public.users VALUES ('O''Brien, x', E'VALUE');",
                "CREATE TABLE a (password text);NLCREATE TABLE b (password text);NLINSERT INTO b VALUES ('VALUE');",
                "INSERT INTO users (id, created, password) VALUES (1, NOW(), 'VALUE');",
                "INSERT INTO users (password) VALUES ('VALUE');",
                "INSERT INTO users (name, password) VALUES ('a', ''),NL  ('b', 'VALUE');",
                "INSERT INTO settings VALUES (12,'smtp_password','VALUE','yes');"
            })
    void aPasswordInARowOfSqlIsFound(String text) {
        assertThat(Searched.file("srv/app/dump.sql", written(text)).rules()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '\0',
            value = {
                "CREATE TABLE users (password varchar(60), digest text);NLINSERT INTO users VALUES ('', 'VALUE');",
                "CREATE TABLE users (password varchar(60));NLINSERT INTO files VALUES ('VALUE');",
                "CREATE TABLE users (id int); -- password textNLINSERT INTO users VALUES ('VALUE');",
                "CREATE TABLE users (password_length int, digest text);NLINSERT INTO users VALUES (8, 'VALUE');"
            })
    void aValueOfAnotherColumnIsNotFound(String text) {
        assertThat(Searched.file("srv/app/dump.sql", written(text)).rules()).isEmpty();
    }

    private static String written(String text) {
        return text.replace("NL", "\n")
                .replace("VALUES", "\0")
                .replace("VALUE", VALUE)
                .replace("\0", "VALUES");
    }
}
