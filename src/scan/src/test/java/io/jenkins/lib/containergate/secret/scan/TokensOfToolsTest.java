package io.jenkins.lib.containergate.secret.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.secret.Searched;
import io.jenkins.lib.containergate.testkit.secret.SecretTemplate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where tools keep the tokens they log in with, and what only looks like such a place. */
class TokensOfToolsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        root/.condarc          | channels:~  - https://conda.acme.io/t/ab-{uuid}/shop~ | conda-token
        root/.config/pip/pip.conf | [global]~index-url = https://{alnum:32}@pypi.acme.io/simple~ | url-credentials
        app/.git/config        | [remote "origin"]~ url = https://{alnum:40}@git.acme.io/shop.git~ | url-credentials
        app/.git/config        | url = https://{alnum:40}:@git.acme.io/shop.git~ | url-credentials
        app/.git/config        | url = https://{alnum:40}:x@git.acme.io/shop.git~ | url-credentials
        app/requirements.txt   | git+https://{alnum:40}@git.acme.io/shop.git@v1~ | url-credentials
        app/package.json       | {"dependencies": {"shop": "git+https://{alnum:40}:@git.acme.io/shop.git"}} | url-credentials
        app/requirements.txt   | hg+http://{alnum:40}@hg.acme.io/shop~ | url-credentials
        root/.yarnrc           | "//registry.acme.io/:_authToken" "{alnum:36}"~ | yarn-registry-auth
        root/.yarnrc           | "//registry.acme.io/:_authToken"   "{alnum:36}"~ | yarn-registry-auth
        root/.yarnrc           | "//registry.acme.io/:_authToken" {alnum:36}~ | yarn-registry-auth
        root/.docker/config.json | {"HttpHeaders": {"Authorization": "Bearer {alnum:40}"}} | authorization-header
        root/.docker/config.json | {"HttpHeaders": {"X-Registry-Token": "{alnum:40}"}} | generic-secret
        app/install.sh         | cat<<EOF>/run/secrets/db~{alnum:24}~EOF~ | command-password
        app/install.sh         | cat>/run/secrets/db<<EOF~{alnum:24}~EOF~ | command-password
        etc/shop/app.conf.1    | db_password = {alnum:24}~ | generic-password
        etc/shop/app.properties.12 | db.password={alnum:24}~ | generic-password
        """)
    void aTokenIsFoundThere(String path, String text, String rule) {
        assertThat(Searched.file(path, filled(text)).rules()).as(text).containsExactly(rule);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        app/settings.py        | SENTRY = "https://{hex:32}@o12345.ingest.sentry.io/42"~
        app/settings.py        | DSN = "https://{hex:32}@errors.acme.io/42"~
        app/.git/config        | url = https://continuous-integration-user@git.acme.io/shop.git~
        app/.git/config        | url = https://{alnum:40}@git.example.org/shop.git~
        app/.git/config        | url = https://{alnum:40}:@git.example.org/shop.git~
        app/.git/config        | url = https://continuous-integration-user:@git.acme.io/shop.git~
        app/.git/config        | url = ssh://{alnum:40}@git.acme.io/shop.git~
        app/settings.py        | SENTRY = "https://{hex:32}:@o12345.ingest.sentry.io/42"~
        app/pip.conf           | index-url = https://${PIP_TOKEN_OF_THE_BUILD}@pypi.acme.io/simple~
        root/.condarc          | channels:~  - https://conda.acme.io/t/<TOKEN>/shop~
        """)
    void whatIsPublicOrOnlyShowsWhereATokenGoesIsNone(String path, String text) {
        assertThat(Searched.file(path, filled(text)).rules()).as(text).isEmpty();
    }

    private static String filled(String text) {
        return new SecretTemplate(23).fill(text.replace("~", "\n"));
    }
}
