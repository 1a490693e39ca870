package io.jenkins.lib.containergate.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Classes around those that make functions. Java archives the class that it makes for a lambda only if the outermost class
 * around it is linked by then, and nothing links a class that only holds others.
 */
final class OuterClasses {
    private static final String OWN = "io/jenkins/lib/containergate/";
    private static final String CLASS_FILE = ".class";
    /** Stands in each class file that has a lambda. */
    private static final String MAKES_FUNCTIONS = "java/lang/invoke/LambdaMetafactory";

    private OuterClasses() {}

    /** Links those of this project in a jar. */
    static void link(Path jar) throws IOException {
        for (String name : in(jar)) {
            try {
                // linked, because its members are asked for; not initialised
                Class.forName(name, false, OuterClasses.class.getClassLoader()).getDeclaredFields();
            } catch (ClassNotFoundException | LinkageError e) {
                // what is missed here is loaded from the jar
                continue;
            }
        }
    }

    private static Set<String> in(Path jar) throws IOException {
        Set<String> names = new TreeSet<>();
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                String name = entry.getName();
                int nested = name.indexOf('$');
                if (nested > 0 && name.startsWith(OWN) && name.endsWith(CLASS_FILE)) {
                    byte[] content = zip.getInputStream(entry).readAllBytes();
                    if (new String(content, StandardCharsets.ISO_8859_1).contains(MAKES_FUNCTIONS)) {
                        names.add(name.substring(0, nested).replace('/', '.'));
                    }
                }
            }
        }
        return names;
    }
}
