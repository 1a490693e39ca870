package io.jenkins.lib.containergate.inventory;

/** The kind of package manager a package belongs to, with its package URL type. */
public enum Ecosystem {
    DEB("deb", true),
    APK("apk", true),
    RPM("rpm", true),
    MAVEN("maven", false),
    NPM("npm", false),
    PYPI("pypi", false),
    GO("golang", false),
    GEM("gem", false),
    COMPOSER("composer", false),
    NUGET("nuget", false),
    CARGO("cargo", false),
    /** Components that Bitnami compiles and installs beside the distribution's packages. */
    BITNAMI("bitnami", false);

    private final String purlType;
    private final boolean operatingSystem;

    Ecosystem(String purlType, boolean operatingSystem) {
        this.purlType = purlType;
        this.operatingSystem = operatingSystem;
    }

    /** @see <a href="https://github.com/package-url/purl-spec/blob/main/PURL-TYPES.rst">package URL types</a> */
    public String purlType() {
        return purlType;
    }

    /** Its vulnerabilities depend on the distribution and its release. */
    public boolean operatingSystem() {
        return operatingSystem;
    }
}
