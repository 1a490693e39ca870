package io.jenkins.plugins.containergate.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A Jenkins that has none of the plugins with the AWS SDK loads this plugin, and says what to install. */
class WithoutAwsSdkTest {
    private static final String OURS = "io.jenkins.";
    private static final String SDK = "software.amazon.awssdk.";

    @Test
    void theMissingPluginsAreNamed() {
        ClassLoader jenkins = new Hiding(List.of(SDK));
        assertThat(AwsNeed.LOGIN.missing(jenkins)).containsExactly("aws-java-sdk2-core", "aws-java-sdk2-ecr");
        assertThat(AwsNeed.LOOKUPS.missing(jenkins))
                .containsExactly(
                        "aws-java-sdk2-core",
                        "aws-java-sdk2-ecr",
                        "aws-java-sdk2-ecs",
                        "aws-java-sdk2-iam",
                        "aws-java-sdk2-ec2");
        assertThat(AwsNeed.LOOKUPS.missing(WithoutAwsSdkTest.class.getClassLoader()))
                .isEmpty();
    }

    @Test
    void aLoginTakesNoPluginForEcs() throws Exception {
        ClassLoader jenkins = new Hiding(List.of(
                SDK + "services.ecs.", SDK + "services.ec2.", SDK + "services.iam.", SDK + "http.urlconnection."));
        assertThat(AwsNeed.LOGIN.missing(jenkins)).isEmpty();
        assertThat(Class.forName("io.jenkins.lib.containergate.awssdk.AwsSession", true, jenkins))
                .isNotNull();
        assertThat(Class.forName(SdkConnection.class.getName(), true, jenkins)).isNotNull();
    }

    /** Jenkins looks at the members of every class it might bind or list. */
    @Test
    void noOtherClassOfThePluginTouchesTheSdk() throws Exception {
        ClassLoader jenkins = new Hiding(List.of(SDK));
        List<String> classes = classes();
        assertThat(classes).hasSizeGreaterThan(100);
        List<String> broken = new ArrayList<>();
        for (String name : classes) {
            try {
                Class<?> type = Class.forName(name, false, jenkins);
                type.getDeclaredMethods();
                type.getDeclaredFields();
                type.getDeclaredConstructors();
            } catch (LinkageError e) {
                broken.add(name + ": " + e.getMessage());
            }
        }
        assertThat(broken).allMatch(problem -> problem.startsWith("io.jenkins.plugins.containergate.aws.Sdk"));
    }

    private static List<String> classes() throws IOException {
        Path root;
        try {
            root = Path.of(AwsNeed.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (java.net.URISyntaxException e) {
            throw new IOException(e);
        }
        try (Stream<Path> files = Files.walk(root)) {
            return files.map(file -> root.relativize(file).toString().replace('\\', '/'))
                    .filter(file -> file.startsWith("io/jenkins/plugins/") && file.endsWith(".class"))
                    .filter(file -> !file.endsWith("package-info.class"))
                    .map(file ->
                            file.substring(0, file.length() - ".class".length()).replace('/', '.'))
                    .toList();
        }
    }

    /** Defines our classes anew, so that what they refer to is looked for here. */
    private static final class Hiding extends ClassLoader {
        private final List<String> hidden;

        Hiding(List<String> hidden) {
            super(WithoutAwsSdkTest.class.getClassLoader());
            this.hidden = hidden;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (hidden.stream().anyMatch(name::startsWith)) {
                throw new ClassNotFoundException(name);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                if (loaded != null) {
                    return loaded;
                }
                return name.startsWith(OURS) ? define(name) : super.loadClass(name, resolve);
            }
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (in == null) {
                    throw new ClassNotFoundException(name);
                }
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
