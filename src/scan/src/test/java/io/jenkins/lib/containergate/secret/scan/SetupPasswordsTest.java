package io.jenkins.lib.containergate.secret.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.secret.Searched;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Passwords that are tried before any other, in files that start containers for developers or in continuous integration. */
class SetupPasswordsTest {
    private static final String SERVICE = "services:\n"
            + "  db:\n"
            + "    image: registry.example.com/acme/shop:4\n"
            + "    environment:\n"
            + "      POSTGRES_USER: clerk\n"
            + "      SHOP_PASSWORD: %s\n";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "docker-compose.yml",
                "dev/docker-compose.yaml",
                "compose.test.yaml",
                "docker/docker-compose-redis.yml",
                "podman-compose.yml",
                "local.compose.yml",
                ".github/workflows/ci.yml",
                ".github/actions/db/action.yml",
                ".gitlab-ci.yml",
                ".circleci/config.yml",
                ".gitlab/templates/test.yml",
                ".github/kind/database.yaml",
                ".gitpod.yml"
            })
    void illustrateThere(String path) {
        assertThat(found(path, "Clerk-123!").illustrates()).isTrue();
        assertThat(found(path, "Admin12345").illustrates()).isTrue();
        assertThat(found(path, "MyStr0ng_Passw0rd").illustrates()).isTrue();
        assertThat(found(path, "ReallyStrongPwd1234%^&*").illustrates()).isTrue();
        assertThat(found(path, "ReallyStrongClerk2024!").illustrates()).isFalse();
        assertThat(found(path, "Clerk2024!").illustrates()).isFalse();
        assertThat(found(path, "Harbour-71x").illustrates()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "docker-compose.prod.yml",
                "docker-compose.production.yml",
                "production/docker-compose.yml",
                "deploy/compose.yml",
                "docker-compose-live.yml",
                "staging/docker-compose.yml",
                ".github/workflows/deploy.yml",
                ".github/workflows/deploy-site.yml",
                ".github/workflows/release.yml",
                "values.yaml",
                "config/app.yml",
                "k8s/decompose.yml",
                "docker-compose.yml/app.yml",
                ".env",
                "compose.env"
            })
    void areInUseEverywhereElse(String path) {
        assertThat(found(path, "Clerk-123!").illustrates()).isFalse();
    }

    /** Whatever the file is called, it starts what others use. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "    restart: always\n",
                "    restart: \"unless-stopped\"\n",
                "    restart: ${RESTART:-always}\n",
                "    deploy:\n      replicas: 2\n",
                "    deploy:\n      restart_policy:\n        condition: any\n",
                "    deploy:\n      mode: global\n",
                "      NODE_ENV: production\n",
                "      - APP_ENV=prod\n",
                "      - APP_ENV=${APP_ENV-production}\n",
                "    labels:\n      - traefik.http.routers.shop.tls.certresolver=le\n",
                "      LETSENCRYPT_HOST: shop.example.net\n"
            })
    void areInUseWhereTheFileServesOthers(String line) {
        String text = SERVICE.formatted("Admin123!") + line;

        assertThat(Searched.file("docker-compose.yml", text).found())
                .extracting(FoundSecret::illustrates)
                .containsExactly(false);
        assertThat(Searched.file("docker-compose.dev.yml", text).found())
                .as("developers restart their containers, too, and the name says that they are theirs")
                .extracting(FoundSecret::illustrates)
                .containsExactly(true);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "    restart: on-failure\n",
                "    # restart: always\n",
                "    deploy:\n      resources:\n        reservations:\n          devices: []\n",
                "      NODE_ENV: development\n",
                "      NODE_ENV: production-like\n",
                "      NODE_ENV: ${NODE_ENV:-development}\n",
                "      ENVIRONMENT: test\n"
            })
    void illustrateWhereNothingSaysThatOthersAreServed(String line) {
        assertThat(Searched.file("docker-compose.yml", SERVICE.formatted("Admin123!") + line)
                        .found())
                .extracting(FoundSecret::illustrates)
                .containsExactly(true);
    }

    @Test
    void areInUseInAFileThatIsTooLongToBeRead() {
        String text = SERVICE.formatted("Admin123!") + "# more\n".repeat(200_000);

        assertThat(Searched.file("docker-compose.yml", text).found())
                .extracting(FoundSecret::illustrates)
                .containsExactly(false);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        jobs:~  sync:~    steps:~      - run: sshpass -p 'Admin12345!' ssh clerk@shop.example.net
        jobs:~  sync:~    env:~      SHOP: postgres://clerk:Admin12345!@db.shop.net/shop
        jobs:~  sync:~    env:~      SHOP: postgres://clerk:Admin12345!@db/shop
        jobs:~  sync:~    steps:~      - run: curl -u clerk:Admin12345! http://127.0.0.1.shop.net/
        jobs:~  sync:~    steps:~      - run: curl -u clerk:Admin12345! http://localhost/ https://shop.net/
        jobs:~  sync:~    steps:~      - run: curl -u clerk:Admin12345! http://localhost/~      - run: curl -u clerk:Admin12345! https://shop.net/
        jobs:~  sync:~    steps:~      - run: curl -u clerk:Kd83x9wXq4! http://localhost/
        jobs:~  sync:~    steps:~      - run: sqlcmd -U sa -P "Kd83x9wXq4!" -Q "SELECT 1"
        jobs:~  sync:~    steps:~      - run: sqlcmd -S shop -U sa -P "Admin12345!" -Q "SELECT 1"
        jobs:~  sync:~    steps:~      - run: sqlcmd -U sa -P "Admin12345!" -S shop
        jobs:~  sync:~    steps:~      - run: sqlcmd -U sa -P "Admin12345!" $OPTIONS
        jobs:~  sync:~    steps:~      - run: mysql --defaults-file=shop.cnf -u clerk -pAdmin12345!
        jobs:~  sync:~    steps:~      - run: mysql --version; sshpass -p Admin12345! scp a shop:
        jobs:~  sync:~    steps:~      - run: ssh shop.example.net sqlcmd -U sa -P "Admin12345!"
        jobs:~  sync:~    steps:~      - run: >-~          sqlcmd -U sa -P "Admin12345!" \\~            -S shop
        jobs:~  sync:~    env:~      SQLCMDSERVER: shop~    steps:~      - run: sqlcmd -U sa -P "Admin12345!"
        jobs:~  sync:~    steps:~      - run: >-~          curl -u clerk:Admin12345! \\~            https://shop.net/
        """)
    void areInUseWhereTheyOpenAnotherHost(String text) {
        assertThat(Searched.file(".github/workflows/sync.yml", text.replace("~", "\n"))
                        .found())
                .isNotEmpty()
                .noneMatch(FoundSecret::illustrates);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        docker-compose.yml | services:~  db:~    image: postgres~  shop:~    environment:~      SHOP: postgres://clerk:p0stgr3s1@db:5432/shop
        docker-compose.yml | services:~  shop:~    command: curl -u clerk:Admin12345! http://localhost:8080/ready
        .github/workflows/ci.yml | jobs:~  sync:~    steps:~      - run: sqlcmd -C -U sa -P "Admin12345!" -Q "CREATE DATABASE shop"
        docker-compose.yml | services:~  db:~    command: sh -c 'sleep 9 && /opt/tools/sqlcmd -U sa -P "Admin12345!" -Q "SELECT 1"'
        .github/scripts/run.sh | curl -u clerk:Admin12345! http://127.0.0.1:8080/ready
        .github/scripts/run.sh | curl -u clerk:Admin12345! http://[::1]:8080/ready~export SHOP_PASSWORD=Admin12345!
        """)
    void illustrateWhereTheyOpenTheMachineItself(String path, String text) {
        assertThat(Searched.file(path, text.replace("~", "\n") + "\n").found())
                .isNotEmpty()
                .allMatch(FoundSecret::illustrates);
    }

    @Test
    void areJudgedBesideAnImageOfManyParts() {
        String text = SERVICE.formatted("Admin12345!").replace("acme/", "acme/".repeat(100_000));

        assertThat(Searched.file("docker-compose.yml", text).found())
                .singleElement()
                .satisfies(found -> assertThat(found.illustrates()).isTrue());
    }

    private static FoundSecret found(String path, String password) {
        String text = path.endsWith("env")
                ? "POSTGRES_USER=clerk\nPOSTGRES_PASSWORD=" + password + "\n"
                : SERVICE.formatted(password);
        return Searched.file(path, text).found().get(0);
    }
}
