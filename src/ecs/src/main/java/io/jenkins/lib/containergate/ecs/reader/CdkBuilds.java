package io.jenkins.lib.containergate.ecs.reader;

import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.ecs.deployment.Wall;
import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.ecs.document.Value.Text;
import io.jenkins.lib.containergate.ecs.task.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.regex.Pattern;

/**
 * How CDK builds the images and files that it uploads: arguments, caches and commands, which lie in the assembly in plain text, and
 * arguments in the image as well.
 *
 * @see <a href="https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.cloud_assembly_schema.DockerImageSource.html">DockerImageSource</a>
 */
final class CdkBuilds {
    private static final String SECRETS = "dockerBuildSecrets";
    /** Where a secret is, as {@code docker build --secret} takes it: the value itself is nowhere in the manifest. */
    private static final Pattern REFERENCE =
            Pattern.compile("(?:(?:type=(?:file|env)|id=[\\w.-]{1,100}|(?:src|source|env)=[^,]{1,500})(?:,|$)){1,4}");

    private CdkBuilds() {}

    /** @param manifests of assets, by file */
    static List<Deployment> of(SortedMap<String, Value> manifests) {
        List<Deployment> found = new ArrayList<>();
        for (Map.Entry<String, Value> manifest : manifests.entrySet()) {
            for (String kind : List.of("dockerImages", "files")) {
                int number = 0;
                for (Value asset : CdkAssets.items(CdkAssets.member(manifest.getValue(), kind))) {
                    number++;
                    if (CdkAssets.member(asset, "source") instanceof Mapping source) {
                        String called = kind.equals("files") ? "file asset" : "image asset";
                        found.add(new Wall(
                                manifest.getKey(),
                                called + " " + number,
                                called,
                                withoutReferences(source),
                                Place.root("the " + called, source.mark()),
                                new Wall.UploadedAsset()));
                    }
                }
            }
        }
        return found;
    }

    private static Mapping withoutReferences(Mapping source) {
        if (!(source.members().get(SECRETS) instanceof Mapping secrets)) {
            return source;
        }
        Map<String, Value> literal = new LinkedHashMap<>(secrets.members());
        literal.values()
                .removeIf(value -> value instanceof Text text
                        && REFERENCE.matcher(text.value()).matches());
        Map<String, Value> members = new LinkedHashMap<>(source.members());
        members.put(SECRETS, new Mapping(literal, secrets.mark()));
        return new Mapping(members, source.mark());
    }
}
