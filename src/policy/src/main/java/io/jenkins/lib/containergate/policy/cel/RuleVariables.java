package io.jenkins.lib.containergate.policy.cel;

import io.jenkins.lib.containergate.policy.GateName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What expressions may name: the variables of each gate and the fields of their types. The reference is written from it. */
public final class RuleVariables {
    private static final Set<GateName> OF_IMAGES =
            EnumSet.of(GateName.VULNERABILITIES, GateName.HARDENING, GateName.SECRETS);
    /** Those that run whatever else the policy says: a rule of another gate could be forgotten without a word. */
    private static final Set<GateName> ALL = EnumSet.of(
            GateName.VULNERABILITIES,
            GateName.HARDENING,
            GateName.SECRETS,
            GateName.SIGNATURES,
            GateName.TASK_DEFINITION,
            GateName.DRIFT);

    /** The types, as expressions name them. */
    public enum Type {
        TEXT("string"),
        TEXTS("list(string)"),
        LABELS("map(string, string)"),
        FLAG("bool"),
        NUMBER("double"),
        TIME("timestamp"),
        ANY("map, as the ECS API writes it"),
        FINDINGS("list(Finding)"),
        PACKAGES("list(Package)"),
        FINDING("Finding"),
        PACKAGE("Package"),
        AFFECTED("Affected"),
        IMAGE("Image");

        private final String key;

        Type(String key) {
            this.key = key;
        }

        /** As CEL writes it. */
        public String key() {
            return key;
        }
    }

    /** A variable and the gates whose rules may name it. */
    public enum Variable {
        FINDINGS("findings", Type.FINDINGS, ALL, "what the gate found, each with the policy's decision"),
        PACKAGES(
                "packages",
                Type.PACKAGES,
                EnumSet.of(GateName.VULNERABILITIES),
                "every package of the image or the SBOM"),
        IMAGE("image", Type.IMAGE, OF_IMAGES, "the image; absent for SBOMs and source trees"),
        TASK(
                "task",
                Type.ANY,
                EnumSet.of(GateName.TASK_DEFINITION),
                "one task definition, with the keys of the ECS API: `containerDefinitions`, `networkMode`. The rule is"
                        + " evaluated for each"),
        NOW("now", Type.TIME, ALL, "the time of the verdict");

        private final String key;
        private final Type type;
        private final Set<GateName> gates;
        private final String words;

        Variable(String key, Type type, Set<GateName> gates, String words) {
            this.key = key;
            this.type = type;
            this.gates = gates;
            this.words = words;
        }

        /** Its name in expressions. */
        public String key() {
            return key;
        }

        public Type type() {
            return type;
        }

        /** Whose rules may name it, in the order of the gates. */
        public List<GateName> gates() {
            return List.copyOf(gates);
        }

        /** Its line in the reference. */
        public String words() {
            return words;
        }
    }

    /**
     * A field of a type with fields.
     *
     * @param of the type that has it
     * @param words its line in the reference
     */
    public record Field(Type of, String key, Type type, String words) {}

    private static final List<Field> FIELDS = List.of(
            new Field(Type.FINDING, "rule", Type.TEXT, "`CVE-2021-44228`, `no-privileged`"),
            new Field(
                    Type.FINDING,
                    "kind",
                    Type.TEXT,
                    "`vulnerability`, `hardening`, `secret`, `signature`, `misconfiguration`"),
            new Field(Type.FINDING, "severity", Type.TEXT, "`critical`, `high`, `medium`, `low` or `unknown`"),
            new Field(Type.FINDING, "title", Type.TEXT, ""),
            new Field(Type.FINDING, "actual", Type.TEXT, "what was found; never a secret's value"),
            new Field(Type.FINDING, "decision", Type.TEXT, "`BLOCKED`, `WARNED`, `ALLOWED`, `WAIVED` or `BASELINE`"),
            new Field(Type.FINDING, "undecided", Type.FLAG, "whether the gate could not decide here"),
            new Field(Type.FINDING, "path", Type.TEXT, "file or document; empty without one"),
            new Field(Type.FINDING, "pointer", Type.TEXT, "JSON pointer into `path`; empty without one"),
            new Field(Type.FINDING, "layer", Type.TEXT, "diff ID of the layer; empty without one"),
            new Field(Type.FINDING, "aliases", Type.TEXTS, "other IDs of a vulnerability"),
            new Field(Type.FINDING, "knownExploited", Type.FLAG, "`false` also where no catalogue was loaded"),
            new Field(Type.FINDING, "epss", Type.NUMBER, "0 to 1; -1 without a score"),
            new Field(
                    Type.FINDING,
                    "affected",
                    Type.AFFECTED,
                    "the package of a vulnerability; empty fields for other findings"),
            new Field(Type.AFFECTED, "purl", Type.TEXT, ""),
            new Field(Type.AFFECTED, "name", Type.TEXT, ""),
            new Field(Type.AFFECTED, "version", Type.TEXT, ""),
            new Field(Type.AFFECTED, "fixedVersion", Type.TEXT, "empty without a fix"),
            new Field(Type.PACKAGE, "name", Type.TEXT, ""),
            new Field(Type.PACKAGE, "version", Type.TEXT, "as installed"),
            new Field(Type.PACKAGE, "type", Type.TEXT, "type of the package URL: `deb`, `rpm`, `maven`"),
            new Field(Type.PACKAGE, "purl", Type.TEXT, ""),
            new Field(Type.PACKAGE, "path", Type.TEXT, "the file it was found in"),
            new Field(Type.PACKAGE, "licenses", Type.TEXTS, "as declared; empty if none is"),
            new Field(
                    Type.IMAGE,
                    "reference",
                    Type.TEXT,
                    "as the caller wrote it; names of archives can be chosen freely"),
            new Field(Type.IMAGE, "digest", Type.TEXT, "`sha256:...`"),
            new Field(Type.IMAGE, "platform", Type.TEXT, "`linux/amd64`"),
            new Field(Type.IMAGE, "user", Type.TEXT, "`User` of the configuration; empty if not set"),
            new Field(Type.IMAGE, "labels", Type.LABELS, ""));

    private RuleVariables() {}

    /** Those that evaluate rules of a policy. */
    public static List<GateName> gates() {
        return List.copyOf(ALL);
    }

    /** What rules of the gate may name. */
    public static List<Variable> of(GateName gate) {
        return Arrays.stream(Variable.values())
                .filter(variable -> variable.gates.contains(gate))
                .toList();
    }

    /** The fields of a type, in the order of the reference. */
    public static List<Field> fields(Type of) {
        return FIELDS.stream().filter(field -> field.of() == of).toList();
    }

    static Optional<Field> field(String type, String key) {
        return FIELDS.stream()
                .filter(field -> field.of().key().equals(type) && field.key().equals(key))
                .findFirst();
    }

    /** The reference of variables and fields in Markdown. */
    public static String reference() {
        List<String> lines = new ArrayList<>(List.of("| variable | type | gates | |", "|---|---|---|---|"));
        for (Variable variable : Variable.values()) {
            String gates = variable.gates.equals(ALL)
                    ? "all"
                    : String.join(
                            ", ", variable.gates.stream().map(GateName::key).toList());
            lines.add(
                    "| `" + variable.key + "` | " + variable.type.key + " | " + gates + " | " + variable.words + " |");
        }
        lines.addAll(List.of("", "| field | type | |", "|---|---|---|"));
        for (Field field : FIELDS) {
            lines.add("| `" + field.of().key() + "." + field.key() + "` | "
                    + field.type().key() + " | " + (field.words() + " |").strip());
        }
        return String.join("\n", lines) + "\n";
    }
}
