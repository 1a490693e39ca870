package io.jenkins.lib.containergate.testkit.secret;

import io.jenkins.lib.containergate.testkit.image.BuiltImage;
import io.jenkins.lib.containergate.testkit.image.ImageBuilder;
import io.jenkins.lib.containergate.testkit.image.LayerBuilder;
import java.util.ArrayList;
import java.util.List;

/** An image with secrets in its layers, its configuration and its history. */
public final class PlantedImage {
    private static final String DELETED = "root/deleted.env";

    private final PlantedSecrets files;
    private final List<String> settings = new ArrayList<>();
    private final BuiltImage image;

    /** @param base with the layers below */
    public PlantedImage(long seed, ImageBuilder base) {
        files = new PlantedSecrets(seed);
        image = base.layer(files.layer(), "COPY . / # " + token())
                .layer(LayerBuilder.layer().file(DELETED, "TOKEN=" + token()), "COPY deleted.env /root/")
                .layer(LayerBuilder.layer().whiteout(DELETED), "RUN rm /" + DELETED)
                .emptyStep("ARG DEPLOY_TOKEN=" + token())
                .environment("GITHUB_TOKEN", token())
                .environment("DB", "postgres://shop:" + password() + "@db.acme.net/shop")
                .environment("DB_PASSWORD", password())
                .label("build.token", token())
                .label(token(), "the name is the secret")
                .entrypoint("serve", "--token", token())
                .command("--api-key=" + token())
                .healthCheck("CMD-SHELL", "curl -u deploy:" + password() + " http://localhost/")
                .onBuild("ENV TOKEN=" + token())
                .build();
    }

    public BuiltImage image() {
        return image;
    }

    public PlantedSecrets files() {
        return files;
    }

    /** Of files, settings and history. */
    public List<String> values() {
        List<String> values = new ArrayList<>(files.values());
        values.addAll(settings);
        return values;
    }

    private String token() {
        String value = files.github();
        settings.add(value);
        return "ghp_" + value;
    }

    private String password() {
        String value = files.password();
        settings.add(value);
        return value;
    }
}
