package io.jenkins.lib.containergate.inventory.sbom;

/** Properties of the CycloneDX documents of this project: what its writer and its reader agree on. */
public final class SbomProperties {
    /** In the form of the CycloneDX property taxonomy. */
    public static final String NAMESPACE = "container-gate:";

    /** The name in full, where the component's own is only a part of it. */
    public static final String NAME = "name";

    public static final String ECOSYSTEM = "ecosystem";
    public static final String LAYER = "layer";
    public static final String PATH = "path";
    public static final String SOURCE_NAME = "source:name";
    public static final String SOURCE_VERSION = "source:version";
    /** Of rpm, as {@code nodejs:16:...}. */
    public static final String MODULE = "module";

    public static final String OWNER = "owner";
    public static final String OS_LIKE = "os:like";
    public static final String OS_CODENAME = "os:codename";
    /** How many parts of the image could not be read. */
    public static final String GAPS = "gaps";
    /** One of them: {@code RULE: TITLE (PATH)}. */
    public static final String GAP = "gap";

    private SbomProperties() {}
}
