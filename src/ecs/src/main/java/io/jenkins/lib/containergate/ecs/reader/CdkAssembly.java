package io.jenkins.lib.containergate.ecs.reader;

import static io.jenkins.lib.containergate.ecs.reader.CdkAssets.member;

import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.ecs.document.Value.Text;
import io.jenkins.lib.containergate.ecs.template.Template;
import io.jenkins.lib.containergate.fault.GateException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What CDK deploys, by the manifests of its assemblies ({@code manifest.json}; cloud assembly schema, {@code AssemblyManifest}): the
 * templates that they name must be there, and are deployed with the parameters that they give, in the account and region that they give.
 *
 * @param parameters by the file of the template
 * @param environments account and region by the file of the template; by a folder, those of all stacks of its manifest
 */
record CdkAssembly(Map<String, Map<String, String>> parameters, Map<String, Map<String, String>> environments) {
    static final String FILE = "manifest.json";

    private static final String STACK = "aws:cloudformation:stack";
    private static final String NESTED = "cdk:cloud-assembly";
    private static final Set<String> MEMBERS =
            Set.of("version", "artifacts", "missing", "properties", "runtime", "minimumCliVersion");

    /** Templates of nested stacks, which are where the stack is. */
    private static final String OF_NESTED_STACKS = ".nested.template.json";

    private static final Pattern ENVIRONMENT = Pattern.compile("aws://([^/]*)/([^/]*)");
    private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
    private static final String PSEUDO_ACCOUNT = "AWS::AccountId";
    private static final String PSEUDO_REGION = "AWS::Region";
    private static final String UNKNOWN_REGION = "unknown-region";

    CdkAssembly {
        parameters = Map.copyOf(parameters);
        environments = Map.copyOf(environments);
    }

    /**
     * @param manifests by file; those of another kind than CDK's say nothing
     * @param all names of all files, these manifests as well
     * @param read names of those that may be a template
     * @throws GateException when something that is deployed is not among the files
     */
    static CdkAssembly of(SortedMap<String, Value> manifests, Set<String> all, Set<String> read) throws GateException {
        Map<String, Map<String, String>> parameters = new HashMap<>();
        Map<String, Map<String, String>> environments = new HashMap<>();
        for (Map.Entry<String, Value> manifest : manifests.entrySet()) {
            String folder = manifest.getKey().substring(0, manifest.getKey().length() - FILE.length());
            for (Value artifact : CdkAssets.items(member(manifest.getValue(), "artifacts"))) {
                Value properties = member(artifact, "properties");
                String type = text(artifact, "type");
                if (type.equals(STACK)) {
                    String template = folder + text(properties, "templateFile");
                    if (!read.contains(template)) {
                        throw missing(manifest.getKey(), "template " + template);
                    }
                    Map<String, String> environment = environment(text(artifact, "environment"));
                    environments.merge(template, environment, CdkAssembly::common);
                    environments.merge(folder, environment, CdkAssembly::common);
                    Map<String, String> given = new HashMap<>();
                    if (member(properties, "parameters") instanceof Mapping written) {
                        written.members()
                                .forEach((name, value) ->
                                        Template.known(value).ifPresent(known -> given.put(name, known)));
                    }
                    Map<String, String> before = parameters.putIfAbsent(template, Map.copyOf(given));
                    if (before != null && !before.equals(given)) {
                        throw new GateException(
                                manifest.getKey() + " deploys the template " + template
                                        + " several times with different parameters",
                                "evaluate the template by itself, once with the --parameter values of each stack");
                    }
                } else if (type.equals(NESTED)) {
                    String directory = folder + text(properties, "directoryName") + "/";
                    if (all.stream().noneMatch(file -> file.startsWith(directory))) {
                        throw missing(manifest.getKey(), "directory " + directory);
                    }
                }
            }
        }
        return new CdkAssembly(parameters, environments);
    }

    /** As pseudo parameters, as far as it is known. */
    private static Map<String, String> environment(String written) {
        Map<String, String> known = new HashMap<>();
        Matcher environment = ENVIRONMENT.matcher(written);
        if (environment.matches()) {
            if (ACCOUNT.matcher(environment.group(1)).matches()) {
                known.put(PSEUDO_ACCOUNT, environment.group(1));
            }
            if (!environment.group(2).isEmpty() && !environment.group(2).equals(UNKNOWN_REGION)) {
                known.put(PSEUDO_REGION, environment.group(2));
            }
        }
        return known;
    }

    /** Of a template that is deployed several times only what is the same everywhere. */
    private static Map<String, String> common(Map<String, String> one, Map<String, String> other) {
        Map<String, String> same = new HashMap<>(one);
        same.entrySet().retainAll(other.entrySet());
        return same;
    }

    /** Whether it is something else, or more, than a manifest of CDK. */
    static boolean holdsMore(Value root) {
        return CdkAssets.holdsMore(root, MEMBERS);
    }

    private static GateException missing(String manifest, String what) {
        return new GateException(
                "the " + what + ", which " + manifest + " names, is not among the files that are read",
                "run cdk synth again, and name the whole directory that it writes (cdk.out)");
    }

    /** What the template of a file is deployed with, and where, as pseudo parameters. */
    Map<String, String> parameters(String file) {
        String stack = file.endsWith(OF_NESTED_STACKS) ? file.substring(0, file.lastIndexOf('/') + 1) : file;
        Map<String, String> all = new HashMap<>(environments.getOrDefault(stack, Map.of()));
        all.putAll(parameters.getOrDefault(file, Map.of()));
        return all;
    }

    private static String text(Value value, String name) {
        return member(value, name) instanceof Text text ? text.value() : "";
    }
}
