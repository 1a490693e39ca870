package io.jenkins.lib.containergate.ecs.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CloudRulesTest {
    private static final Path RULE_CLASSES = Path.of("src/main/java/io/jenkins/lib/containergate/ecs/account/rules")
            .toAbsolutePath();
    private static final String RULES = CloudRulesTest.class.getPackageName() + ".rules.";

    @Test
    void everyRuleClassIsRegisteredAndTested() throws IOException, ClassNotFoundException {
        List<CloudRule<?, ?>> registered = new ArrayList<>(CloudTaskRules.all().list());
        registered.addAll(CloudDeploymentRules.all().list());
        List<String> classes = new ArrayList<>();
        try (Stream<Path> files = Files.list(RULE_CLASSES)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString().replace(".java", "");
                if (name.endsWith("Rule")
                        && !Modifier.isAbstract(Class.forName(RULES + name).getModifiers())) {
                    classes.add(name);
                }
            }
        }
        assertThat(registered)
                .extracting(rule -> rule.getClass().getSimpleName())
                .containsExactlyInAnyOrderElementsOf(classes);
        for (CloudRule<?, ?> rule : registered) {
            assertThat(CloudRuleContract.class)
                    .isAssignableFrom(Class.forName(rule.getClass().getName() + "Test"));
        }
    }
}
