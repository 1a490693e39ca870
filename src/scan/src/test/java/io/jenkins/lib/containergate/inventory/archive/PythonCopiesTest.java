package io.jenkins.lib.containergate.inventory.archive;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PythonCopiesTest {
    @Test
    void aCopyBehindMoreThanAreKeptIsNotPassedOver() {
        PythonCopies copies = new PythonCopies();
        for (int i = 0; i < 9_999; i++) {
            copies.note(i + "/requests/certs.py");
            copies.note(i + "/requests-2.0.dist-info/METADATA");
        }
        copies.note("0/django/core/handlers/base.py");
        assertThat(copies.unnamed()).isEmpty();

        copies.note("named/requests/certs.py");
        copies.note("named/requests-2.0.dist-info/METADATA");
        copies.note("app/requests/certs.py");

        assertThat(copies.unnamed()).contains("app/requests/certs.py");
    }
}
