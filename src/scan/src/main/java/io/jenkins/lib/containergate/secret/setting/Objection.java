package io.jenkins.lib.containergate.secret.setting;

/**
 * What is wrong with a setting; never its value.
 *
 * @param kind what it holds, such as "a private key"; of an undecided one, why nobody knows
 * @param decided whether it surely is a secret
 */
public record Objection(String kind, boolean decided) {
    public static Objection secret(String kind) {
        return new Objection(kind, true);
    }

    public static Objection undecided(String reason) {
        return new Objection(reason, false);
    }
}
