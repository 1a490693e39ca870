package io.jenkins.lib.containergate.secret.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.secret.Searched;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values of YAML that do not follow their names on the same line. {@code NL} stands for a line break. */
class YamlFormsTest {
    private static final String VALUE = "q7Vd2kXw9RzTb4LmGh";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "? passwordNL: VALUENL",
                "db:NL  ? \"password\" # of the databaseNL  : \"VALUE\"NL",
                "db:NL  password:NL    VALUENL  host: aNL",
                "db:NL  - password:NL      VALUENL",
                "passwords: [VALUE, b]NL",
                "passwords: [&a VALUE]NL",
                "passwords: [NL  \"changeme\",NL  \"VALUE\"NL]NL",
                "passwords:NL- changemeNL- VALUE # of bobNL",
                "passwords:NL  - 'VALUE'NL  - bNL",
                "db: {passwords: [&a VALUE, b]}NL",
                "x: &db VALUENLdb:NL  password: *db # the sameNL",
                "x: [&db VALUE]NLdb: {password: *db}NL",
                "x:NL  secret-of-db: &db-1NL    \"VALUE\"NLdb:NL  password: *db-1NL",
                "a: &db noneNLb: &db VALUENLpassword: *dbNLc: &db otherNL",
                "- name: passwordNL  default: VALUENL",
                "- default: VALUENL  name: passwordNL",
                "- name: passwordNL  description: of the databaseNL  required: trueNL  default: VALUENL",
                "- name: passwordNL  oneOf:NL    - a: 1NLNL    - b: 2NL  value: VALUENL",
                "- value: VALUENL  description: of the databaseNL  name: passwordNL",
                "{\"name\": \"password\", \"description\": \"x\", \"required\": true, \"value\": \"VALUE\"}",
                "{\"value\": \"VALUE\", \"description\": \"x\", \"name\": \"password\"}",
                "args:NL- --passwordNL- VALUENL",
                "args: [NL  \"--password\",NL  \"VALUE\"NL]",
                "command:NL  - redis-serverNL  - \"--requirepass\"NL  - \"VALUE\"NL"
            })
    void aValueIsFound(String text) {
        assertThat(Searched.file("srv/app/app.yaml", written(text)).rules()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "? passwordNLother: VALUENL",
                "passwordNL: VALUENL",
                "db:NL  password:NL  other: VALUENL",
                "password:NL  other:NL    VALUENL",
                "passwords:NLother:NL- VALUENL",
                "passwords:NL  - name: VALUENL",
                "password: *dbNL",
                "other: &db VALUENLpassword: *otherNL",
                "password: *dbNLlater: &db VALUENL",
                "a: &db VALUENLb: &db noneNLpassword: *dbNL",
                "- name: passwordNL- default: VALUENL",
                "- name: passwordNL  other:NL    value: VALUENL",
                "- value: VALUENL- name: passwordNL",
                "{\"name\": \"password\", \"of\": {\"value\": \"VALUE\"}}",
                "args:NL- --passwordNL- --checksum=VALUENL",
                "args:NL- --passwordNLdigest: VALUENL"
            })
    void aValueOfAnotherNameIsNotFound(String text) {
        assertThat(Searched.file("srv/app/app.yaml", written(text)).rules()).isEmpty();
    }

    @Test
    void aValueBehindAnAnchorIsReportedWhereItStands() {
        Searched searched = Searched.file(
                "srv/app/app.yaml",
                written("a: 1NLx: &db VALUENLb: 2NLdb:NL  password: *dbNLother:NL  password: *dbNL"));

        assertThat(searched.found()).singleElement().satisfies(found -> {
            assertThat(found.line()).isEqualTo(2);
            assertThat(found.pointer()).contains("/x");
        });
    }

    private static String written(String text) {
        return text.replace("NL", "\n").replace("VALUE", VALUE);
    }
}
