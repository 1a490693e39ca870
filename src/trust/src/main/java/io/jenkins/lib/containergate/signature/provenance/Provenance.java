package io.jenkins.lib.containergate.signature.provenance;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.StrictJson;
import io.jenkins.lib.containergate.signature.RejectedSignatureException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who built the image, how, from what.
 *
 * @param builder ID of the builder
 * @param source what the build was asked to build; empty when the provenance does not say
 * @param materials what the build fetched, as far as it has a digest
 * @param parameters names of what whoever started the build could choose, in lower case, levels joined by dots
 * @param parametersComplete whether the builder says that these are all
 * @see <a href="https://slsa.dev/spec/v1.1/provenance">SLSA provenance v1</a>
 * @see <a href="https://slsa.dev/spec/v0.2/provenance">SLSA provenance v0.2</a>
 */
public record Provenance(
        String builder,
        String buildType,
        Optional<Source> source,
        List<Source> materials,
        Set<String> parameters,
        boolean parametersComplete) {
    public static final String V1 = "https://slsa.dev/provenance/v1";
    public static final String V0_2 = "https://slsa.dev/provenance/v0.2";
    public static final Set<String> PREDICATE_TYPES = Set.of(V1, V0_2);

    private static final int MAX_PARAMETERS = 10_000;

    public Provenance {
        materials = List.copyOf(materials);
        parameters = Set.copyOf(parameters);
    }

    /**
     * A version of a repository.
     *
     * @param repository address without {@code git+} and reference, as written
     * @param ref such as {@code refs/heads/main}
     */
    public record Source(String repository, Optional<String> ref) {
        private static final String GIT = "git+";

        /** {@code git+https://HOST/PATH@REF}, or {@code https://HOST/PATH#REF} as BuildKit writes it. */
        static Source parse(String uri) {
            String address = uri.startsWith(GIT) ? uri.substring(GIT.length()) : uri;
            int path = Math.max(0, address.indexOf("://") + 3);
            int hash = address.indexOf('#');
            int at = hash >= 0 ? hash : address.indexOf('@', Math.max(path, address.indexOf('/', path)));
            return at < 0
                    ? new Source(address, Optional.empty())
                    : new Source(address.substring(0, at), Optional.of(address.substring(at + 1)));
        }

        /** Whether it is the same repository, at the same reference where both name one. */
        boolean agrees(Source other) {
            return repository.equals(other.repository)
                    && (ref.isEmpty() || other.ref.isEmpty() || ref.equals(other.ref));
        }
    }

    /**
     * What a build used, as its builder names it.
     *
     * @param uri such as {@code pkg:docker/debian@12}
     * @param sha256 hexadecimal digits, as written
     */
    public record Dependency(String uri, Optional<String> sha256) {}

    /**
     * The {@code materials} or {@code resolvedDependencies} alone, whatever else the provenance says.
     *
     * @param type the predicate type of the statement
     * @param predicate of a statement whose signature was verified
     * @throws GateException when they have another shape than their type
     */
    public static List<Dependency> dependencies(String type, StrictJson predicate) throws GateException {
        List<StrictJson> entries = type.equals(V1)
                ? predicate.required("buildDefinition").elementsOf("resolvedDependencies")
                : predicate.elementsOf("materials");
        List<Dependency> dependencies = new ArrayList<>();
        for (StrictJson entry : entries) {
            dependencies.add(new Dependency(
                    entry.textOf("uri"),
                    Optional.ofNullable(entry.textMapOf("digest").get("sha256"))));
        }
        return dependencies;
    }

    /**
     * @param type the predicate type of the statement
     * @param predicate of a statement whose signature was verified
     * @throws GateException when it has another shape than its type
     */
    public static Provenance parse(String type, StrictJson predicate) throws GateException {
        return type.equals(V1) ? version1(predicate) : version02(predicate);
    }

    private static Provenance version1(StrictJson predicate) throws GateException {
        StrictJson definition = predicate.required("buildDefinition");
        StrictJson external = definition.required("externalParameters");
        Set<String> parameters = new TreeSet<>();
        flatten(external, "", parameters);
        return new Provenance(
                predicate
                        .required("runDetails")
                        .required("builder")
                        .required("id")
                        .text(),
                definition.required("buildType").text(),
                only(sources(external)),
                materials(definition.elementsOf("resolvedDependencies")),
                parameters,
                true);
    }

    /** Here parameters can be left out, and are all only where {@code metadata.completeness.parameters} is true. */
    private static Provenance version02(StrictJson predicate) throws GateException {
        Set<String> parameters = new TreeSet<>();
        Set<Source> sources = new LinkedHashSet<>();
        Optional<StrictJson> invocation = predicate.member("invocation");
        boolean complete = false;
        if (invocation.isPresent()) {
            Optional<StrictJson> stated = invocation.get().member("parameters");
            if (stated.isPresent()) {
                flatten(stated.get(), "", parameters);
                complete = stated.get().isObject() && saysParametersAreComplete(predicate);
            }
            uri(invocation.get().member("configSource")).ifPresent(sources::add);
        }
        return new Provenance(
                predicate.required("builder").required("id").text(),
                predicate.required("buildType").text(),
                only(sources),
                materials(predicate.elementsOf("materials")),
                parameters,
                complete);
    }

    private static boolean saysParametersAreComplete(StrictJson predicate) throws GateException {
        StrictJson at = predicate;
        for (String name : List.of("metadata", "completeness", "parameters")) {
            Optional<StrictJson> member = at.member(name);
            if (member.isEmpty()) {
                return false;
            }
            at = member.get();
        }
        return at.bool();
    }

    /** The parameters by which the build types in use say what is built: of several, all have to agree. */
    private static Set<Source> sources(StrictJson external) throws GateException {
        Set<Source> sources = new LinkedHashSet<>();
        Optional<StrictJson> workflow = external.member("workflow");
        if (workflow.isPresent() && workflow.get().isObject()) {
            sources.add(new Source(
                    workflow.get().required("repository").text(),
                    Optional.of(workflow.get().required("ref").text())));
        }
        for (String name : List.of("source", "configSource", "repository")) {
            Optional<StrictJson> stated = external.member(name);
            if (stated.isPresent() && stated.get().isText()) {
                String ref = name.equals("repository") ? external.textOf("ref") : "";
                Source source = Source.parse(stated.get().text());
                sources.add(ref.isEmpty() ? source : new Source(source.repository(), Optional.of(ref)));
            } else {
                uri(stated).ifPresent(sources::add);
            }
        }
        return sources;
    }

    private static Optional<Source> uri(Optional<StrictJson> stated) throws GateException {
        if (stated.isEmpty()) {
            return Optional.empty();
        }
        String uri = stated.get().textOf("uri");
        return Optional.of(uri).filter(text -> !text.isEmpty()).map(Source::parse);
    }

    private static Optional<Source> only(Set<Source> sources) throws RejectedSignatureException {
        if (sources.size() > 1) {
            throw new RejectedSignatureException("it names several sources");
        }
        return sources.stream().findFirst();
    }

    private static List<Source> materials(List<StrictJson> entries) throws GateException {
        List<Source> materials = new ArrayList<>();
        for (StrictJson entry : entries) {
            boolean pinned = !entry.textMapOf("digest").isEmpty();
            String uri = entry.textOf("uri");
            if (pinned && !uri.isEmpty()) {
                materials.add(Source.parse(uri));
            }
        }
        return materials;
    }

    /** Elements of an array have its name: where a parameter stands in a list does not matter. */
    private static void flatten(StrictJson value, String path, Set<String> names) throws GateException {
        if (value.isObject() && !value.names().isEmpty()) {
            for (String name : value.names()) {
                Optional<StrictJson> member = value.member(name);
                if (member.isPresent()) {
                    flatten(member.get(), path.isEmpty() ? name : path + "." + name, names);
                }
            }
            return;
        }
        if (value.isArray()) {
            for (StrictJson element : value.elements()) {
                flatten(element, path, names);
            }
        }
        if (path.isEmpty()) {
            return;
        }
        names.add(path.toLowerCase(Locale.ROOT));
        if (names.size() > MAX_PARAMETERS) {
            throw new RejectedSignatureException("it has more than " + MAX_PARAMETERS + " parameters");
        }
    }
}
