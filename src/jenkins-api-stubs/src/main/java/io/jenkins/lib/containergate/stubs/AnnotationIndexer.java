package io.jenkins.lib.containergate.stubs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.tools.StandardLocation;
import org.jvnet.hudson.annotation_indexer.Indexed;

/**
 * Lists the classes that carry an {@link Indexed} annotation, such as {@code @Symbol}, in
 * {@code META-INF/services/annotations/}, where Jenkins looks for them: one binary name a line, in order.
 *
 * <p>The processor of the Jenkins project that does this is not on Maven Central.
 */
public final class AnnotationIndexer extends AbstractProcessor {
    private final Map<String, Set<String>> index = new TreeMap<>();

    @Override
    public Set<String> getSupportedAnnotationTypes() {
        return Set.of("*");
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latest();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        for (TypeElement annotation : annotations) {
            if (annotation.getAnnotation(Indexed.class) != null) {
                for (Element element : round.getElementsAnnotatedWith(annotation)) {
                    index.computeIfAbsent(name(annotation), name -> new TreeSet<>())
                            .add(name(typeOf(element)));
                }
            }
        }
        if (round.processingOver()) {
            index.forEach(this::write);
        }
        return false;
    }

    private static TypeElement typeOf(Element element) {
        Element candidate = element;
        while (!(candidate instanceof TypeElement)) {
            candidate = candidate.getEnclosingElement();
        }
        return (TypeElement) candidate;
    }

    private String name(TypeElement type) {
        return processingEnv.getElementUtils().getBinaryName(type).toString();
    }

    private void write(String annotation, Set<String> classes) {
        try (Writer out = processingEnv
                .getFiler()
                .createResource(StandardLocation.CLASS_OUTPUT, "", "META-INF/services/annotations/" + annotation)
                .openWriter()) {
            for (String name : classes) {
                out.write(name + "\n");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the index of " + annotation + " cannot be written", e);
        }
    }
}
