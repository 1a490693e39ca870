package io.jenkins.lib.containergate.policy.setting;

import io.jenkins.lib.containergate.finding.RuleId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Every kind of finding that stands for a part of an image that could not be evaluated. The table of docs/undecided.md, the keys
 * below {@code undecided} and {@code gate explain} follow from it.
 */
public enum UndecidedKind {
    UNKNOWN_OPERATING_SYSTEM(
            "unknown-operating-system",
            "Unknown operating system",
            Treat.ERROR,
            "there is a package database, but `os-release` names no known distribution",
            "build on a supported distribution, or use a source that knows this one"),
    CONTRADICTORY_OPERATING_SYSTEM(
            "contradictory-operating-system",
            "Contradictory operating system",
            Treat.ERROR,
            "release files, apk's repositories or packages name another distribution or release than `os-release`, or a package was built for a later release; or the image's configuration says `windows` and Linux can start one of its files",
            "keep the base image's files as they are; install packages of its release only; in an image of Windows, copy programs for Linux without permission to execute (`COPY --chmod=644`)"),
    INCOMPLETE_PACKAGE_DATABASE(
            "incomplete-package-database",
            "Incomplete package database",
            Treat.ERROR,
            "dpkg's lists of files name packages that its database does not list as installed; or an earlier layer's database lists a package that the last one does not, while a program or library of it is still there",
            "do not copy one image's root over another's; remove packages with apk, apt, dpkg or rpm, not by editing the database (`rpm -e --justdb`)"),
    NO_PACKAGE_DATABASE(
            "no-package-database",
            "No package database",
            Treat.ERROR,
            "the image has an operating system (an `os-release`, a C library, BusyBox) but no package database",
            "keep `var/lib/dpkg`, `lib/apk` or `var/lib/rpm` in the image; distroless images keep `var/lib/dpkg/status.d`"),
    NO_PACKAGES_FOUND(
            "no-packages-found",
            "No packages found",
            Treat.ERROR,
            "there are files, but no package was recognised",
            "build on an image whose packages are known, or add package metadata"),
    RPM_DATABASE_NOT_READ(
            "rpm-database-not-read",
            "rpm database not read",
            Treat.ERROR,
            "rpm's database is a link to a place that rpm does not use",
            "keep the database in `var/lib/rpm` or `usr/lib/sysimage/rpm`"),
    UNREADABLE_PACKAGE_DATABASE(
            "unreadable-package-database",
            "Unreadable package database",
            Treat.ERROR,
            "a dpkg, apk or rpm database does not parse, or rpm left transactions beside it",
            "rebuild the layer that wrote it"),
    PACKAGE_OF_ANOTHER_VENDOR(
            "package-of-another-vendor",
            "Package of another vendor",
            Treat.WARN,
            "packages in the distribution's database that [others built](packages.md#packages-of-other-vendors), so that no advisory of the distribution is about them; one finding for each vendor",
            "install the distribution's package; or follow the vendor's advisories and waive it for this vendor's path"),
    UNREADABLE_PACKAGE_METADATA(
            "unreadable-package-metadata",
            "Unreadable package metadata",
            Treat.ERROR,
            "a package's own file (`package.json`, `METADATA`, `pom.properties`, a gemspec, `installed.json`, `deps.json`, an SPDX document of Bitnami, ...) does not parse, or the `package.json` of a package in `node_modules` has no name or no version and is not `\"private\": true`",
            "reinstall the package; delete leftovers"),
    UNREADABLE_ARCHIVE(
            "unreadable-archive",
            "Unreadable archive",
            Treat.ERROR,
            "a jar, war, ear or egg does not open, is encrypted, or breaks a limit",
            "rebuild or remove the archive"),
    UNREADABLE_EXECUTABLE(
            "unreadable-executable",
            "Unreadable executable",
            Treat.ERROR,
            "a Go program is packed, stripped of its build information, or built by an unreleased toolchain",
            "build it with a released Go, without packer"),
    UNREAD_PACKAGE_FILE(
            "unread-package-file",
            "Unread package file",
            Treat.ERROR,
            "a file that holds packages has a format that this version does not read, or a container opens it under another name through a link",
            "the message names the format; keep package files where the package manager puts them"),
    UNREAD_ECOSYSTEM(
            "unread-ecosystem",
            "Unread ecosystem",
            Treat.ERROR,
            "packages that the gate does not read, packages whose list was removed, or a program that holds packages without naming them; [the full list](packages.md#languages). Not reported if [the distribution owns them](packages.md#files-of-the-distributions-packages)",
            "use another scanner for them; keep the package manager's list in the image; remove them if they are not needed"),
    UNIDENTIFIED_LIBRARY(
            "unidentified-library",
            "Unidentified library",
            Treat.ERROR,
            "a jar holds well-known third-party classes (at its root, or in `WEB-INF/classes` or `BOOT-INF/classes`), but neither it nor anything in it says which release they are, and no package of the distribution owns it",
            "use the published jar, which carries its coordinates"),
    UNKNOWN_MAVEN_GROUP(
            "unknown-maven-group",
            "Unknown Maven group",
            Treat.ERROR,
            "a jar has an artifact and a version but no group, a vulnerability of an artifact of that name can apply to it, and no package of the distribution owns it",
            "use the published jar, or add `pom.properties`"),
    PACKAGE_DATA_LIMIT(
            "package-data-limit",
            "Package data limit",
            Treat.ERROR,
            "the package data of one layer is larger than in any real image",
            "find out what is in that layer"),
    NO_VULNERABILITY_DATA(
            "no-vulnerability-data",
            "No vulnerability data",
            Treat.ERROR,
            "the source has no record about this ecosystem or release",
            "add data for it (`gate data update --ecosystem NAME`; `--osv` is repeatable; check the Trivy server's database); move off an unsupported release"),
    NOT_SCANNED_BY_AWS(
            "not-scanned-by-aws",
            "Not scanned by AWS",
            Treat.ERROR,
            "the image has packages of a kind that [Amazon ECR or Amazon Inspector](aws-scans.md) does not scan, and no other source is named",
            "use Inspector instead of ECR, or another source as well"),
    NOT_IN_REPORT(
            "not-in-report",
            "Not in report",
            Treat.ERROR,
            "the image has packages of a kind that another scanner's report (`--report`) does not mention at all, or the report has not a single vulnerability, as Trivy's is also when it looked for secrets or licences only",
            "have the scanner list all packages (Trivy does in JSON) and look for vulnerabilities of every severity, or use another source"),
    SBOM_COMPONENT_UNIDENTIFIED(
            "sbom-component-unidentified",
            "SBOM component unidentified",
            Treat.ERROR,
            "a component of an [SBOM](sbom.md) has no package URL, no version, or a package URL of a kind that is not read; with a Trivy server, also rpm packages of Rocky Linux and Oracle Linux without an architecture",
            "have the SBOM written by a tool that names package URLs; check the component by hand"),
    SBOM_SOURCE_PACKAGE_UNKNOWN(
            "sbom-source-package-unknown",
            "SBOM source package unknown",
            Treat.ERROR,
            "no package of the distribution names its source package, by which distributions publish vulnerabilities",
            "use an SBOM of `gate inventory`, Syft or Trivy"),
    SBOM_CONTRADICTION(
            "sbom-contradiction",
            "SBOM contradiction",
            Treat.ERROR,
            "the SBOM gives a component two versions or several package URLs, or names packages of another distribution or release than its operating system or the image",
            "have the SBOM written anew from the image"),
    SBOM_OF_ANOTHER_IMAGE(
            "sbom-of-another-image",
            "SBOM of another image",
            Treat.ERROR,
            "the SBOM names the digest of another image than the one it is given with",
            "have the SBOM written from this image"),
    SBOM_INCOMPLETE(
            "sbom-incomplete",
            "SBOM incomplete",
            Treat.ERROR,
            "the SBOM calls itself incomplete, or it refers to other SBOMs, which are not read",
            "have the image itself evaluated, or an SBOM that holds all of them"),
    END_OF_LIFE_OPERATING_SYSTEM(
            "end-of-life-operating-system",
            "End of life operating system",
            Treat.WARN,
            "the support of this release of the distribution has ended: a Trivy server or the table of dates says so",
            "build on a supported release: later vulnerabilities are in no database. [`endOfLife: {deny: true}`](policy.md) makes it an ERROR"),
    END_OF_LIFE_UNKNOWN(
            "end-of-life-unknown",
            "End of life unknown",
            Treat.ERROR,
            "the policy has `endOfLife: {deny: true}`, and the table of dates does not list this release",
            "name a newer table with `--end-of-life`, or build on a release that is listed"),
    VERSION_NOT_COMPARABLE(
            "version-not-comparable",
            "Version not comparable",
            Treat.ERROR,
            "a version that the rules of its ecosystem cannot order, and a vulnerability that may or may not affect it; with a Trivy server, also one that Trivy cannot order",
            "install a released version"),
    UNCLEAR_VULNERABILITY_RECORD(
            "unclear-vulnerability-record",
            "Unclear vulnerability record",
            Treat.ERROR,
            "the record has no version and no range, only commits, a range of an unknown type or without a start, contradicting ends, or a withdrawal without a time or in the future",
            "update the data; read the record and check the package by hand"),
    VULNERABILITY_OF_ANOTHER_PRODUCT(
            "vulnerability-of-another-product",
            "Vulnerability of another product",
            Treat.ERROR,
            "the record is about another product of the distribution (OpenShift, OpenStack, another minor release), and the image does not show which product the package was installed from; with a Trivy server, also an rpm package of a module that its header does not name",
            "find out which product it is from; update it or waive this");

    private final RuleId rule;
    private final String title;
    private final Treat byDefault;
    private final String happened;
    private final String remedy;

    UndecidedKind(String rule, String title, Treat byDefault, String happened, String remedy) {
        this.rule = new RuleId(rule);
        this.title = title;
        this.byDefault = byDefault;
        this.happened = happened;
        this.remedy = remedy;
    }

    public static Optional<UndecidedKind> find(RuleId rule) {
        return Arrays.stream(values()).filter(kind -> kind.rule.equals(rule)).findFirst();
    }

    /** Names of all of them, in the order of the documentation. */
    public static List<String> names() {
        return Arrays.stream(values()).map(kind -> kind.rule.value()).toList();
    }

    public RuleId rule() {
        return rule;
    }

    public String title() {
        return title;
    }

    /** How it counts where no policy layer says otherwise. */
    public Treat byDefault() {
        return byDefault;
    }

    /** In Markdown, as a part of a table. */
    public String happened() {
        return happened;
    }

    /** In Markdown, as a part of a table. */
    public String remedy() {
        return remedy;
    }
}
