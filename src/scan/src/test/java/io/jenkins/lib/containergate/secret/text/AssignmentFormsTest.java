package io.jenkins.lib.containergate.secret.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.secret.Searched;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A value is found in whatever way it is given to its name. {@code NL} stands for a line break. */
class AssignmentFormsTest {
    private static final String VALUE = "q7Vd2kXw9RzTb4LmGh";
    /** Up to the bracket the value is too short for a secret. */
    private static final String BRACKETED = "DB_PASSWORD=q7(VALUE\n";

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '\0',
            value = {
                "Makefile ~ DB_PASSWORD ?= \"VALUE\"",
                "build.mk ~ DB_PASSWORD := VALUE",
                "db.php ~ $db_password .= \"VALUE\";",
                "db.php ~ return ['password' => 'VALUE'];",
                "app.xml ~ <password>NL   VALUENL  </password>",
                "app.xml ~ <password encrypted=\"false\">VALUE</password>",
                "app.xml ~ <password><![CDATA[VALUE]]></password>",
                "app.xml ~ <property name=\"password\">NL  <value>VALUE</value>NL</property>",
                "web.xml ~ <param-name>dbPassword</param-name>NL  <param-value>VALUE</param-value>",
                "web.xml ~ <entry><key>password</key><value>VALUE</value></entry>",
                "app.config ~ <setting name=\"Password\" serializeAs=\"String\">NL  <value>VALUE</value>",
                "azure.json ~ {\"adminPassword\": {\"type\": \"securestring\", \"defaultValue\": \"VALUE\"}}",
                "app.plist ~ <key>password</key>NL  <string>VALUE</string>",
                "app.json ~ {\"password\": \"ab\\/cd\\u0026VALUE\"}",
                "app.json ~ [{\"value\": \"VALUE\", \"name\": \"DB_PASSWORD\"}]",
                "app.json ~ [{\"name\": \"DB_PASSWORD\", \"type\": \"PLAINTEXT\", \"value\": \"VALUE\"}]",
                "app.json ~ [{\"ParameterKey\": \"DbPassword\", \"ParameterValue\": \"VALUE\"}]",
                "app.json ~ {\"DbPassword\": {\"Type\": \"String\", \"Default\": \"VALUE\"}}",
                "app.yaml ~ db:NL  password: >-NL    VALUENL",
                "app.yaml ~ db:NL  password: |NL    VALUENL",
                "app.yaml ~ - value: VALUENL  name: DB_PASSWORDNL",
                "app.yaml ~ password: &db VALUE",
                "app.yaml ~ password: &db \"VALUE\"",
                "app.yaml ~ password: !!str 'VALUE'",
                "app.yaml ~ password: ! VALUE",
                "app.yaml ~ password: &db !!str VALUE",
                "app.yaml ~ password: &db |NL    VALUENL",
                "app.yaml ~ password: &VALUE",
                "app.yaml ~ password: &dbNL  \"VALUE\"NL",
                "app.yaml ~ password: !!str # of the databaseNL  'VALUE'NL",
                "app.yaml ~ password: # of the databaseNL  \"VALUE\"NL",
                "app.yaml ~ password: &VALUE # of the database",
                "app.yaml ~ password: !<tag:yaml.org,2002:str> VALUE",
                "app.yaml ~ password: !unsafe 'VALUE'",
                "app.yaml ~ password: &db !Sub \"VALUE\"",
                "app.yaml ~ db: {user: shop, password: &db VALUE, host: x}",
                "app.yaml ~ {\"db\": {\"password\":&db !!str \"VALUE\"}}",
                "app.yaml ~ - name: DB_PASSWORDNL  value: &db VALUENL",
                "app.yaml ~ - name: &name DB_PASSWORDNL  value: !!str \"VALUE\"NL",
                "app.yaml ~ - name: DB_PASSWORDNL  value: |NL    VALUENL",
                "app.yaml ~ - name: DB_PASSWORDNL  value: &db >-NL    VALUENL",
                "app.yaml ~ - value: &db VALUENL  name: DB_PASSWORDNL",
                "app.yaml ~ - value: &db !!str \"VALUE\"NL  name: DB_PASSWORDNL",
                "app.yaml ~ DbPassword:NL  Type: StringNL  Default: &db VALUENL",
                "app.yaml ~ DbPassword:NL  Type: StringNL  Default: >-NL    VALUENL",
                "app.yaml ~ DbPassword: &dbNL  Type: StringNL  Default: VALUENL",
                "app.yaml ~ DbPassword: # of the databaseNL  Type: StringNL  Default: VALUENL",
                "app.yaml ~ DbPassword: #VALUENL",
                "app.yaml ~ {DbPassword: &db {Type: String, Default: !!str VALUE}}",
                "app.yaml ~ Parameters:NL  DbPassword:NL    Type: StringNL    NoEcho: trueNL    Default: VALUENL",
                "app.tf ~ variable \"db_password\" {NL  type = stringNL  default = \"VALUE\"NL}",
                "Dockerfile ~ ENV DB_PASSWORD VALUE",
                "shop.service ~ [Service]NLEnvironment=DB_PASSWORD=VALUE",
                "shop.service ~ [Service]NLEnvironment=\"DB_PASSWORD=VALUE\"",
                ".bash_history ~ export DB_PASSWORD=VALUE",
                ".zsh_history ~ : 1700000000:0;PGPASSWORD=VALUE psql",
                "redis.conf ~ requirepass VALUE",
                "slapd.conf ~ rootpw VALUE",
                "run.sh ~ keytool -genkey -storepass VALUE -keystore k.jks",
                "run.sh ~ java -Dsonar.login=VALUE -jar x.jar",
                "Db.cs ~ var c = \"Server=db;User Id=sa;Password=VALUE;\";",
                "Db.java ~ String u = \"jdbc:mysql://db/x?user=shop&password=VALUE\";",
                "db.go ~ sql.Open(\"postgres\", \"host=db user=x password=VALUE dbname=y\")",
                "app.R ~ password <- \"VALUE\"",
                "Dockerfile ~ CMD [\"app\", \"--password\", \"VALUE\"]",
                "app.log ~ 2026-11-28 07:40:28 INFO login user=shop password=VALUE to db",
                "app.log.1 ~ [INFO] db.password: VALUE",
                "deploy.out ~ export DB_PASSWORD=VALUE",
                "users.csv ~ user,password,emailNLalice,VALUE,a@shop.ioNL",
                "users.csv ~ \"name\";\"password\"NL\"alice\";\"VALUE\"NL",
                "users.tsv ~ password\tnameNLVALUE\taliceNL",
                "users.csv ~ user,passwordNLalice,NLbob,VALUENL",
                "dump.sql ~ INSERT INTO users (name, password) values ('alice', 'VALUE');",
                "settings.py ~ PASSWORD = os.environ.get(\"DB_PASSWORD\") or \"VALUE\"",
                "settings.py ~ DB_PASSWORD = config('DB_PASSWORD', default='VALUE')",
                "settings.py ~ password: str = Field(default=\"VALUE\")",
                "settings.py ~ parser.add_argument(\"--password\", default=\"VALUE\")",
                "config.ts ~ password: process.env.DB_PASSWORD ?? \"VALUE\",",
                "config.php ~ $password = getenv('DB_PASSWORD') ?: 'VALUE';",
                "login.rs ~ const PASSWORD: &str = \"VALUE\";",
                "login.rs ~ pub static PASSWORD: &'static [u8] = b\"VALUE\";",
                "login.py ~ DB_PASSWORD: Final[str] = \"VALUE\"",
                "login.ts ~ private readonly password: Readonly<string> = 'VALUE';",
                "Main.kt ~ val password = System.getenv(\"DB_PASSWORD\") ?: \"VALUE\"",
                "main.rs ~ let password = env::var(\"DB_PASSWORD\").unwrap_or(\"VALUE\".to_string());",
                "entrypoint.sh ~ DB_PASSWORD=${DB_PASSWORD:-'VALUE'}",
                "main.c ~ char password[] = \"VALUE\";",
                "main.c ~ char password[32] = \"VALUE\";",
                "app.yml ~ password: '{BASE64}cTdWZDJrWHc5UnpUYjRMbUdo'"
            })
    void aValueIsFound(String path, String text) {
        assertThat(Searched.file("srv/app/" + path, written(text)).rules()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$token =~ s/^(['\"])(.*)\\1$/$2/;",
                "$token =~ s/^(['\"])VALUE$/x/;",
                "[[ $token =~ ^(\"|')VALUE ]]"
            })
    void aPatternThatANameIsMatchedWithIsNoValue(String text) {
        assertThat(Searched.file("usr/sbin/update-catalog", written(text)).rules())
                .isEmpty();
    }

    @Test
    void aPasswordMayBeginWithATilde() {
        assertThat(Searched.file("srv/app/.env", written("DB_PASSWORD=~VALUE")).rules())
                .isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '\0',
            value = {
                "app.yaml ~ password:NLother: VALUENL",
                "app.yaml ~ DbPassword:NL  Type: StringNLOther:NL  Default: VALUENL",
                "app.yaml ~ password: &dbNL\"other\": VALUENL",
                "app.yaml ~ password: # VALUENLother: xNL",
                "app.yaml ~ DbPassword: &dbNL  Type: StringNLOther:NL  Default: VALUENL",
                "app.yaml ~ DbPassword: # of the databaseNLOther:NL  Default: VALUENL",
                "app.yaml ~ password: &db !vault VALUENL",
                "app.yaml ~ - name: DB_PASSWORDNL  value: &db !env VALUENL",
                "app.yaml ~ - value: &sha VALUENL  name: SHANL- name: DB_PASSWORDNL",
                "app.json ~ {\"name\": \"DB_PASSWORD\"}, {\"value\": \"VALUE\"}",
                "app.json ~ [{\"value\": \"VALUE\", \"name\": \"SHA\"}, {\"name\": \"DB_PASSWORD\"}]",
                "app.tf ~ variable \"db_password\" {}NLvariable \"other\" { default = \"VALUE\" }",
                "web.xml ~ <param-name>password</param-name><other>VALUE</other>",
                "web.xml ~ <title>password</title><value>VALUE</value>",
                "web.xml ~ <param name=\"password\"/>NL<value>VALUE</value>",
                "app.yaml ~ text: give a password VALUE to itNL",
                "users.csv ~ user,password,digestNLalice,,VALUENL",
                "users.txt ~ 1NLreset-password\tAccount.PasswordNLVALUE\tAccount.NameNL",
                "dump.sql ~ INSERT INTO users (name, password) SELECT name, VALUE FROM x;",
                "settings.py ~ PASSWORD = get(\"DB_PASSWORD\", check=\"VALUE\")"
            })
    void aValueOfAnotherNameIsNotFound(String path, String text) {
        assertThat(Searched.file("srv/app/" + path, written(text)).rules()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '\0',
            value = {
                "rules.toml ~ token = 'xprv9[1-9A-HJ-NP-Za-km-z]{106}'",
                "rules.toml ~ token = 'AGE-SECRET-KEY-1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58,}'",
                "samples.toml ~ session_token = 'IQoJb3JpZ2lu{b64:300}'"
            })
    void theShapeOfAValueIsNone(String path, String text) {
        assertThat(Searched.file("srv/app/" + path, text).rules()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\t ",
                "#",
                "# ",
                " # - ",
                "- ",
                "export ",
                "EXPORT\t",
                "# export  ",
                "- export ",
                "set ",
                "set -x ",
                "set -gxU ",
                "- cmd: set -gx ",
                "- cmd: ",
                "setx ",
                "ENV ",
                "arg ",
                "setenv ",
                "passenv ",
                "declare -x ",
                "readonly ",
                "local ",
                "fastcgi_param "
            })
    void aValueAfterANameThatBeginsItsLineGoesOnToTheEndOfIt(String beginning) {
        assertThat(Searched.file("srv/app/.env", written("A=b\n" + beginning + BRACKETED))
                        .rules())
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- cmd:  ",
                "exports ",
                "my export ",
                "export export ",
                "set -gxUl ",
                "set - ",
                "set -1 ",
                "set  -x ",
                "declare -r ",
                "# # ",
                "- - "
            })
    void aValueElsewhereEndsAtABracket(String beginning) {
        assertThat(Searched.file("srv/app/.env", written("A=b\n" + beginning + BRACKETED))
                        .rules())
                .isEmpty();
    }

    private static String written(String text) {
        return text.replace("NL", "\n").replace("VALUE", VALUE);
    }
}
