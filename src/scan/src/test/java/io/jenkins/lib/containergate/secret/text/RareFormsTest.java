package io.jenkins.lib.containergate.secret.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.secret.Searched;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Forms of an assignment that few programs have. {@code NL} stands for a line break. */
class RareFormsTest {
    private static final String VALUE = "q7Vd2kXw9RzTb4LmGh";
    private static final String OTHER = "Xk4vR9qLt2Wz7Nb3Ys";

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '\0',
            value = {
                // several names at once
                "a.py ~ user, password = \"shop\", \"VALUE\"",
                "a.py ~ password, user = \"VALUE\", \"shop\"",
                "a.py ~ host, user, password, port = 'db', 'shop', 'VALUE', 5432",
                "a.py ~ (user, password) = (\"shop\", \"VALUE\")",
                "a.py ~ self.user, self.password = \"shop\", \"VALUE\"",
                "a.go ~ user, password := \"shop\", \"VALUE\"",
                "a.rb ~ user, password = 'shop', 'VALUE'",
                "a.js ~ const [user, password] = ['shop', 'VALUE'];",
                "a.rs ~ let (user, password) = (\"shop\", \"VALUE\");",
                "a.lua ~ local user, password = \"shop\", \"VALUE\"",
                "a.pl ~ my ($user, $password) = ('shop', 'VALUE');",
                // calls that set a member
                "a.py ~ setattr(config, \"password\", \"VALUE\")",
                "a.py ~ object.__setattr__(self, 'db_password', 'VALUE')",
                "a.js ~ Reflect.set(config, 'password', 'VALUE');",
                "a.py ~ config.set('db', 'password', 'VALUE')",
                "a.rb ~ config.instance_variable_set(:@password, 'VALUE')",
                "a.rb ~ obj.send(:password=, 'VALUE')",
                // one of two
                "a.js ~ const password = test ? \"VALUE\" : undefined;",
                "a.js ~ const password = test ? undefined : \"VALUE\";",
                "a.js ~ const password = test ? 'changeme' : 'VALUE';",
                "A.java ~ String password = test ? \"VALUE\" : System.getenv(\"X\");",
                "A.java ~ String password = test ? System.getenv(\"X\") : \"VALUE\";",
                "a.py ~ password = \"VALUE\" if test else None",
                "a.py ~ password = \"changeme\" if test else \"VALUE\"",
                "a.py ~ password = os.environ['X'] if test else \"VALUE\"",
                "A.kt ~ val password = if (test) \"VALUE\" else null",
                "A.kt ~ val password = if (test) null else \"VALUE\"",
                "main.tf ~ password = var.x != \"\" ? var.x : \"VALUE\"",
                // files that a shell writes
                "a.sh ~ echo VALUE > /run/secrets/db",
                "a.sh ~ echo -n 'VALUE' > /run/secrets/db",
                "a.sh ~ echo \"VALUE\" >/etc/app/secret",
                "a.sh ~ printf VALUE > /run/secrets/db",
                "a.sh ~ printf '%s' 'VALUE' > \"$HOME/app/secret.txt\"",
                "a.sh ~ printf '%s\\n' VALUE > /srv/app/db_password",
                "a.sh ~ echo VALUE | tee /run/secrets/db",
                "a.sh ~ echo 'VALUE' | sudo tee /etc/app/secret > /dev/null",
                "a.sh ~ echo VALUE >> /srv/token",
                "Dockerfile ~ RUN echo VALUE > /run/secrets/db && chmod 600 /run/secrets/db",
                "a.sh ~ cat > /run/secrets/db <<EOFNLVALUENLEOFNL",
                "a.sh ~ cat >/srv/app/db_password <<-'EOF'NL  VALUENL  EOFNL",
                "a.sh ~ cat <<EOF > /run/secrets/dbNLVALUENLEOFNL",
                "a.sh ~ tee /run/secrets/db <<< VALUE",
                "a.sh ~ sudo tee /etc/app/secret <<<\"VALUE\" > /dev/null",
                "a.sh ~ tee /run/secrets/db > /dev/null <<EOFNLVALUENLEOFNL",
                "a.sh ~ tee /run/secrets/db <<EOF > /dev/nullNLVALUENLEOFNL",
                "a.sh ~ tee /run/secrets/db > /dev/null <<< VALUE",
                "a.sh ~ cat <<EOF | tee /run/secrets/dbNLVALUENLEOFNL",
                "a.sh ~ cat <<'EOF' | sudo tee -a /run/secrets/db >/dev/nullNLVALUENLEOFNL",
                "a.sh ~ cat > /run/secrets/db <<< VALUE",
                "a.sh ~ cat>/run/secrets/db<<<VALUE",
                "a.sh ~ cat>>/run/secrets/db <<EOFNLVALUENLEOFNL",
                "a.sh ~ cat <<< 'VALUE' > /run/secrets/db",
                "a.sh ~ cat<<<VALUE>>/run/secrets/db",
                "a.sh ~ cat<<EOF|tee /run/secrets/dbNLVALUENLEOFNL",
                "Dockerfile ~ RUN cat > /run/secrets/db <<EOFNLVALUENLEOFNL",
                // serialised by PHP
                "a.txt ~ a:2:{s:4:\"user\";s:4:\"shop\";s:8:\"password\";s:18:\"VALUE\";}",
                "a.sql ~ INSERT INTO options VALUES (1, 'smtp', 'a:1:{s:8:\"password\";s:18:\"VALUE\";}');",
                // members that are described
                "a.json ~ {\"outputs\": {\"db_password\": {\"value\": \"VALUE\", \"type\": \"string\"}}}",
                "a.js ~ Object.defineProperty(config, \"password\", {value: \"VALUE\"});",
                "a.js ~ Object.defineProperty(config, 'dbPassword', { enumerable: true, value: 'VALUE' });",
                "a.js ~ Reflect.defineProperty(config, 'password', {NL  value: 'VALUE',NL});",
                "a.clj ~ {:password \"VALUE\"}",
                "a.edn ~ {:user \"shop\" :passwordNL  \"VALUE\"}",
                "a.clj ~ (def db {:db-passwordNL         \"VALUE\"})",
                // SQL
                "a.sql ~ CREATE USER shop IDENTIFIED BY VALUE;",
                "a.sql ~ alter user shop identified by VALUE;",
                "a.sql ~ GRANT CONNECT TO shop IDENTIFIED BY VALUE",
                // calls that take a key
                "a.py ~ f = Fernet(b\"q7Vd2kXw9RzTb4LmGhXk4vR9qLt2Wz7Nb3YsPp0qRtA=\")",
                "a.py ~ f = Fernet('q7Vd2kXw9RzTb4LmGhXk4vR9qLt2Wz7Nb3YsPp0qRtA=')",
                "a.py ~ MultiFernet([Fernet(b'q7Vd2kXw9RzTb4LmGhXk4vR9qLt2Wz7Nb3YsPp0qRtA=')])",
                // quotes of Perl and Ruby
                "a.pl ~ my $password = q{VALUE};",
                "a.pl ~ my $password = qq{VALUE};",
                "a.pl ~ my $password = q(VALUE);",
                "a.pl ~ my $password = q[VALUE];",
                "a.pl ~ my $password = q/VALUE/;",
                "a.pl ~ my $password = q|VALUE|;",
                "a.pl ~ password => q{VALUE},",
                "a.rb ~ password = %q(VALUE)",
                "a.rb ~ password = %Q{VALUE}",
                "a.rb ~ password = %(VALUE)",
                "a.sql ~ password := q'[VALUE]';",
                "a.sql ~ password := q'{VALUE}';",
                // texts of several lines
                "a.tfvars ~ db_password = <<EOTNLVALUENLEOTNL",
                "a.tfvars ~ db_password = <<-EOTNL  VALUENL  EOTNL",
                "main.tf ~   password = <<-EOTNL    VALUENL  EOTNL",
                "a.pl ~ my $password = <<EOT;NLVALUENLEOTNL",
                "a.pl ~ my $password = <<'EOT';NLVALUENLEOTNL",
                "a.php ~ $password = <<<EOTNLVALUENLEOT;NL",
                "a.php ~ $password = <<<'EOT'NLVALUENLEOT;NL",
                "a.sh ~ read -r PASSWORD <<EOFNLVALUENLEOFNL",
                "a.py ~ password = \"\"\"NLVALUENL\"\"\"",
                "a.py ~ password = '''VALUE'''",
                "A.java ~ String password = \"\"\"NL    VALUE\"\"\";",
                // the next line
                "a.js ~ const password =NL  'VALUE';",
                "a.js ~ password:NL    'VALUE',",
                "a.json ~ {\"password\":NL  \"VALUE\"}",
                "a.py ~ password = (NL    \"VALUE\"NL)",
                "a.py ~ password = \\NL    \"VALUE\"",
                "a.py ~ login(password=NL    \"VALUE\")",
                "a.go ~ password :=NL\t\"VALUE\"",
                "a.rb ~ password =NL  'VALUE'",
                "a.rb ~ :password =>NL  'VALUE'",
                "a.php ~ 'password' =>NL  'VALUE',",
                "A.java ~ builder.password(NL    \"VALUE\")",
                "A.java ~ properties.put(\"password\",NL    \"VALUE\");",
                "A.java ~ String password =NL    // of the databaseNL    \"VALUE\";",
                "a.rs ~ let password: &str =NL    \"VALUE\";",
                "A.scala ~ val password =NL  \"VALUE\"",
                "A.kt ~ val password: String =NL  \"VALUE\"",
                "A.swift ~ let password: String =NL  \"VALUE\"",
                "a.ex ~ password:NL  \"VALUE\"",
                "a.hs ~ password =NL  \"VALUE\"",
                "a.ts ~ const password: string =NL  'VALUE';",
                "a.clj ~ {:password \"VALUE\"}",
                "a.dart ~ final password =NL  'VALUE';",
                "a.lua ~ password =NL  \"VALUE\"",
                "a.ps1 ~ $password =NL  'VALUE'",
                "a.ps1 ~ -Password `NL  'VALUE'",
                "Dockerfile ~ ENV DB_PASSWORD \\NL  VALUE",
                "Dockerfile ~ ENV DB_PASSWORD=\\NLVALUE",
                "a.sh ~ mysql --password \\NL  'VALUE'",
                "a.sh ~ export DB_PASSWORD=\\NLVALUE",
                "a.properties ~ db.password=\\NL  VALUE",
                "a.nix ~ password =NL  \"VALUE\";",
                "main.tf ~ password = (NL  \"VALUE\"NL)",
                // users with a password each
                "a.py ~ PASSWORDS = {\"alice\": \"VALUE\", \"bob\": \"OTHER\"}",
                "a.py ~ passwords = {'alice': 'VALUE'}",
                "a.js ~ const credentials = { alice: 'VALUE' };",
                "a.json ~ {\"passwords\": {\"alice\": \"VALUE\"}}",
                "a.json ~ {\"credentials\": {\"alice\": \"VALUE\"}}",
                "a.yaml ~ passwords:NL  alice: VALUENL  bob: OTHERNL",
                "a.yaml ~ credentials:NL  alice: VALUENL",
                "a.go ~ passwords := map[string]string{\"alice\": \"VALUE\"}",
                "A.java ~ Map<String, String> passwords = Map.of(\"alice\", \"VALUE\");",
                "a.rb ~ passwords = { 'alice' => 'VALUE' }",
                "a.php ~ $passwords = ['alice' => 'VALUE'];"
            })
    void theValueIsFound(String path, String text) {
        assertThat(Searched.file("srv/app/" + path, written(text)).rules()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '\0',
            value = {
                // the value of another name
                "a.py ~ password, digest = read(), \"VALUE\"",
                "a.py ~ connect(host, password, \"VALUE\")",
                "a.js ~ map.get('digest', 'password', 'VALUE')",
                "a.py ~ getattr(config, \"password\", name) + \"VALUE\"",
                // texts to choose from
                "a.js ~ const password = shown ? 'Hide the password' : 'Show the password';",
                "a.js ~ const passwordType = shown ? 'text' : 'password';",
                "a.py ~ password = \"********\" if hidden else read()",
                // no file of secrets, or what a variable holds
                "a.sh ~ echo VALUE > /tmp/checksum",
                "a.sh ~ echo \"$PASSWORD\" > /run/secrets/db",
                "a.sh ~ echo ${PASSWORD} > /run/secrets/db",
                "a.sh ~ echo 'enter the password' > /run/secrets/db",
                "a.sh ~ printf '%s' \"$1\" > /run/secrets/db",
                "a.sh ~ cat > /run/secrets/db <<EOFNL$PASSWORDNLEOFNL",
                "a.sh ~ cat > /tmp/checksum <<EOFNLVALUENLEOFNL",
                "a.sh ~ cat <<EOF | tee /tmp/checksumNLVALUENLEOFNL",
                "a.sh ~ cat > /run/secrets/db <<< \"$PASSWORD\"",
                "a.sh ~ tee /tmp/checksum <<< VALUE",
                "a.sh ~ cat <<< \"$PASSWORD\" > /run/secrets/db",
                "a.sh ~ cat <<< VALUE > /tmp/checksum",
                "a.sh ~ cat > /etc/app/secret.txt <<EOFNLthe text of a fileNLVALUENLEOFNL",
                "a.js ~ Object.defineProperty(config, \"password\", {get() { return read(\"VALUE\"); }});",
                "a.js ~ check(password, {value: \"VALUE\"});",
                // sentences
                "a.sql ~ -- rows are identified by numbers",
                "A.java ~ // users are identified by identifier;",
                "a.py ~ f = Fernet(key)",
                "a.py ~ f = Fernet(b\"your-key-goes-here\")",
                // names and no passwords
                "a.yaml ~ credentials:NL  provider: vaultNL  path: secret/data/shopNL",
                "a.py ~ passwords = {\"alice\": read(\"VALUE\")}",
                "a.rb ~ password = %(enter your password)",
                "a.pl ~ my $password = q{enter your password};",
                "a.cpp ~ std::cout << password << \"VALUE\";",
                "a.py ~ password = \"\"\"NLThe text of the mail.NL\"\"\""
            })
    void whatOnlyLooksSoIsNotFound(String path, String text) {
        assertThat(Searched.file("srv/app/" + path, written(text)).rules()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {"a.rb | password = <<~EOTNL  VALUENLEOTNL", "a.pl | my $password = <<~'EOT';NL  VALUENL  EOTNL"})
    void aTextBetweenMarksMayBeIndented(String path, String text) {
        assertThat(Searched.file("srv/app/" + path, written(text)).rules()).isNotEmpty();
    }

    private static String written(String text) {
        return "# first\n" + text.replace("NL", "\n").replace("VALUE", VALUE).replace("OTHER", OTHER) + "\n";
    }
}
