package io.jenkins.plugins.containergate.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The signatures the Maven Central build compiles against, beside the real classes of the same names. */
final class StubClasses extends URLClassLoader {
    private static final String OWN = "io/jenkins/lib/containergate/stubs/";

    private final Path directory;

    /** Everything that is no signature comes from where the real classes come from. */
    StubClasses(Path directory) {
        super(new URL[] {url(directory)}, StubClasses.class.getClassLoader());
        this.directory = directory;
    }

    /** All signatures; tools of the module itself are none. */
    List<Class<?>> all() throws IOException, ClassNotFoundException {
        List<String> names = SiblingBuild.files(directory).stream()
                .filter(file -> file.endsWith(".class") && !file.startsWith(OWN))
                .map(file ->
                        file.substring(0, file.length() - ".class".length()).replace('/', '.'))
                .toList();
        List<Class<?>> classes = new java.util.ArrayList<>();
        for (String name : names) {
            classes.add(loadClass(name));
        }
        return classes;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            if (!Files.isRegularFile(directory.resolve(name.replace('.', '/') + ".class"))) {
                return super.loadClass(name, resolve);
            }
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? findClass(name) : loaded;
        }
    }

    private static URL url(Path directory) {
        try {
            return directory.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }
}
