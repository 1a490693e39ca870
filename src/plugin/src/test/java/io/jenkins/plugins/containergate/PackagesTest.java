package io.jenkins.plugins.containergate;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import hudson.ProxyConfiguration;
import io.jenkins.plugins.containergate.config.CustomCertificates;
import java.net.http.HttpClient;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A package of the plugin uses those before it in this list, and none after it. */
class PackagesTest {
    private static final String ROOT = "io.jenkins.plugins.containergate";
    private static final List<String> ORDER = List.of(
            "credentials",
            "aws",
            "config",
            "ui",
            "build",
            "access",
            "agent",
            "evaluate",
            "run",
            "attest",
            "steps",
            "builders");

    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    @Test
    void noArrowLeadsBackUp() {
        for (int i = 0; i < ORDER.size() - 1; i++) {
            noClasses()
                    .that()
                    .resideInAPackage(packages(i))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(IntStream.range(i + 1, ORDER.size())
                            .mapToObj(PackagesTest::packages)
                            .toArray(String[]::new))
                    .check(classes);
        }
    }

    /** One that was made elsewhere did not trust the organisation's CA certificates. */
    @Test
    void everyHttpClientOfTheControllerTrustsTheCertificatesOfTheOrganisation() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(CustomCertificates.class.getName())
                .should()
                .callMethod(ProxyConfiguration.class, "newHttpClientBuilder")
                .orShould()
                .callMethod(HttpClient.class, "newBuilder")
                .orShould()
                .callMethod(HttpClient.class, "newHttpClient")
                .check(classes);
    }

    private static String packages(int place) {
        return ROOT + "." + ORDER.get(place) + "..";
    }

    @Test
    void everyPackageHasItsPlace() {
        assertThat(classes.stream()
                        .map(each -> each.getPackageName().substring(ROOT.length()))
                        .filter(name -> !name.isEmpty())
                        .map(name -> name.split("\\.")[1])
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(ORDER);
    }
}
