package io.jenkins.lib.containergate.signature.notation;

import static io.jenkins.lib.containergate.gate.SignatureRun.IMAGE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.gate.SignatureRun;
import io.jenkins.lib.containergate.policy.GateResult;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.lib.containergate.signature.MemoryRepository;
import io.jenkins.lib.containergate.signature.fake.FakeCertificate;
import io.jenkins.lib.containergate.signature.fake.FakeNotation;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Subjects with attributes of every kind, held against identities of a policy (C.4.6). */
class TrustedSubjectTest {
    /** Country, state, organisation. */
    private static final String BASE = "2.5.4.6=DE | 2.5.4.8=Berlin | 2.5.4.10=Acme";

    /** @param subject relative names, separated by bars, their attributes by plus signs */
    private static GateResult judge(String subject, String identity) throws Exception {
        String[][] parts = Arrays.stream(subject.split(" \\| "))
                .map(part -> part.split(" \\+ "))
                .toArray(String[][]::new);
        FakeNotation signer = new FakeNotation(FakeCertificate.name(parts));
        MemoryRepository repository = new MemoryRepository();
        repository.attach(IMAGE.digest(), FakeNotation.TYPE, FakeNotation.COSE, signer.cose(FakeNotation.headers()));
        return new SignatureRun()
                .repository(repository)
                .policy(signer.policy("x509.subject: " + identity))
                .result();
    }

    private static final String BERLIN = "C=DE, ST=Berlin, O=Acme";

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "2.5.4.5=HRB 123; , serialNumber=HRB 123",
                "2.5.4.5=HRB 123; , 2.5.4.5=HRB 123",
                "2.5.4.5=HRB 123;''",
                "2.5.4.17=10115; , postalCode=10115",
                "2.5.4.17=10115; , POSTALCODE=10115",
                "2.5.4.9=Street 1; , STREET=Street 1",
                "2.5.4.97=X-1; , organizationIdentifier=X-1",
                "1.2.840.113549.1.9.1=a@acme.example; , E=a@acme.example",
                "1.2.3.4.5=odd;''",
                "1.2.3.4.5=odd; , 1.2.3.4.5=odd",
                "2.5.4.3=release + 2.5.4.11=ci; , CN=release",
                "2.5.4.3=release + 2.5.4.11=ci; , CN=release+OU=ci",
                "2.5.4.3=release + 2.5.4.5=7; , CN=release, serialNumber=7",
                "2.5.4.11=a | 2.5.4.11=b; , OU=a, OU=b",
                "2.5.4.11=a + 2.5.4.11=b; , OU=b+OU=a",
                "2.5.4.3=a\\, O=Evil; , CN=a\\\\, O\\=Evil",
            })
    void aSubjectThatHasWhatTheIdentityNamesIsTrusted(String more, String wanted) throws Exception {
        GateResult result = judge(BASE + " | " + more.replace("\\,", ","), BERLIN + wanted.replace("\\\\", "\\"));
        assertThat(result.findings()).isEmpty();
        assertThat(result.outcome()).isEqualTo(Outcome.PASS);
    }

    @Test
    void oneRelativeNameMayHoldThemAll() throws Exception {
        assertThat(judge("2.5.4.6=DE + 2.5.4.8=Berlin + 2.5.4.10=Acme", BERLIN).outcome())
                .isEqualTo(Outcome.PASS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "2.5.4.5=HRB 124; , serialNumber=HRB 123",
                "2.5.4.17=101159; , postalCode=10115",
                "2.5.4.3=x; , serialNumber=HRB 123",
                "2.5.4.3=O\\=Acme; , CN=Acme",
                "2.5.4.10=Evil;''",
                "2.5.4.3=release + 2.5.4.10=Evil;''",
                "2.5.4.6=US;''",
                "2.5.4.11=a | 2.5.4.11=b; , OU=a",
                "2.5.4.11=a; , OU=a, OU=b",
                "2.5.4.3=release | 2.5.4.3=other; , CN=release",
            })
    void aSubjectThatSaysMoreOrOtherOfWhatTheIdentityNamesIsNot(String more, String wanted) throws Exception {
        GateResult result = judge(BASE + " | " + more.replace("\\=", "="), BERLIN + wanted);
        assertThat(result.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(result.findings().get(0).finding().actual()).contains("who is not trusted");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "C=DE, ST=Berlin",
                "C=DE, ST=Berlin, O=",
                "C=DE, ST=Berlin, O=#0c0441636d65",
                "C=DE, ST=Berlin, O=Acme, SERIAL=7",
                "C=DE, ST=Berlin, O=Acme, 1.2.3.=7",
                "C=DE, ST=Berlin, O=Acme, CN",
            })
    void anIdentityThatCanNeverMatchIsAnError(String identity) {
        assertThatThrownBy(() -> TrustedIdentity.parse("x509.subject: " + identity))
                .isInstanceOf(GateException.class);
    }
}
