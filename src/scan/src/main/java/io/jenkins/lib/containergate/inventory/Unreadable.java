package io.jenkins.lib.containergate.inventory;

import io.jenkins.lib.containergate.finding.RuleId;

/** The kinds of package data that can turn out not to be readable, each with its rule and its advice. */
public enum Unreadable {
    ARCHIVE(
            "unreadable-archive",
            "Archive cannot be read",
            "an archive that can be opened, within the limits",
            "rebuild or remove the archive; when it is known to be harmless, waive this rule for its path"),
    DATABASE(
            "unreadable-package-database",
            "Package database cannot be read",
            "a package database as the package manager writes it",
            "rebuild the image from a clean base image so that the package manager's database is whole"),
    METADATA(
            "unreadable-package-metadata",
            "Package metadata cannot be read",
            "metadata that names the package and its version",
            "reinstall or remove the package; when it is test data, waive this rule for its path"),
    LIBRARY(
            "unidentified-library",
            "Library of unknown version",
            "Maven coordinates: pom.properties, or a manifest and file name that give group, artifact and version",
            "take the library from its Maven repository, under its full file name; or waive this rule for its path"),
    LINK(
            "unread-package-file",
            "Package file is a second name of a file that was not read",
            "package metadata under the name its package manager gives it",
            "copy the file instead of linking it when the image is built; or waive this rule for its path"),
    BUNDLE(
            "unread-ecosystem",
            "Packages of this kind are not read",
            "packages of a kind that is read: see docs/packages.md",
            "import the report of a scanner that reads them (--report), install the packages as files, or waive this rule"
                    + " for its path"),
    CRATES(
            "unread-ecosystem",
            "Program does not list the crates that it was built from",
            "a list of crates in the program, or a Cargo.lock above the program or with its package",
            "build the program with cargo auditable, copy its Cargo.lock into the program's directory, or"
                    + " waive this rule for its path"),
    EXECUTABLE(
            "unreadable-executable",
            "Executable does not say what it was built from",
            "build information with the Go version and the modules linked in",
            "build with the module list (go build in module mode, no packer); or waive this rule for its path");

    /** Rule of a file that exceeds one of the limits; its advice names the limit. */
    public static final RuleId TOO_LARGE = new RuleId("package-data-limit");

    private final RuleId rule;
    private final String title;
    private final String expected;
    private final String help;

    Unreadable(String rule, String title, String expected, String help) {
        this.rule = new RuleId(rule);
        this.title = title;
        this.expected = expected;
        this.help = help;
    }

    /** Whether a gap is of this kind. */
    public boolean is(InventoryGap gap) {
        return gap.rule().equals(rule) && gap.title().equals(title);
    }

    /** Whether a gap is of a kind that a package of the distribution settles that owns the file unchanged. */
    public static boolean settledByOwner(InventoryGap gap) {
        return LIBRARY.is(gap) || BUNDLE.is(gap) || CRATES.is(gap);
    }

    /** @param problem what is wrong with the content, without the path */
    public InventoryGap gap(String file, String path, String problem) {
        return new InventoryGap(rule, title, file, path, problem, expected, help);
    }
}
