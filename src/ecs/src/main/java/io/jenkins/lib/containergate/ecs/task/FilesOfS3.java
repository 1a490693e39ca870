package io.jenkins.lib.containergate.ecs.task;

import io.jenkins.lib.containergate.ecs.task.ContainerDefinition.NameValue;
import io.jenkins.lib.containergate.ecs.task.ContainerDefinition.Option;
import io.jenkins.lib.containergate.ecs.task.Field.Unresolved;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a container takes from S3 when it starts: files of environment variables, and the configuration of FireLens.
 *
 * @param files as the definition names them
 * @param unknown what may name more of them
 */
public record FilesOfS3(List<File> files, List<Unresolved<?>> unknown) {
    private static final String TYPE = "config-file-type";
    private static final String VALUE = "config-file-value";
    /** The type of a configuration that is in the image. */
    private static final String LOCAL = "file";

    /** @param router whether it is the configuration of FireLens, which is not made of variables */
    public record File(Field<String> name, Place place, boolean router) {}

    public FilesOfS3 {
        files = List.copyOf(files);
        unknown = List.copyOf(unknown);
    }

    public static FilesOfS3 of(ContainerDefinition container) {
        List<File> files = new ArrayList<>();
        List<Unresolved<?>> unknown = new ArrayList<>();
        Items<NameValue> variables = container.variables().environmentFiles();
        variables.values().forEach(file -> files.add(new File(file.value(), file.place(), false)));
        unknown.addAll(variables.unresolved());
        Items<Option> router = container.log().routerOptions();
        if (named(router, TYPE)
                .noneMatch(type -> type.known().filter(LOCAL::equals).isPresent())) {
            named(router, VALUE).forEach(file -> files.add(new File(file, file.place(), true)));
            unknown.addAll(router.unresolved());
        }
        return new FilesOfS3(files, unknown);
    }

    private static Stream<Field<String>> named(Items<Option> options, String name) {
        return options.values().stream()
                .filter(option -> option.key().equals(name))
                .map(Option::value);
    }

    /** How many there are, at least. */
    public int count() {
        return files.size() + unknown.size();
    }
}
