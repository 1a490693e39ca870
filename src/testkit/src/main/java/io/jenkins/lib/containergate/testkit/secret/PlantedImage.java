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
    private final PlantedTexts settings;
    private final BuiltImage image;

    /** @param base with the layers below */
    public PlantedImage(long seed, ImageBuilder base) {
        files = new PlantedSecrets(seed);
        settings = new PlantedTexts(files);
        image = base.layer(files.layer(), "COPY . / # " + settings.token())
                .layer(LayerBuilder.layer().file(DELETED, "TOKEN=" + settings.token()), "COPY deleted.env /root/")
                .layer(LayerBuilder.layer().whiteout(DELETED), "RUN rm /" + DELETED)
                .emptyStep("ARG DEPLOY_TOKEN=" + settings.token())
                .environment("GITHUB_TOKEN", settings.token())
                .environment("DB", "postgres://shop:" + settings.password() + "@db.acme.net/shop")
                .environment("DB_PASSWORD", settings.password())
                .label("build.token", settings.token())
                .label(settings.token(), "the name is the secret")
                .entrypoint("serve", "--token", settings.token())
                .command("--api-key=" + settings.token())
                .healthCheck("CMD-SHELL", "curl -u deploy:" + settings.password() + " http://localhost/")
                .onBuild("ENV TOKEN=" + settings.token())
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
        values.addAll(settings.values());
        return values;
    }
}
