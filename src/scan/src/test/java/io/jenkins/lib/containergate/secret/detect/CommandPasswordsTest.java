package io.jenkins.lib.containergate.secret.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.secret.Searched;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Passwords in the arguments of commands, and what only looks like one. */
class CommandPasswordsTest {
    private static final String VALUE = "q7Vd2kXw9RzTb4LmGh";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mysql -u root -pVALUE shop",
                "mysqldump -h db -u root -pVALUE shop > dump.sql",
                "mysqladmin -u root password VALUE",
                "redis-cli -h cache -a VALUE ping",
                "curl -u deploy:'VALUE' https://nexus.acme.net",
                "curl -X POST \\\n  -H 'a: b' \\\n  -u deploy:VALUE \\\n  https://nexus.acme.net",
                "curl -u ':VALUE' https://nexus.acme.net",
                "sshpass -p 'VALUE' ssh root@shop",
                "echo \"root:VALUE\" | chpasswd",
                "echo 'deploy:VALUE' | sudo chpasswd",
                "openssl rsa -in k.pem -passin pass:VALUE -out k2.pem",
                "docker login -u ci -p VALUE registry.acme.net",
                "echo VALUE | docker login -u ci --password-stdin registry.acme.net",
                "sqlcmd -S db -U sa -P VALUE -Q 'select 1'",
                "ldapsearch -x -D cn=admin -w VALUE -b dc=acme",
                "kubectl create secret generic shop --from-literal=password=VALUE",
                "echo VALUE | passwd --stdin root",
                "echo 'VALUE' | sudo -S apt-get install curl",
                "ipmitool -I lanplus -H h -U admin -P VALUE power on",
                "cqlsh -u shop -p VALUE db",
                "oc login -u admin -p VALUE https://api.acme.net",
                "7z a -pVALUE x.7z x",
                "vault login VALUE",
                "aws ssm put-parameter --name /db/password --type SecureString --value VALUE",
                "mc alias set s3 https://s3.acme.net admin VALUE",
                "user admin insecure-password VALUE",
                "curl_setopt($c, CURLOPT_USERPWD, 'admin:VALUE');",
                "curl_easy_setopt(curl, CURLOPT_PROXYPASSWORD, \"VALUE\");",
                "CURLOPT_PASSWORD => 'VALUE',",
                "unzip -P VALUE x.zip",
                "sqlplus -S shop/VALUE@db @x.sql",
                "etcdctl --user root:VALUE get x",
                "nmcli dev wifi connect x password VALUE",
                "lftp -c 'open -u shop,VALUE ftp.acme.net'",
                "NEO4J_AUTH=neo4j/VALUE",
                "npmAuthIdent: \"shop:VALUE\"",
                "expect \"*assword*\"\nsend -- \"VALUE\\r\"",
                "org.apache.kafka.common.security.plain.PlainLoginModule required user_alice=\"VALUE\";",
                "requests.get(u, auth=(\"shop\", \"VALUE\"))",
                "requests.get(u, auth=HTTPBasicAuth('shop', 'VALUE'))",
                "server.login(\"shop@acme.net\", \"VALUE\")",
                "db.getSiblingDB('x').auth('shop', 'VALUE')",
                "http.basic_auth 'shop', 'VALUE'",
                "hudsonRealm.createAccount(\"admin\", \"VALUE\")",
                "new PasswordAuthentication(\"shop\", \"VALUE\".toCharArray())",
                "new UsernamePasswordCredentials(\"shop\", \"VALUE\")",
                "smtp.PlainAuth(\"\", \"shop@acme.net\", \"VALUE\", \"smtp.acme.net\")",
                "new Sequelize('db', 'shop', 'VALUE', {})",
                "pymysql.connect(\"db\", \"shop\", \"VALUE\", \"shop\")",
                "credentials += Credentials(\"Realm\", \"nexus.acme.net\", \"shop\", \"VALUE\")",
                "keys.load(in, \"VALUE\".toCharArray());",
                "Keys.hmacShaKeyFor(\"VALUE\".getBytes())",
                "new SymmetricSecurityKey(Encoding.UTF8.GetBytes(\"VALUE\"))",
                "app.use(cookieParser('VALUE'))",
                "<credential-reference store=\"x\" clear-text=\"VALUE\"/>",
                "Algorithm.HMAC256(\"VALUE\")",
                "sessions.NewCookieStore([]byte(\"VALUE\"))",
                "WiFi.begin(\"shop\", \"VALUE\");",
                "new SqlCredential(\"shop\", \"VALUE\")",
                "[System.Net.NetworkCredential]::new(\"shop\", \"VALUE\")",
                "EXEC sp_addlogin 'shop', 'VALUE'",
                "DBI->connect(\"dbi:mysql:shop\", \"shop\", \"VALUE\")",
                "ftplib.FTP('ftp.acme.net', 'shop', 'VALUE')",
                "mysql_connect($host, 'shop', 'VALUE')",
                "ftp_login($connection, 'shop', 'VALUE');",
                "ldap_bind($connection, 'cn=shop', 'VALUE');",
                "mysql_real_connect(c, host, \"shop\", \"VALUE\", \"db\", 0, 0, 0)",
                "jwt.encode(payload, \"VALUE\", algorithm=\"HS256\")",
                "JWT::encode($payload, 'VALUE', 'HS256')",
                "hmac.new(b\"VALUE\", message, hashlib.sha256)",
                "new mysqli($host, $user, 'VALUE', 'shop');",
                "az acr login -n shop -u ci -p VALUE",
                "crane auth login registry.acme.net -u ci -p VALUE",
                "chpasswd: { list: [\"root:VALUE\"], expire: False }",
                "ALTER\\040USER\\040shop\\040IDENTIFIED\\040BY\\040'VALUE';"
            })
    void isFound(String command) {
        assertThat(Searched.file("srv/app/run.sh", command.replace("VALUE", VALUE) + "\n")
                        .rules())
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mysql -u root -p shop",
                "mysql -u root -p\"$MYSQL_PASSWORD\" shop",
                "mysql --port=3306 -proto=TCP",
                "redis-cli -a \"${REDIS_PASSWORD}\" ping",
                "sshpass -p $PASS ssh root@shop",
                "sshpass -f file ssh root@shop",
                "echo \"root:$ROOT_PASSWORD\" | chpasswd",
                "echo \"$TOKEN\" | docker login --password-stdin",
                "docker login -u ci -p <token>",
                "openssl rsa -passin env:PASS",
                "nmcli con show password",
                "sqlplus /nolog",
                "sqlplus shop/$PASSWORD@db",
                "expect(page).toHaveTitle('VALUE1')",
                "NEO4J_AUTH=none",
                "client.login(user, password)",
                "requests.get(u, auth=(\"shop\", os.environ['P4SSWORD']))",
                "openssl enc -k changeme1",
                "echo \"$PASSWORD\" | sudo -S true",
                "vault login -method=userpass",
                "aws ssm put-parameter --name /db/host --value \"$HOST\"",
                "curl_setopt($c, CURLOPT_USERPWD, $user . ':' . $password);"
            })
    void isNone(String command) {
        assertThat(Searched.file("srv/app/run.sh", command + "\n").rules()).isEmpty();
    }
}
