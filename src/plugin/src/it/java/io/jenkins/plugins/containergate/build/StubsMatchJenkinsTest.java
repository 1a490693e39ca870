package io.jenkins.plugins.containergate.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the Maven Central build compiles against is what Jenkins has: a difference would be a NoSuchMethodError there. */
class StubsMatchJenkinsTest {
    @Test
    void everySignatureIsThatOfTheRealClass() throws Exception {
        List<String> differences = new ArrayList<>();
        try (StubClasses stubs = new StubClasses(SiblingBuild.classes("../jenkins-api-stubs"))) {
            List<Class<?>> all = stubs.all();
            assertThat(all).hasSizeGreaterThan(100);
            for (Class<?> stub : all) {
                assertThat(stub.getClassLoader()).isSameAs(stubs);
                differences.addAll(SignatureDifferences.between(
                        stub, Class.forName(stub.getName(), false, getClass().getClassLoader())));
            }
        }
        assertThat(differences).isEmpty();
    }

    @Test
    void aWrongReturnTypeIsFound() {
        assertThat(SignatureDifferences.between(Wrong.class, Right.class))
                .anyMatch(difference -> difference.contains("really has no make()"))
                .anyMatch(difference -> difference.contains("modifiers of stay()"))
                .anyMatch(difference -> difference.contains("exceptions of read()"));
        assertThat(SignatureDifferences.between(Right.class, Right.class)).isEmpty();
    }

    /** As a careless signature would have it. */
    public static class Wrong {
        public boolean make() {
            return true;
        }

        public void stay() {}

        public void read() {}
    }

    /** As it really is. */
    public static class Right {
        public void make() {}

        public final void stay() {}

        public void read() throws java.io.IOException {}
    }
}
