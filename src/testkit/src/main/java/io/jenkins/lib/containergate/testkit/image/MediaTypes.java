package io.jenkins.lib.containergate.testkit.image;

/** The two families of media types an image can be written with. */
public enum MediaTypes {
    OCI,
    DOCKER;

    String index() {
        return this == OCI
                ? "application/vnd.oci.image.index.v1+json"
                : "application/vnd.docker.distribution.manifest.list.v2+json";
    }

    String manifest() {
        return this == OCI
                ? "application/vnd.oci.image.manifest.v1+json"
                : "application/vnd.docker.distribution.manifest.v2+json";
    }

    String config() {
        return this == OCI
                ? "application/vnd.oci.image.config.v1+json"
                : "application/vnd.docker.container.image.v1+json";
    }

    String layer(Compression compression) {
        String suffix = compression.suffix();
        if (this == OCI) {
            return "application/vnd.oci.image.layer.v1.tar" + (suffix.isEmpty() ? "" : "+" + suffix);
        }
        return "application/vnd.docker.image.rootfs.diff.tar" + (suffix.isEmpty() ? "" : "." + suffix);
    }
}
