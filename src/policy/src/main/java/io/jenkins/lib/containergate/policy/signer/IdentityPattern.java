package io.jenkins.lib.containergate.policy.signer;

import io.jenkins.lib.containergate.policy.setting.Glob;

/**
 * How a pattern over paths matches whom a certificate or a provenance names: {@code WORKFLOW@REF}, {@code NAME@DOMAIN}. Each
 * {@code @} of the pattern is the next one of the name, so no wildcard before it reaches over another: whoever may push a branch may
 * call it {@code x@refs/heads/main}, and what runs there would end as what runs on main does.
 */
public final class IdentityPattern {
    private static final String AT = "@";

    private IdentityPattern() {}

    public static boolean matches(Glob pattern, String name) {
        String[] wanted = pattern.toString().split(AT, -1);
        String[] found = name.split(AT, wanted.length);
        if (found.length != wanted.length) {
            return false;
        }
        for (int part = 0; part < wanted.length; part++) {
            boolean same = wanted[part].isBlank()
                    ? wanted[part].equals(found[part])
                    : Glob.overPath(wanted[part]).matches(found[part]);
            if (!same) {
                return false;
            }
        }
        return true;
    }
}
